"""Plans of action, goals and actions: how they stand, and what they leave out."""
