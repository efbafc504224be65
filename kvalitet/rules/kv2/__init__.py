"""KV2: identitet och hänvisningar."""
