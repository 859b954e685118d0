"""Which address leads to which room. Readers' and librarians' pages have their language in the address."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from config.api import api
from foreword.kernel.views import healthz, readyz

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("studio/", include("wagtail.admin.urls")),
    path("studio/documents/", include("wagtail.documents.urls")),
    path("files/", include("foreword.media.root_urls")),
    path("", include("foreword.push.root_urls")),
    path("signage/", include("foreword.portal.signage_urls")),
    path("podcast/", include("foreword.media.podcast_urls")),
    path("", include("foreword.portal.root_urls")),
    *i18n_patterns(
        path("account/", include("allauth.account.urls")),
        path("my/portrait/", include("foreword.portraits.urls")),
        path("my/reach/", include("foreword.push.urls")),
        path("community/", include("foreword.community.urls")),
        path("desk/knowledge/", include("foreword.knowledge.urls")),
        path("desk/products/", include("foreword.media.urls")),
        path("desk/programme/", include("foreword.media.programme_urls")),
        path("desk/screens/", include("foreword.media.screen_urls")),
        path("desk/occasions/", include("foreword.push.occasion_urls")),
        path("desk/", include("foreword.workbench.urls")),
        path("insight/", include("foreword.insight.urls")),
        path("", include("foreword.portal.urls")),
    ),
]
