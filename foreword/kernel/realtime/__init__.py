"""Live pages. The truth is a numbered log in the database; what travels here is only "look again"."""
