<#
.SYNOPSIS
Runs commands for tests in one PowerShell process, each in a fresh runspace (test/helpers/warm-engine.ts).

.DESCRIPTION
Each line of stdin is one run, as JSON: { id, command, input, host }. The command's streams go where a process of its own
would send them. When it is done, one mark on stdout and one on stderr say so: NUL, id, space, exit code, line break.

A runspace keeps variables, functions, modules and the language mode apart. The environment and the local time zone belong
to the process, so they are put back after each run. After a command that called `exit` the mark says "exit": the process
ends with the command's exit code as soon as its stdin is closed.
#>
$environment = [Environment]::GetEnvironmentVariables()
foreach ($line in $input) {
  $run = ConvertFrom-Json -InputObject $line
  [Environment]::SetEnvironmentVariable('SIMULATED_HOST', $run.host)
  $space = [runspacefactory]::CreateRunspace($Host, [initialsessionstate]::CreateDefault2())
  $space.Open()
  $shell = [powershell]::Create($space)
  # As pwsh -Command does it: errors and output in one pipeline, formatted for the console.
  $null = $shell.AddScript($run.command + "`n`$global:reachedEnd = `$true")
  $shell.Commands.Commands[0].MergeMyResults('Error', 'Output')
  $null = $shell.AddCommand('Out-Default')
  $code = 0
  try { $null = $shell.Invoke([string[]]@($run.input)) }
  catch {
    $code = 1
    [Console]::Error.WriteLine($_.Exception.InnerException.Message)
  }
  if ($code -eq 0 -and -not $space.SessionStateProxy.GetVariable('reachedEnd')) { $code = 'exit' }
  $shell.Dispose()
  $space.Dispose()

  foreach ($name in [Environment]::GetEnvironmentVariables().Keys) {
    if (-not $environment.Contains($name)) { [Environment]::SetEnvironmentVariable($name, $null) }
  }
  foreach ($name in $environment.Keys) { [Environment]::SetEnvironmentVariable($name, $environment[$name]) }
  [TimeZoneInfo]::ClearCachedData()
  foreach ($stream in [Console]::Out, [Console]::Error) { $stream.Write("`0$($run.id) $code`n") }
}
