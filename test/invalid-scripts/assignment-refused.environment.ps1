$env:x = 1
