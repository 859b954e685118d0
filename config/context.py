"""What every page needs to know of the library."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language


def library(_request: HttpRequest) -> dict[str, Any]:
    names = settings.FOREWORD_LIBRARY_NAME
    return {"library_name": names.get(get_language() or "en", names["en"]), "demo": settings.FOREWORD_DEMO}
