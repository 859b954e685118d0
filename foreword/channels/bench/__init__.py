"""Load on the ways in."""
