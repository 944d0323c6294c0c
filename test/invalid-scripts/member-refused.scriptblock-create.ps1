[scriptblock]::Create($Path)
