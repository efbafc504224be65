"""Every series of a register that is worth watching, and which of them chance does not explain.

One file for each source (deviations, complaints, indicators, inspections, training) gathers its
series; `watch` has them all, `signals` judges them together.
"""
