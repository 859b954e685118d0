"""How we may reach you, and what the links in a mail lead to."""

from django.urls import path

from foreword.push.views import reach, said

app_name = "push"
urlpatterns = [
    path("", reach.reach, name="reach"),
    path("choose/", reach.choose, name="choose"),
    path("feed/", reach.feed, name="feed"),
    path("browser/", reach.browser, name="browser"),
    path("not-held-out/", reach.leave_trial, name="leave_trial"),
    path("stop/", reach.stop, name="stop"),
    path("said/<str:token>/", said.said, name="said"),
    path("no-more-mail/<str:token>/", said.unsubscribe, name="unsubscribe"),
]
