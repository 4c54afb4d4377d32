"""Every address under /account/."""

from allauth.account import views as allauth
from django.urls import path

from ischia.accounts import views
from ischia.accounts.views import only_with_accounts as guarded

urlpatterns = [
    path("", views.account, name="account"),
    path("forget/", views.forget, name="account_forget"),
    path("delete/", guarded(views.delete), name="account_delete"),
    path("sign-up/", guarded(allauth.signup), name="account_signup"),
    path("sign-in/", guarded(allauth.login), name="account_login"),
    path("sign-out/", guarded(allauth.logout), name="account_logout"),
    path("confirm/", guarded(allauth.reauthenticate), name="account_reauthenticate"),
    path("closed/", guarded(allauth.account_inactive), name="account_inactive"),
    path("password/", guarded(allauth.password_change), name="account_change_password"),
    path("password/help/", guarded(views.password_help), name="account_reset_password"),
]
