"""My portrait. Every address is about whoever is signed in; there is none for anybody else's."""

from django.urls import path

from foreword.portraits.views import data, portrait, switches, traits

app_name = "portraits"
urlpatterns = [
    path("", portrait.portrait, name="portrait"),
    path("switch/", switches.switch, name="switch"),
    path("facets/<slug:facet>/off/", switches.facet_off, name="facet_off"),
    path("facets/<slug:facet>/on/", switches.facet_on, name="facet_on"),
    path("rest/", switches.rest, name="rest"),
    path("off/", switches.all_off, name="all_off"),
    path("plain/", switches.plain, name="plain"),
    path("style/", traits.style, name="style"),
    path("traits/<slug:pid>/<slug:act>/", traits.trait, name="trait"),
    path("data.json", data.download, name="download"),
    path("data/", data.read, name="read"),
    path("erase/", data.erase, name="erase"),
]
