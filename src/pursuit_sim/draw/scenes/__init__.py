"""One module a camera: what it shows of a moment."""
