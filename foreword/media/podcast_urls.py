"""The podcast, for programs: no language stands before these addresses, and they never change."""

from django.urls import path

from foreword.media.views import podcast

urlpatterns = [
    path("feed.xml", podcast.feed, name="podcast"),
    path("<slug:lang>/feed.xml", podcast.feed, name="podcast-language"),
    path("<slug:pid>.<slug:form>", podcast.audio, name="podcast-audio"),
]
