"""A seeded campaign of wrong and strange input; ``make fuzz`` runs it, a minute of it CI."""
