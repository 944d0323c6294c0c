"It is $(Stop-Computer)"
