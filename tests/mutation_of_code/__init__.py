"""Breaks the package's own code in one way at a time, to see that a test of the module notices."""
