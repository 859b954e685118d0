"""What every test may use: a small named world, and the services that the machine has."""

from hypothesis import settings

pytest_plugins = ["tests.database", "tests.world", "tests.services"]

settings.register_profile("house", deadline=None)  # how long something takes is for `foreword bench`, not for a test
settings.load_profile("house")
