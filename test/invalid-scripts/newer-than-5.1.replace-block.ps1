$Path -replace 'a', { 'b' }
