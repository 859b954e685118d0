"""Addresses without a language: what pages of products load."""

from django.urls import path

from foreword.media.views.files import studio_file

urlpatterns = [path("<path:path>", studio_file, name="studio-file")]
