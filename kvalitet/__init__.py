"""kvalitet: a quality register for care, kept as YAML files in a git repository."""

__version__ = "0.1.0"
