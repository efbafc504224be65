"""What is said when the tool itself fails."""

import os
import traceback

DEBUG = "KVALITET_DEBUG"
_RULES = "kvalitet.rules.kv"


def crash_message(error: BaseException) -> str:
    """One line that names the failing rule if one did, and how to see more; with debugging, all."""
    if os.environ.get(DEBUG) == "1":
        return "".join(traceback.format_exception(error))
    modules = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)]
    rule = next((name.rpartition(".")[2] for name in reversed(modules) if name.startswith(_RULES)), None)
    where = f"regeln {rule[:5].upper()} gick sönder" if rule else "verktyget gick sönder"
    return (
        f"{where} ({type(error).__name__}). Det är ett fel i verktyget, inte i registret: anmäl det. "
        f"Kör igen med {DEBUG}=1 för att se var."
    )
