$fields = 'a', $fields
1 | Select-Object -Property $fields
