from django.urls import path

from foreword.community.views import threads

app_name = "community"
urlpatterns = [
    path("", threads.threads, name="threads"),
    path("ask/", threads.ask, name="ask"),
    path("questions/<slug:pid>/", threads.thread, name="thread"),
    path("questions/<slug:pid>/replies/", threads.reply, name="reply"),
    path("questions/<slug:pid>/follow/", threads.follow, name="follow"),
    path("questions/<slug:pid>/hide/", threads.hide, name="hide"),
    path("replies/<slug:pid>/endorsement/", threads.endorse, name="endorse"),
]
