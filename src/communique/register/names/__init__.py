"""Names of persons across scripts and spellings: how alike two are, and keys by which spellings of one name meet."""

from communique.register.names.likeness import Likeness, compare_names, name_keys

__all__ = ["Likeness", "compare_names", "name_keys"]
