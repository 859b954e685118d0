"""What goes out to media that are not ours: one interface, one adapter for each vendor, and a sandbox of vendors.

An adapter says what happened as one of five results and raises nothing; when to try again, and whether that may be
done without asking a person, is decided by who calls it (`media.actions.carrying`).
"""
