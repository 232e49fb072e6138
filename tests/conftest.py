"""What every test shares: the option that makes missing parses, and places for registers."""

from registers import (  # noqa: F401  (fixtures)
    empty_address,
    postgresql,
    register_address,
    register_addresses,
    register_templates,
)
from stored import StoredParser


def pytest_addoption(parser):
    parser.addoption(
        "--store-parses", action="store_true", help="make missing parses of tests/data with the bundled models"
    )


def pytest_configure(config):
    StoredParser.make_missing = config.getoption("--store-parses")
