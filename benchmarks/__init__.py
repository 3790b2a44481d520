"""Measurements, run by hand: their figures are for people, no test depends on them."""
