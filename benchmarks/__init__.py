"""Measures of speed, as ratios against named peers in one run."""
