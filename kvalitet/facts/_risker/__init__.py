"""Risks: the analyses, the register of those in force, their values and their matrix."""
