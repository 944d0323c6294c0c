$global:x++
