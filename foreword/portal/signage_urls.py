"""Screens on walls. No language in the address: a screen speaks all that it has."""

from django.urls import path

from foreword.portal.views import signage

urlpatterns = [
    path("<str:key>/", signage.player, name="signage"),
    path("<str:key>/playlist.json", signage.playlist, name="signage-playlist"),
    path("<str:key>/beat", signage.beat, name="signage-beat"),
    path("<str:key>/worker.js", signage.worker, name="signage-worker"),
    path("<str:key>/led.txt", signage.led_text, name="signage-led-text"),
    path("<str:key>/led/", signage.led, name="signage-led"),
    path("<str:key>/codes/<slug:pid>.svg", signage.code, name="signage-code"),
]
