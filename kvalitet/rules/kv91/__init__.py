"""KV91 och KV92: historiken."""
