"""What goes out where and when. The language stands before these in the address."""

from django.urls import path

from foreword.media.views import programme

app_name = "programme"
urlpatterns = [
    path("", programme.programme, name="programme"),
    path("list/", programme.listing, name="listing"),
    path("<slug:pid>/", programme.publication, name="publication"),
    path("<slug:pid>/move/", programme.move, name="move"),
    path("<slug:pid>/settle/", programme.settle, name="settle"),
    path("<slug:pid>/<slug:name>/", programme.deed, name="deed"),
]
