(Get-Item -Path $Path).$Path()
