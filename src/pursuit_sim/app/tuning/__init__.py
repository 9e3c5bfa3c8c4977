"""The tuning panel: a changed race as a value, run, shown and saved."""
