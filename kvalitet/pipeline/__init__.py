"""From a tree of files to a register, and from a register and a day to an assessment."""

from kvalitet.pipeline.assess import Request, assess
from kvalitet.pipeline.load import Loaded, load

__all__ = ["Loaded", "Request", "assess", "load"]
