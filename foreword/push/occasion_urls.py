"""Occasions, under /<language>/desk/occasions/."""

from django.urls import path

from foreword.push.views import occasions

app_name = "occasions"
urlpatterns = [
    path("", occasions.listed, name="occasions"),
    path("new/", occasions.write, name="new"),
    path("take/<slug:key>/", occasions.take, name="take"),
    path("<str:pid>/", occasions.occasion, name="occasion"),
    path("<str:pid>/change/", occasions.write, name="change"),
    path("<str:pid>/approve/", occasions.approve, name="approve"),
    path("<str:pid>/stop/", occasions.stop, name="stop"),
]
