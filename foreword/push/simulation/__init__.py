"""A small seeded university whose readers need things: logs to try push on where there is no real one.

Nothing here knows how push works: needs are drawn first, from each reader's own year; only then is it drawn what of
them a library would see. docs/simulation.md says what is assumed.
"""
