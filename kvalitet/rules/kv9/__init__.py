"""KV9: sekretess."""
