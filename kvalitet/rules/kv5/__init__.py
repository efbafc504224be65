"""KV5: avvikelser, klagomål och ärenden."""
