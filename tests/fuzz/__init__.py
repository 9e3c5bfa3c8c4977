"""Campaigns of random harm, longer than a test should take; each is run with a seed."""
