"""From a tree of files to a register, and from a register and a day to an assessment."""
