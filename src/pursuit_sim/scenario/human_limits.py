"""What people can skate: bounds that refuse slips of the pen, and nobody's race."""

from __future__ import annotations

# Means over half a lap or more. The fastest lap of any race, 400 m of a 500 m in 24.0 s, is
# 16.7 m/s; a team's world record is 14.6 m/s; children skate at 5 m/s.
FASTEST_MPS, SLOWEST_MPS = 17.0, 4.0
FASTEST_RACE_MPS = 15.0  # a whole race of a team, from the gun
FASTEST_HALF_LAP_S = 11.4  # 193.68 m at 17 m/s
SLOWEST_HALF_LAP_S = 48.4  # 193.68 m at 4 m/s
# From a standing start. Sprinters take 15.5 s or more for 200 m; the fastest team measured
# took 17.7 s for half a lap of 193.68 m.
FASTEST_OPENING_S = 15.0
# At a moment. Sprinters reach 17 m/s; who changes places is faster or slower than the train.
FASTEST_TRAIN_MPS, FASTEST_SKATER_MPS = 18.0, 20.0
# Of the first half-lap by distance: 9.1 s for the first 100 m, which no sprinter has skated.
OPENING_EXPONENT = 0.75
FIRST_YEAR = 1892  # of skating by rules, when the ISU was founded
