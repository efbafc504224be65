from tests.cli.conftest import kvalitet, own_settings, register

__all__ = ["kvalitet", "own_settings", "register"]
