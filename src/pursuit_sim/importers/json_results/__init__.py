"""Results as JSON: the ISU's interface, and lists of rows."""
