"""How the tables of a register came to be, step by step; `database.py` takes the steps that a register lacks."""
