"""Load against a server of our own on loopback: what a library would measure, on its own machine."""
