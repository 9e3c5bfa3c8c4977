"""Results, comparisons and trajectories as text: tables to read, CSV and JSON."""
