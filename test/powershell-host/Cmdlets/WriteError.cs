using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Write-Error: by message, by exception or with a whole error record.</summary>
[Cmdlet(VerbsCommunications.Write, "Error", DefaultParameterSetName = "NoException")]
public sealed class WriteErrorCommand : PSCmdlet
{
    [Parameter(Mandatory = true, ParameterSetName = "WithException")] public Exception? Exception { get; set; }
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "NoException", ValueFromPipeline = true)]
    [Parameter(ParameterSetName = "WithException")]
    [AllowNull][AllowEmptyString][Alias("Msg")]
    public string? Message { get; set; }
    [Parameter(Mandatory = true, ParameterSetName = "ErrorRecord")] public ErrorRecord? ErrorRecord { get; set; }
    [Parameter(ParameterSetName = "NoException")][Parameter(ParameterSetName = "WithException")] public ErrorCategory Category { get; set; } = ErrorCategory.NotSpecified;
    [Parameter(ParameterSetName = "NoException")][Parameter(ParameterSetName = "WithException")] public string? ErrorId { get; set; }
    [Parameter(ParameterSetName = "NoException")][Parameter(ParameterSetName = "WithException")] public object? TargetObject { get; set; }
    [Parameter] public string? RecommendedAction { get; set; }
    [Parameter][Alias("Activity")] public string? CategoryActivity { get; set; }
    [Parameter][Alias("Reason")] public string? CategoryReason { get; set; }
    [Parameter][Alias("TargetName")] public string? CategoryTargetName { get; set; }
    [Parameter][Alias("TargetType")] public string? CategoryTargetType { get; set; }

    protected override void ProcessRecord()
    {
        var record = ErrorRecord is null
            ? new ErrorRecord(Exception ?? new WriteErrorException(Message ?? ""), ErrorId ?? Exception?.GetType().FullName ?? typeof(WriteErrorException).FullName, Category, TargetObject)
            : new ErrorRecord(ErrorRecord, null);
        if (RecommendedAction is not null || (Message is not null && Exception is not null))
            record.ErrorDetails = new ErrorDetails(Message ?? record.Exception.Message) { RecommendedAction = RecommendedAction ?? "" };
        if (CategoryReason is not null) record.CategoryInfo.Reason = CategoryReason;
        if (CategoryTargetName is not null) record.CategoryInfo.TargetName = CategoryTargetName;
        if (CategoryTargetType is not null) record.CategoryInfo.TargetType = CategoryTargetType;
        record.CategoryInfo.Activity = CategoryActivity ?? "Write-Error";
        WriteError(record);
    }
}

/// <summary>The exception behind a Write-Error that was given a text only.</summary>
public sealed class WriteErrorException(string message) : SystemException(message);
