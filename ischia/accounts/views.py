"""The pages about one's account. Signing up, in and out, and the password, are allauth's views in our templates."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ischia.accounts.forms import DeleteAccount
from ischia.accounts.models import User
from ischia.accounts.whose import forget_device, introduce, label_of, owner_of

FORGET = "ischia_forget"


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show what is kept and where, and the ways to change or end it."""
    return render(request, "account/account.html", {"owner": owner_of(request)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the account and everything kept under it, once the password says it is really them."""
    form = DeleteAccount(request.POST if request.method == "POST" else None, user=request.user)
    label = label_of(request)
    if form.is_valid() and _delete_account(form, request.user):
        logout(request)
        messages.success(request, _("Your account and everything in it is deleted."))
        return _forgotten(redirect("home"), label)
    return render(request, "account/delete.html", {"form": form}, status=422 if form.is_bound else 200)


def _delete_account(form: DeleteAccount, user: User) -> bool:
    try:
        user.delete()
    except ProtectedError:  # a therapist's appointments: whoever means to come must hear of it
        form.add_error(None, _("People have appointments with you that are still to come. Move or cancel them first."))
        return False
    return True


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Delete what is kept on this device without an account."""
    forget_device(request)
    messages.success(request, _("What you told us on this device is deleted."))
    return _forgotten(redirect("account"), "")


def _forgotten(response: HttpResponse, label: str) -> HttpResponse:
    """Have the next page forget what this browser still keeps for that owner: offline/start.js reads the cookie."""
    response.set_cookie(FORGET, label or "-", max_age=60 * 60, samesite="Lax", secure=settings.HTTPS)
    return response


@require_safe
@never_cache
def ticket(request: HttpRequest) -> JsonResponse:
    """Say who is signed in, and give the word a form needs: asked by a page opened days ago before it sends."""
    introduce(request)
    return JsonResponse({"csrf": get_token(request), "owner": label_of(request)})


@require_safe
def password_help(request: HttpRequest) -> HttpResponse:
    """Say what to do about a forgotten password where no mail is sent."""
    return render(request, "account/password_help.html")


def only_with_accounts(view):
    """On a computer of one's own there are no accounts, so there are no such pages."""

    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if settings.PERSONAL:
            raise Http404
        return view(request, *args, **kwargs)

    return answer
