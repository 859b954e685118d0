"""The studio in the product's colours."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


def studio_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("media/studio.css"))


hooks.register("insert_global_admin_css", studio_colours)
