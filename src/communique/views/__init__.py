"""Records made for people to read."""
