"""A register in its place: the files it begins with, the hook, and what an editor needs."""
