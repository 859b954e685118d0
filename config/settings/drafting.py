"""Drafting: sentences of the library's own texts, on this machine. A service is asked only where it is named.

What it is sent: the reader's question without personal data, and the public sources found for it; nothing else.
"""

from config.environment import text

FOREWORD_DRAFTING_URL = text("DRAFTING_URL")
"""An OpenAI-compatible address up to and without /chat/completions, such as http://127.0.0.1:11434/v1."""
FOREWORD_DRAFTING_MODEL = text("DRAFTING_MODEL")
FOREWORD_DRAFTING_KEY = text("DRAFTING_KEY")
FOREWORD_DRAFTING_TIMEOUT = float(text("DRAFTING_TIMEOUT", "20"))
"""Seconds; after them the draft is made of the sources alone."""
