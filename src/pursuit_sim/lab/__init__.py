"""The lab: questions asked of the models."""
