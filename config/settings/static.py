"""Static and uploaded files: from this machine, never from a network of others."""

from config.settings.base import DEBUG, FOREWORD_HOME

STATIC_URL = "/static/"
STATIC_ROOT = FOREWORD_HOME / "static"
MEDIA_URL = "/files/"
MEDIA_ROOT = FOREWORD_HOME / "media"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What readers sent: outside of what is served, handed out by a view that asks who wants it.
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FOREWORD_HOME / "attachments", "base_url": None, "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
WHITENOISE_MANIFEST_STRICT = False
