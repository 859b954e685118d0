"""What every test may use: a small named world, and the services that the machine has."""

pytest_plugins = ["tests.database", "tests.world", "tests.services"]
