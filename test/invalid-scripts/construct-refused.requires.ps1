#Requires -Modules ActiveDirectory
