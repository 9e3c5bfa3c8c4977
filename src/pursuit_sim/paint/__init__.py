"""Painters: shapes to pixels or SVG; they know no skating."""
