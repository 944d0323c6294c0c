Get-ChildItem -Path $Path -FollowSymlink
