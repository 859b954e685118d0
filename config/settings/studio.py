"""The media center's editor: Wagtail, in our name, with our own door for pictures and files."""

from config.environment import text

# Places on the library's running display: two for a Chinese sign.
FOREWORD_LED_CELLS = int(text("LED_CELLS", "160"))
# Where the campus says its warnings (CAP 1.2, one alert or an Atom feed of them); empty: it is not asked.
FOREWORD_CAP_URL = text("CAP_URL")

WAGTAIL_SITE_NAME = "Foreword"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "foreword.media.forms.PictureForm"
# Below what the server takes as one request (64 MB).
WAGTAILDOCS_MAX_UPLOAD_SIZE = 60 * 1000 * 1000
WAGTAILDOCS_DOCUMENT_FORM_BASE = "foreword.media.forms.FileForm"
WAGTAILDOCS_SERVE_METHOD = "direct"
