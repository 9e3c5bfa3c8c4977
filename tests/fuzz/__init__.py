"""Random input, seeded: what the program is given when nobody is careful."""
