"""What anyone may see: a therapist's page, what the law asks, and where a concern goes."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ischia.care.calling import Call, call_for
from ischia.care.telling.sources import source_rows
from ischia.care.views.kept import way
from ischia.core.directory.credentials import law_of, listeners
from ischia.core.emergency import emergency_facts
from ischia.core.facts.credentials import Concern
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.practice.listing import claiming, telling
from ischia.practice.listing.forms.telling import AboutWhat, ClaimForm, TellForm
from ischia.practice.listing.models import Listing
from ischia.practice.listing.whose import signed_in

CONCERNS_A_DAY = 20  # about one therapist; more is a flood


@require_safe
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell everything about one therapist that somebody needs before they book."""
    listing = _seen_by(request, slug)
    knowledge, rules = load_knowledge(), getattr(listing, "rules", None)
    offered = [each for each in telling.tell_services(listing) if each.is_offered]
    page = {
        "listing": listing,
        "is_own": request.user.is_authenticated and listing.owner_id == request.user.pk,
        "facts": telling.tell_facts(listing),
        "address": telling.address_of(listing),
        "credentials": telling.tell_credentials(listing, timezone.localdate()),
        "services": offered,
        "week": telling.tell_week(listing),
        "rules": rules,
        "law": telling.law_for(listing, knowledge),
        "kinds": knowledge.credentials.kinds,
        "book": way("booking:start", listing.slug) if rules and offered and listing.is_published else "",
        "claimable": listing.owner_id is None and listing.source != Listing.Source.OWN and not settings.PERSONAL,
    }
    return render(request, "listing/profile.html", page)


def _seen_by(request: HttpRequest, slug: str) -> Listing:
    """A listing that anyone may see, or one's own before it is shown; else there is no such page."""
    seen = Listing.objects.public()
    if request.user.is_authenticated:
        seen = seen | Listing.objects.of(request.user)
    listing = seen.filter(slug=slug).first()
    if listing is None:
        raise Http404
    return listing


def _shown(slug: str) -> Listing:
    listing = Listing.objects.public().filter(slug=slug).first()
    if listing is None:
        raise Http404
    return listing


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def concern(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what it is about, and lead to who listens. Nothing is kept: the answer is not even in the address."""
    listing = _shown(slug)
    form = AboutWhat(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        page = {"listing": listing, "form": form}
        return render(request, "listing/concern.html", page, status=422 if form.is_bound else 200)
    about = form.cleaned_data["about"]
    return _lead(request, listing, TellForm(initial={"about": about}), about)


@never_cache
@require_POST
def tell(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what somebody wants the operator to know."""
    listing = _shown(slug)
    form = TellForm(request.POST)
    if form.is_valid():
        day = timezone.now() - timezone.timedelta(days=1)
        if listing.concerns.filter(made_at__gte=day).count() >= CONCERNS_A_DAY:
            return render(request, "errors/429.html", status=429)
        claiming.tell_operator(listing, **form.cleaned_data)
        return redirect("listing:told", slug)
    about = form.data.get("about", "")
    if "about" in form.errors:
        return render(request, "listing/concern.html", {"listing": listing, "form": form}, status=422)
    return _lead(request, listing, form, about, status=422)


def _lead(request: HttpRequest, listing: Listing, form: TellForm, about: str, status: int = 200) -> HttpResponse:
    """Show whom to tell: danger first, then who watches over this therapist."""
    knowledge = load_knowledge()
    chosen = _concern(about, knowledge)
    law = telling.law_for(listing, knowledge)
    held = listing.credentials.values_list("kind", "issuer")
    page = {
        "call": _call(request, listing),
        "listing": listing,
        "form": form,
        "concern": chosen,
        "listeners": listeners(chosen, held, law, knowledge.credentials),
        "law": law,
        "sources": source_rows((each for each in chosen.sources if each != "EXPERT"), knowledge),
    }
    return render(request, "listing/concern_lead.html", page, status=status)


def _call(request: HttpRequest, listing: Listing) -> Call:
    """Whom to call where this therapist works; elsewhere as on every other page."""
    known = emergency_facts().country(listing.country).id
    return call_for(request, known or None)


def _concern(about: str, knowledge: Knowledge) -> Concern:
    return next(each for each in knowledge.credentials.concerns if each.id == about)


@require_safe
def told(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that it was kept, and what happens now."""
    return render(request, "listing/concern_told.html", {"listing": _shown(slug)})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask why an imported entry is theirs; the operator answers."""
    listing = Listing.objects.unclaimed().filter(slug=slug).first()
    if listing is None:
        raise Http404
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        claiming.claim_listing(request.user, listing, **form.cleaned_data)
        return redirect("listing:mine")
    page = {"listing": listing, "form": form, "address": telling.address_of(listing)}
    return render(request, "listing/claim.html", page, status=422 if form.is_bound else 200)


@require_safe
def laws(request: HttpRequest) -> HttpResponse:
    """Show every place whose law was looked up, and what each kind of credential means."""
    knowledge = load_knowledge()
    page = {"laws": knowledge.laws, "kinds": knowledge.credentials.kinds}
    return render(request, "listing/laws.html", page)


@require_safe
def law(request: HttpRequest, code: str) -> HttpResponse:
    """Say what the law asks in one place, or that we do not know and how to ask."""
    if code != code.lower():
        return redirect("listing:law", code.lower(), permanent=True)
    knowledge = load_knowledge()
    country, _, region = code.partition("-")
    found = law_of(country, region, knowledge.laws)
    page = {
        "code": code.upper(),
        "law": found,
        "is_wider": found is not None and found.id != code.upper(),
        "rule": knowledge.laws.rules[found.rule] if found else "",
        "elsewhere": knowledge.laws.elsewhere,
        "issuers": [knowledge.credentials.issuer[each] for each in found.issuers] if found else [],
        "parts": [each for each in knowledge.laws.places if each.id.startswith(f"{code.upper()}-")],
        "sources": source_rows(_sources(found), knowledge) if found else [],
    }
    return render(request, "listing/law.html", page)


def _sources(law) -> list[str]:
    """Every source of a place, each once."""
    said = [*law.asks, *(side for each in law.disagree for side in (each.one, each.other))]
    return list(dict.fromkeys([*law.sources, *(key for each in said for key in each.sources)]))
