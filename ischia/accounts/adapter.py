"""Where allauth asks us."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from ischia.accounts.models import User
from ischia.accounts.whose import claim


class AccountAdapter(DefaultAccountAdapter):
    def login(self, request: HttpRequest, user: User) -> None:
        """Every way of signing in, signing up included, ends here."""
        claim(request, user)
        super().login(request, user)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return not settings.PERSONAL
