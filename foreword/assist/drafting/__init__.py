"""A suggested answer, each sentence tied to its source. Pure: texts and their vectors come from the caller."""
