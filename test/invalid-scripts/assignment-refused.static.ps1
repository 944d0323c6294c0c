[datetime]::UtcNow = 0
