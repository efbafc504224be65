"""What of a person has no place in a register: found in a text, and blocked out of it.

Judgement on text alone: no file, no record, no day. What is found is told by kind and place, never by
its characters, so that nobody who reports on it can repeat it.
"""

from kvalitet.secrets.block import BLOCK, blocked
from kvalitet.secrets.find import find
from kvalitet.secrets.hit import Hit, Sort, Sought
from kvalitet.secrets.places import contacts_belong
from kvalitet.secrets.suspicion import suspected

__all__ = ["BLOCK", "Hit", "Sort", "Sought", "blocked", "contacts_belong", "find", "suspected"]
