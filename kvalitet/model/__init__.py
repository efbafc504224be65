"""The nouns everything speaks in: values only, standard library only."""
