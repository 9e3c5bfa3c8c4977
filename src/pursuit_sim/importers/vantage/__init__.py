"""The live timing stream of Vantage."""
