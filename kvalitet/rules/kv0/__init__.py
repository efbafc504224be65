"""KV0: läsning."""
