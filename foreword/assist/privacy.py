"""Drafting keeps nothing: it has no tables."""
