"""A product as sound: what is said (`script`), who says it (`speakers`), and what becomes of it (`narrating`).

Speech and film are made by programs of the machine, never by ones that come with us: `docs/decisions/0012`.
"""
