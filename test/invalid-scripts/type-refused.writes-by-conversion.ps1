[System.IO.StreamWriter]$Path
