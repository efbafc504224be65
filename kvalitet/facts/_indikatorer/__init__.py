"""Indicators and measures: their values, charts, targets, and what was done where these were missed."""
