from django.urls import path

from foreword.portal.views.ui import ui

app_name = "portal"
urlpatterns = [
    path("ui/", ui, name="ui"),
]
