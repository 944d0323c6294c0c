class A { [string]$B }
