"""Curves: the one folder that knows matplotlib."""
