"""KV6: risker."""
