"""A serving process: the application, its threads, its start and its end."""
