"""Inspections: the year's plan, what was found, and what came of it."""
