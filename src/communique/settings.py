"""The environment in, settings out: the only reader of environment variables and of the folders of a user."""

from __future__ import annotations

import os
from pathlib import Path

REGISTER = "COMMUNIQUE_REGISTER"  # a path, or postgresql+psycopg://…


def register_address(given: str | None = None) -> str:
    """Where the register is: as given, as the environment says, else `communique.db` in the user's data folder."""
    from platformdirs import user_data_path

    return given or os.environ.get(REGISTER) or str(user_data_path("communique") / "communique.db")


def user_name() -> str:
    """Who decides or corrects: the name of the user on this machine."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container without users
        return "somebody"


def web_cache() -> Path:
    """Where pages of the Web are kept on this machine."""
    from platformdirs import user_cache_path

    return user_cache_path("communique") / "web"
