function Get-One { [CmdletBinding()] param() dynamicparam { } end { 1 } }
