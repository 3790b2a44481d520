"""What is true: pure functions from values to values; no disk, no clock, no network."""
