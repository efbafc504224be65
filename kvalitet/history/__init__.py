"""What git tells of the past: commits, the files they changed, where a file came from."""
