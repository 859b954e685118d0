"""Screens on walls, at the desk. The language stands before these in the address."""

from django.urls import path

from foreword.media.views import alerts, screens

app_name = "screens"
urlpatterns = [
    path("", screens.screen_list, name="screens"),
    path("warnings/", alerts.warnings, name="warnings"),
    path("warnings/campus/", alerts.paste, name="paste-warning"),
    path("warnings/<int:pk>/call-off/", alerts.end, name="call-off"),
    path("<slug:pid>/", screens.screen, name="screen"),
    path("<slug:pid>/about/", screens.describe, name="describe"),
    path("<slug:pid>/round/", screens.put_on, name="put-on"),
    path("<slug:pid>/round/<int:slot>/up/", screens.move_up, name="move-up"),
    path("<slug:pid>/round/<int:slot>/off/", screens.take_off, name="take-off"),
    path("<slug:pid>/renew/", screens.renew, name="renew"),
    path("<slug:pid>/take-down/", screens.take_down, name="take-down"),
]
