$a, $env:x = 1, 2
