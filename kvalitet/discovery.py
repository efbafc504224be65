"""Finds what a package holds: rules, facts, formats and commands are files, and files are enough."""

import pkgutil
from importlib import import_module
from types import ModuleType


def module_names(package: str) -> tuple[str, ...]:
    """The full names of the modules in a package and its subpackages, in name order.

    Packages themselves are left out, and so are modules whose name, or whose package's, begins with an underscore.
    """
    root = import_module(package)
    found = pkgutil.walk_packages(root.__path__, prefix=f"{package}.")
    within = len(package)
    return tuple(sorted(m.name for m in found if not m.ispkg and "._" not in m.name[within:]))


def modules(package: str) -> tuple[ModuleType, ...]:
    """The modules of a package, imported, in name order."""
    return tuple(import_module(name) for name in module_names(package))
