function Read-One([string]$Name, [scriptblock]$Read) { & $Read }
Read-One 'a' (Get-Item -Path $Path).ScriptBlock
