"""The commands as functions: the same words, and results instead of printed tables."""
