[pscustomobject]@{ a = 1 }
