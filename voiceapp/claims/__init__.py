"""What an incident report is. Plain values: no I/O, no clock, nothing asynchronous."""
