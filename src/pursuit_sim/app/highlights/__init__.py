"""Moments worth seeing over all events, and the viewer's own."""
