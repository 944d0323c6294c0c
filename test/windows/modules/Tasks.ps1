# tasks.json: rows of Get-ScheduledTask.

function Get-ScheduledTask {
    [CmdletBinding()]
    param([Parameter(Position = 0)][string[]]$TaskName, [Parameter(Position = 1)][string[]]$TaskPath, [switch]$AsJob)
    $rows = foreach ($row in Read-SimulatedRows 'tasks.json') {
        $object = New-SimulatedRow $row @('TaskName', 'TaskPath', 'State', 'Author', 'Date', 'Description', 'Actions', 'Triggers', 'Principal', 'URI', 'Settings') 'Microsoft.Management.Infrastructure.CimInstance#Root/Microsoft/Windows/TaskScheduler/MSFT_ScheduledTask'
        $object.State = ConvertTo-SimulatedEnum 'TaskState' $row.State
        $object
    }
    Select-NetRow 'Get-ScheduledTask' 'MSFT_ScheduledTask' $rows (Get-Wanted $PSBoundParameters @('TaskName', 'TaskPath')) $PSCmdlet
}
