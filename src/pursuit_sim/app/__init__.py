"""The window: a reader of replays, moved by keys, mouse and time."""
