"""The audit's questions, and what the register shows of each."""
