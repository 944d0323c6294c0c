& 'Remove-Item' $Path
