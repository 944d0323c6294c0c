# Enums of the real objects, by number and text. Defining types costs a quarter of a second, so this is read on first use.

enum SimulatedServiceStatus { Stopped = 1; StartPending = 2; StopPending = 3; Running = 4; ContinuePending = 5; PausePending = 6; Paused = 7 }
enum SimulatedStartType { Boot = 0; System = 1; Automatic = 2; Manual = 3; Disabled = 4 }
enum SimulatedTcpState { Closed = 1; Listen = 2; SynSent = 3; SynReceived = 4; Established = 5; FinWait1 = 6; FinWait2 = 7; CloseWait = 8; Closing = 9; LastAck = 10; TimeWait = 11; DeleteTCB = 12; Bound = 100 }
enum SimulatedAddressFamily { IPv4 = 2; IPv6 = 23 }
enum SimulatedTaskState { Unknown = 0; Disabled = 1; Queued = 2; Ready = 3; Running = 4 }

@{
    ServiceStatus = [SimulatedServiceStatus]
    StartType = [SimulatedStartType]
    TcpState = [SimulatedTcpState]
    AddressFamily = [SimulatedAddressFamily]
    TaskState = [SimulatedTaskState]
}
