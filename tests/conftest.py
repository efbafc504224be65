"""What holds for all tests: neither clock nor chance judges them, and what typer says on its first import is let by."""

import os
import warnings

from hypothesis import HealthCheck, settings

with warnings.catch_warnings():
    # typer takes names from click that click is about to move, and says so when it is first imported
    warnings.simplefilter("ignore", DeprecationWarning)
    import typer  # noqa: F401

# Property tests judge what comes out, never how long it took: a busy machine is no fault. New examples are sought where
# somebody can look into what they find; before a change is let in it is held to the same ones each time.
settings.register_profile(
    "without-clock",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("without-clock")
