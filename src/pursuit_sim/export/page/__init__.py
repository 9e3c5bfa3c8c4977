"""A race or an event as one HTML file that plays by itself."""
