function Get-One { param([Parameter(ValueFromPipeline)][string]$Of) $Of }
