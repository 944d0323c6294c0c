[regex]::Replace($Path, 'a', { 'b' })
