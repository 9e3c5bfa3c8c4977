"""Spreadsheets: their cells, what they hide and mark, and their sheets without results."""
