$function:x = { }
