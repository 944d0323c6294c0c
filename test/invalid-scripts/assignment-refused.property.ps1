(Get-Item -Path $Path).LastWriteTime = 0
