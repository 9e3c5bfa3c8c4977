"""Race graphics: clock, tables, charts, timeline, and how they look."""
