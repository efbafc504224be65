"""Processes and the work to improve them."""
