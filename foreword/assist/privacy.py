"""What this room knows about people: nothing. A model is weights, and words that at least two texts share."""

from foreword.kernel.privacy import describe

describe(
    "assist.LearnedModel",
    purpose="Guess what a question is about, from what librarians decided about earlier ones",
    none=["id", "version", "current", "made_at", "own", "learned_until", "figures", "weights"],
)
