"""Trees of files: the register in the working tree, in the index or in a commit."""
