sc C:\x 'text'
