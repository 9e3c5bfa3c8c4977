"""Skaters as shapes: seen from above and from the side, one by one and as trains."""
