Get-WinEvent -LogName System -FilterXPath '*[System[EventID=7045]]' -MaxEvents 100
