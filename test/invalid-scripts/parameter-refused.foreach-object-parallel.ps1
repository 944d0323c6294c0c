1, 2 | ForEach-Object -Parallel { $_ }
