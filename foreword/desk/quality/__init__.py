"""What good reference work is measured by, as arithmetic alone: the rubric, the draw, the difference, the levels."""
