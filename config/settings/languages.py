"""English and 简体中文, in the URL. Each room keeps its own catalogue."""

from config.environment import text

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]
USE_TZ = True
TIME_ZONE = text("TIME_ZONE", "Asia/Shanghai")
