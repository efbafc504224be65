from tests.cli.conftest import kvalitet, own_settings

__all__ = ["kvalitet", "own_settings"]
