$global:PSDefaultParameterValues["ForEach-Object:MemberName"] = "Delete"
