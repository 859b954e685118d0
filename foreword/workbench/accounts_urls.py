"""Accounts at other media: a part of `urls`."""

from django.urls import path

from foreword.workbench.views import accounts

ACCOUNTS = [
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/<slug:kind>/", accounts.new_account, name="account_new"),
    path("accounts/<slug:pid>/", accounts.account, name="account"),
    path("accounts/<slug:pid>/try/", accounts.try_it, name="account_try"),
    path("accounts/<slug:pid>/drop/", accounts.drop, name="account_drop"),
]
