"""Pictures and films, painted without a window."""
