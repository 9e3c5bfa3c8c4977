"""From everything that files say to the races of one event, each of them once."""
