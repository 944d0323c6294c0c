Join-Path a b c
