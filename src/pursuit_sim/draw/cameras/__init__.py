"""Mappings from metres to pixels, and the way from one to the next."""
