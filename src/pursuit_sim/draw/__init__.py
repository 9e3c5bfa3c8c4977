"""Drawing as data: what is seen of a replay at a moment, as shapes; nothing here knows pygame."""
