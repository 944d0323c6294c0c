Remove-Item -LiteralPath $Path
