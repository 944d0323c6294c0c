Get-Content -Path $Path -Encoding Byte
