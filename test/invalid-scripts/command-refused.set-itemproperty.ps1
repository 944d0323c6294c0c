Set-ItemProperty -Path 'HKLM:\SOFTWARE\x' -Name a -Value 1
