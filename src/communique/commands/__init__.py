"""The commands beyond reading: each a few lines over a function, hooked into `cli.py` by its name."""
