Get-ChildItem -Path $Path -Rec
