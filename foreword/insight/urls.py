from django.urls import path
from django.views.generic import RedirectView

from foreword.insight.views.lineage import lineage
from foreword.insight.views.loop import loop
from foreword.insight.views.readers import readers
from foreword.insight.views.search import add_wording, searches, write_entry
from foreword.insight.views.service import service
from foreword.insight.views.service_csv import service_csv

app_name = "insight"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="insight:loop"), name="home"),
    path("loop/", loop, name="loop"),
    path("service/", service, name="service"),
    path("service/figures.csv", service_csv, name="service_csv"),
    path("readers/", readers, name="readers"),
    path("search/", searches, name="search"),
    path("search/entry/", write_entry, name="write_entry"),
    path("search/wording/", add_wording, name="add_wording"),
    path("lineage/<slug:pid>/", lineage, name="lineage"),
]
