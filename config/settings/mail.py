"""Mail, out and in. Outgoing mail is written to var/mail until the library names its SMTP server; nothing listens for
incoming mail until it names a mailbox or an address to listen at."""

from email.utils import parseaddr

from config.environment import flag, text, words
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

FOREWORD_MAIL_ADDRESS = (text("MAIL_ADDRESS") or parseaddr(DEFAULT_FROM_EMAIL)[1]).lower()
"""Where readers write to. Replies come to the same mailbox under address+token@."""
FOREWORD_MAIL_ALIASES = [word.lower() for word in words("MAIL_ALIASES")]
FOREWORD_MAIL_PLUS = flag("MAIL_PLUS", default=True)
"""Off where the mail server does not deliver address+anything@: then threads are known by Message-ID alone."""
FOREWORD_MAIL_LISTEN = text("MAIL_LISTEN")
FOREWORD_MAIL_LARGEST = int(float(text("MAIL_LARGEST_MB", "50")) * 1_000_000)
FOREWORD_ATTACHMENT_LARGEST = int(float(text("ATTACHMENT_LARGEST_MB", "20")) * 1_000_000)
FOREWORD_MAIL_RECEIPTS = flag("MAIL_RECEIPTS", default=True)

FOREWORD_IMAP_HOST = text("IMAP_HOST")
FOREWORD_IMAP_PORT = int(text("IMAP_PORT", "993"))
FOREWORD_IMAP_USER = text("IMAP_USER")
FOREWORD_IMAP_PASSWORD = text("IMAP_PASSWORD")
FOREWORD_IMAP_TLS = text("IMAP_TLS", "tls").lower()
"""tls, starttls, or none for a server on this machine."""
FOREWORD_IMAP_FOLDER = text("IMAP_FOLDER", "INBOX")
FOREWORD_IMAP_DONE = text("IMAP_DONE")
"""Folder that mail is moved to once it is stored here; empty leaves it where it is, marked as read."""
