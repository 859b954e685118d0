"""Reading a mail: bytes in, a `Letter` out. Pure functions, total: no bytes make them raise."""
