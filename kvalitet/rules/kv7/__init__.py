"""KV7: egenkontroll, indikatorer, utbildning och förbättring."""
