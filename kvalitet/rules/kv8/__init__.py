"""KV8: ledningssystemet."""
