from django.urls import path
from django.views.generic import RedirectView

from foreword.insight.views.lineage import lineage
from foreword.insight.views.loop import loop

app_name = "insight"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="insight:loop"), name="home"),
    path("loop/", loop, name="loop"),
    path("lineage/<slug:pid>/", lineage, name="lineage"),
]
