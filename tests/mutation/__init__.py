"""Breaks the shipped register's records in one way at a time, to see that each fault is found by the rule for it."""
