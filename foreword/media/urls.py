"""What waits in the media center. The language stands before these in the address."""

from django.urls import path

from foreword.media.views import film, making, media, programme, sound, waiting

app_name = "media"
urlpatterns = [
    path("", waiting.waiting, name="waiting"),
    path("<slug:pid>/media/", media.every_medium, name="every-medium"),
    path("<slug:pid>/media/<slug:medium>/", media.one_medium, name="one-medium"),
    path("making/<slug:pid>/", making.progress, name="making"),
    path("making/<slug:pid>/stop/", making.stop, name="stop-making"),
    path("<slug:pid>/film/", film.film, name="film"),
    path("<slug:pid>/film/make/", film.make, name="make-film"),
    path("<slug:pid>/film/pack/", film.pack, name="film-pack"),
    path("<slug:pid>/film/posted/", film.posted, name="film-posted"),
    path("<slug:pid>/film/posted/<int:posting>/taken-down/", film.taken_down, name="taken-down"),
    path("<slug:pid>/film/<str:name>", film.part, name="film-part"),
    path("<slug:pid>/sound/", sound.sound, name="sound"),
    path("<slug:pid>/sound/script/", sound.script, name="script"),
    path("<slug:pid>/sound/read/", sound.read, name="read-aloud"),
    path("<slug:pid>/sound/record/", sound.record, name="record"),
    path("<slug:pid>/sound/remove/", sound.remove, name="remove-sound"),
    path("<slug:pid>/print/<slug:size>/", media.print_sheet, name="print"),
    path("<slug:pid>/send/", programme.send_to, name="send-to"),
    path("<slug:pid>/correct/", programme.correct_everywhere, name="correct-everywhere"),
    path("<slug:pid>/still-right/", waiting.mark_still_right, name="still-right"),
]
