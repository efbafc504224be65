"""The command line is imported here, where what typer says about click on its first import is let pass."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import typer  # noqa: F401
