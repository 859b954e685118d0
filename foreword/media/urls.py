"""What waits in the media center. The language stands before these in the address."""

from django.urls import path

from foreword.media.views import media, programme, waiting

app_name = "media"
urlpatterns = [
    path("", waiting.waiting, name="waiting"),
    path("<slug:pid>/media/", media.every_medium, name="every-medium"),
    path("<slug:pid>/media/<slug:medium>/", media.one_medium, name="one-medium"),
    path("<slug:pid>/print/<slug:size>/", media.print_sheet, name="print"),
    path("<slug:pid>/send/", programme.send_to, name="send-to"),
    path("<slug:pid>/correct/", programme.correct_everywhere, name="correct-everywhere"),
    path("<slug:pid>/still-right/", waiting.mark_still_right, name="still-right"),
]
