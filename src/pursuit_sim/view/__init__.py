"""Everything that is shown: scenes as data, painters, cameras and the window."""
