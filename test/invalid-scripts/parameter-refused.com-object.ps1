New-Object -ComObject WScript.Shell
