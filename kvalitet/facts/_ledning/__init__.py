"""How care is led: reviews, decisions, duties, and the part that patients take."""
