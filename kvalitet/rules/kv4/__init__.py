"""KV4: åtgärder, uppföljning och planer."""
