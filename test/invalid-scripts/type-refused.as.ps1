$Path -as [System.IO.StreamWriter]
