. .\other.ps1
