${Path}?.Length
