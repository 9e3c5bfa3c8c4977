"""How things look everywhere: colours, type, and the smallest parts."""
