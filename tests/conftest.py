"""What holds for all tests: the clock judges none of them, and what typer says on its first import is let pass."""

import warnings

from hypothesis import HealthCheck, settings

with warnings.catch_warnings():
    # typer takes names from click that click is about to move, and says so when it is first imported
    warnings.simplefilter("ignore", DeprecationWarning)
    import typer  # noqa: F401

# property tests judge what comes out, never how long it took: a busy machine is no fault
settings.register_profile("without-clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("without-clock")
