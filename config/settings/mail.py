"""Outgoing mail: written to var/mail until the library names its SMTP server."""

from config.environment import flag, text
from config.settings.base import FOREWORD_HOME

EMAIL_HOST = text("SMTP_HOST")
EMAIL_PORT = int(text("SMTP_PORT", "25"))
EMAIL_HOST_USER = text("SMTP_USER")
EMAIL_HOST_PASSWORD = text("SMTP_PASSWORD")
EMAIL_USE_TLS = flag("SMTP_TLS")
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = FOREWORD_HOME / "mail"
DEFAULT_FROM_EMAIL = text("MAIL_FROM", "ask@lakeside.example")
