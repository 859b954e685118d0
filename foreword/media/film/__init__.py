"""A product as a short vertical film: what it says (`story`), how it looks (`sheets`, `captioning`), and its making."""
