"""KV1: schemat."""
