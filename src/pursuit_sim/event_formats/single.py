"""Races that have nothing to do with each other."""

from __future__ import annotations

from pursuit_sim.event_formats.event_format import EventFormat

FORMAT = EventFormat("single", "single races")
