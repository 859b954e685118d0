"""The ASGI application: live pages beside Django, everything else in Django."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from foreword.kernel.serve.application import Application  # noqa: E402 - Django has to be set up first

application = Application()
