$Path ? 1 : 2
