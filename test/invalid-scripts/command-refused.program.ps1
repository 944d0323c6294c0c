wevtutil.exe cl Security
