"""Django's SQLite backend, with turns: the threads of one process write one after the other, in the order they came."""
