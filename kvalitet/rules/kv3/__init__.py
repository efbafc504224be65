"""KV3: styrande dokument."""
