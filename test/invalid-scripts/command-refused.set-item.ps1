Set-Item -Path env:x -Value 1
