$ExecutionContext.InvokeCommand.NewScriptBlock($Path)
