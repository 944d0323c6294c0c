[System.Collections.Generic.List[string]]$Path
