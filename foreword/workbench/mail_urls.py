"""Mail at the desk."""

from django.urls import path

from foreword.workbench.views import mail

MAIL = [
    path("mail/", mail.aside, name="mail_aside"),
    path("mail/<str:mail>/source/", mail.aside_source, name="mail_aside_source"),
    path("mail/<str:mail>/take/", mail.take, name="mail_take"),
    path("questions/<str:pid>/files/<str:file>/", mail.attached, name="file"),
    path("questions/<str:pid>/mails/<str:mail>/source/", mail.source, name="mail_source"),
    path("questions/<str:pid>/mails/<str:mail>/again/", mail.again, name="mail_again"),
]
