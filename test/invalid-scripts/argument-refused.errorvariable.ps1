Get-Item -Path $Path -ErrorVariable env:x
