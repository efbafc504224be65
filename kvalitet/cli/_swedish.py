"""Makes click's own words Swedish, by the catalogue beside this file."""

import gettext
import os
from pathlib import Path

_DOMAIN = "kvalitet"


def speak_swedish() -> None:
    """Turns the messages of click and typer to Swedish for the rest of the run."""
    os.environ["LANGUAGE"] = "sv"
    gettext.bindtextdomain(_DOMAIN, Path(__file__).parent / "locale")
    gettext.textdomain(_DOMAIN)
