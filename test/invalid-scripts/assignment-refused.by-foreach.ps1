foreach ($env:x in 1, 2) { }
