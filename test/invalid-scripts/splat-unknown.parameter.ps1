Get-Item @Path
