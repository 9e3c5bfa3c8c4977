"""A race ready to be shown: what is known of it before its first frame, and of each moment."""
