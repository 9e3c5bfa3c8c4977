"""Seeded campaigns of wrong and strange input; ``make fuzz`` runs one, a minute of it CI."""
