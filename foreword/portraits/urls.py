from django.urls import URLPattern

app_name = "portraits"
urlpatterns: list[URLPattern] = []
