# tasks.json: rows of Get-ScheduledTask. "Actions" is a list of {"Execute", "Arguments", "WorkingDirectory"} or
# {"ClassId", "Data"} (a COM handler); "LastRunTime", "LastTaskResult" and "NextRunTime" belong to Get-ScheduledTaskInfo.

$script:TaskNamespace = 'Microsoft.Management.Infrastructure.CimInstance#Root/Microsoft/Windows/TaskScheduler/'
$script:TaskInfo = 'LastRunTime', 'LastTaskResult', 'NextRunTime', 'NumberOfMissedRuns'

function New-TaskObject($Row) {
    $object = New-SimulatedRow $Row @('TaskName', 'TaskPath', 'State', 'Author', 'Date', 'Description', 'Actions', 'Triggers', 'Principal', 'URI', 'Settings') ($script:TaskNamespace + 'MSFT_ScheduledTask')
    foreach ($name in $script:TaskInfo) { $object.PSObject.Properties.Remove($name) }
    $object.State = ConvertTo-SimulatedEnum 'TaskState' $Row.State
    if ($null -eq $object.URI) { $object.URI = "$($Row.TaskPath)$($Row.TaskName)" }
    $object.Actions = @(foreach ($action in $Row.Actions) {
            $handler = $null -ne $action.PSObject.Properties['ClassId']
            $fields = if ($handler) { 'Id', 'ClassId', 'Data' } else { 'Id', 'Execute', 'Arguments', 'WorkingDirectory' }
            New-SimulatedRow $action $fields ($script:TaskNamespace + $(if ($handler) { 'MSFT_TaskComHandlerAction' } else { 'MSFT_TaskExecAction' }))
        })
    return $object
}

function Get-ScheduledTask {
    [CmdletBinding()]
    param([Parameter(Position = 0)][string[]]$TaskName, [Parameter(Position = 1)][string[]]$TaskPath, [switch]$AsJob)
    $rows = foreach ($row in Read-SimulatedRows 'tasks.json') { New-TaskObject $row }
    Select-NetRow 'Get-ScheduledTask' 'MSFT_ScheduledTask' $rows (Get-Wanted $PSBoundParameters @('TaskName', 'TaskPath')) $PSCmdlet
}

function Get-ScheduledTaskInfo {
    [CmdletBinding()]
    param([Parameter(Position = 0, ValueFromPipelineByPropertyName)][string]$TaskName, [Parameter(Position = 1, ValueFromPipelineByPropertyName)][string]$TaskPath)
    process {
        $rows = foreach ($row in Read-SimulatedRows 'tasks.json') {
            New-SimulatedRow ($row | Select-Object -Property (@('TaskName', 'TaskPath') + $script:TaskInfo)) @() ($script:TaskNamespace + 'MSFT_TaskDynamicInfo')
        }
        Select-NetRow 'Get-ScheduledTaskInfo' 'PS_ScheduledTask' $rows (Get-Wanted $PSBoundParameters @('TaskName', 'TaskPath')) $PSCmdlet
    }
}
