$file = @{}
$file = Get-Item -Path $Path
$file.IsReadOnly = $true
