"""Proves an installed version on the register that ships, whose faults are known: for `selftest`."""
