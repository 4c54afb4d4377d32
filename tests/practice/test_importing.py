"""Reading lists of therapists into the directory, again and again."""

import io
from datetime import date

import pytest

from bench.nppes_file import HEADER, row
from ischia.accounts.models import User
from ischia.exchange.csv_rows import Refused, RowReader
from ischia.exchange.nppes import MASSAGE_THERAPIST
from ischia.practice.importing import usecases
from ischia.practice.importing.keeping import Import, Outcome
from ischia.practice.importing.locating import Spot
from ischia.practice.models import Credential, Listing

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER = date(2026, 11, 21), date(2026, 12, 21)
AUSTIN = Spot(30.27, -97.74, "America/Chicago")
PLACE = "Provider Business Practice Location Address"
ADA = {
    "NPI": "1205913928",
    "Entity Type Code": "1",
    "Provider Last Name (Legal Name)": "EXAMPLE",
    "Provider First Name": "ADA",
    f"{PLACE} City Name": "AUSTIN",
    f"{PLACE} State Name": "TX",
    "Healthcare Provider Taxonomy Code_3": MASSAGE_THERAPIST,
    "Provider License Number_3": "MT1",
    "Provider License Number State Code_3": "TX",
}
BEN = ADA | {"NPI": "1356550628", "Provider First Name": "BEN"}
GONE = {"NPI": ADA["NPI"], "NPI Deactivation Date": "03/14/2026"}


def in_texas(town, region, country):
    return AUSTIN if (town, region, country) == ("Austin", "TX", "US") else None


def register(*people, day=NOVEMBER, dry=False, locate=in_texas):
    """Read a file of the register; gives what came of each."""
    data = row({name: name for name in HEADER}) + "".join(map(row, people))
    return read("nppes", data, day=day, dry=dry, locate=locate)


def read(source, text, *, day=NOVEMBER, dry=False, locate=in_texas):
    run = Import(source, day, locate, dry)
    came = usecases.import_list(RowReader(io.BytesIO(text.encode())), run)
    return [each if isinstance(each, Refused) else each.outcome for each in came]


def test_a_therapist_of_the_register_becomes_a_listing_that_belongs_to_nobody():
    assert register(ADA) == [Outcome.NEW]
    ada = Listing.objects.get()
    assert (ada.name, ada.town, ada.region, ada.country) == ("Ada Example", "Austin", "TX", "US")
    assert (ada.latitude, ada.longitude, ada.zone, ada.placed) == (30.27, -97.74, "America/Chicago", "town")
    assert (ada.owner, ada.source, ada.source_key, ada.read_on) == (None, "nppes", "1205913928", NOVEMBER)
    assert ada.slug.startswith("ada-example-")


def test_the_licence_is_kept_as_stated_and_carries_no_tick():
    register(ADA)
    licence = Credential.objects.get()
    assert (licence.kind, licence.number) == ("licence", "MT1")
    assert licence.issuer == "State board for massage therapy: Texas"
    assert (licence.checked_on, licence.checked_by, licence.allows) == (None, "", ())
    assert not Credential.objects.ticked(NOVEMBER).exists()


def test_reading_the_same_again_writes_nothing(django_assert_num_queries):
    register(ADA, BEN)
    before = list(Listing.objects.values_list("pk", "changed_at"))
    # The known numbers, a savepoint around two look-ups, and nothing else.
    with django_assert_num_queries(5):
        assert register(ADA, BEN) == [Outcome.UNCHANGED] * 2
    assert list(Listing.objects.values_list("pk", "changed_at")) == before


def test_a_later_list_notes_the_day_and_changes_what_changed_only():
    register(ADA, BEN)
    before = dict(Listing.objects.values_list("source_key", "changed_at"))
    came = register(
        ADA, BEN | {"Provider License Number_3": "MT2", "Provider Last Name (Legal Name)": "SAMPLE"}, day=DECEMBER
    )
    assert came == [Outcome.UNCHANGED, Outcome.UPDATED]
    assert set(Listing.objects.values_list("read_on", flat=True)) == {DECEMBER}
    ada, ben = Listing.objects.get(source_key=ADA["NPI"]), Listing.objects.get(source_key=BEN["NPI"])
    assert (ada.changed_at, ben.name) == (before[ADA["NPI"]], "Ben Sample")
    assert ben.changed_at > before[BEN["NPI"]]
    assert [each.number for each in ben.credentials.all()] == ["MT2"]


def test_who_is_deactivated_is_hidden_and_comes_back_with_the_register():
    register(ADA)
    assert register(GONE, day=DECEMBER) == [Outcome.DEACTIVATED]
    assert Listing.objects.get().deactivated_on == date(2026, 3, 14)
    assert register(GONE, day=DECEMBER) == [Outcome.UNCHANGED]
    back = ADA | {"NPI Deactivation Date": "03/14/2026", "NPI Reactivation Date": "12/01/2026"}
    assert register(back, day=DECEMBER) == [Outcome.REACTIVATED]
    assert Listing.objects.get().deactivated_on is None


def test_who_is_no_massage_therapist_any_more_is_hidden():
    register(ADA)
    other = ADA | {"Healthcare Provider Taxonomy Code_3": "225100000X", "Last Update Date": "12/02/2026"}
    assert register(other, day=DECEMBER) == [Outcome.DEACTIVATED]
    assert Listing.objects.get().deactivated_on == date(2026, 12, 2)


def test_who_left_before_we_knew_them_is_not_kept():
    assert register(ADA | {"NPI Deactivation Date": "03/14/2026"}, GONE) == [Outcome.NEVER_KEPT]
    assert not Listing.objects.exists()


def test_a_claimed_listing_keeps_what_its_therapist_wrote():
    register(ADA)
    owner = User.objects.create(name="ada")
    Listing.objects.update(owner=owner, name="Ada's own words", town="Elsewhere", is_published=False)
    assert register(ADA | {"Provider License Number_3": "MT9"}, day=DECEMBER) == [Outcome.CLAIMED]
    ada = Listing.objects.get()
    assert (ada.name, ada.town, ada.is_published) == ("Ada's own words", "Elsewhere", False)
    assert [each.number for each in ada.credentials.all()] == ["MT1"]
    assert register(GONE, day=DECEMBER) == [Outcome.DEACTIVATED]
    assert Listing.objects.get().name == "Ada's own words"


def test_a_licence_that_somebody_checked_is_not_taken_away():
    register(ADA)
    Credential.objects.update(checked_on=NOVEMBER, checked_by="Operator")
    register(ADA | {"Provider License Number_3": "MT2"}, day=DECEMBER)
    assert sorted(Credential.objects.values_list("number", "checked_by")) == [("MT1", "Operator"), ("MT2", "")]


def test_a_town_that_is_not_known_leaves_the_therapist_listed_without_a_place():
    register(ADA | {f"{PLACE} City Name": "NOWHERE"})
    ada = Listing.objects.get()
    assert (ada.latitude, ada.placed, ada.zone) == (None, "", "UTC")
    assert register(ADA, day=DECEMBER) == [Outcome.UPDATED]
    assert Listing.objects.get().placed == "town"


def test_a_place_that_was_found_stays_while_the_town_does():
    register(ADA)
    assert register(ADA, day=DECEMBER, locate=lambda *_: None) == [Outcome.UNCHANGED]
    assert Listing.objects.get().placed == "town"
    register(ADA | {f"{PLACE} City Name": "NOWHERE"}, day=DECEMBER)
    assert (Listing.objects.get().placed, Listing.objects.get().latitude) == ("", None)


def test_a_dry_run_tells_the_same_and_writes_nothing():
    register(BEN)
    came = register(ADA, BEN | {"Provider Last Name (Legal Name)": "SAMPLE"}, dry=True)
    assert came == [Outcome.NEW, Outcome.UPDATED]
    assert list(Listing.objects.values_list("name", flat=True)) == ["Ben Example"]


def test_a_run_that_was_stopped_is_run_again(monkeypatch):
    monkeypatch.setattr(usecases, "BATCH", 1)
    cleo = ADA | {"NPI": "1912655267", "Provider First Name": "CLEO"}
    data = row({name: name for name in HEADER}) + "".join(map(row, (ADA, BEN, cleo)))
    stopped = usecases.import_list(RowReader(io.BytesIO(data.encode())), Import("nppes", NOVEMBER, in_texas))
    next(stopped)
    stopped.close()
    assert Listing.objects.count() == 1
    assert register(ADA, BEN, cleo) == [Outcome.UNCHANGED, Outcome.NEW, Outcome.NEW]


def test_namesakes_are_told_apart():
    register(ADA, ADA | {"NPI": "1912655267"})
    assert len(set(Listing.objects.values_list("slug", flat=True))) == 2


def test_a_bad_row_is_refused_and_the_rest_are_kept():
    came = register(ADA | {"NPI": "1234567890"}, BEN, BEN | {"Provider Last Name (Legal Name)": "x" * 201})
    assert isinstance(came[0], Refused)
    assert isinstance(came[1], Refused)
    assert came[2:] == [Outcome.NEW]


PLAIN = "key,name,town,region,country,languages,latitude,longitude,licence_number,licence_issuer\n"


def test_a_plain_list_is_kept_by_its_own_keys_and_its_own_points():
    line = "a1,Ada Example,Austin,TX,US,en;fr,30.5,-97.5,L1,The board\n"
    assert read("csv", PLAIN + line) == [Outcome.NEW]
    ada = Listing.objects.get()
    assert (ada.placed, ada.latitude, ada.zone, ada.languages) == ("exact", 30.5, "America/Chicago", ("en", "fr"))
    assert list(ada.credentials.values_list("kind", "issuer", "number")) == [("licence", "The board", "L1")]
    assert read("csv", PLAIN + line) == [Outcome.UNCHANGED]
    assert read("csv", PLAIN + line.replace("en;fr", "").replace("30.5,-97.5", ",")) == [Outcome.UPDATED]
    ada.refresh_from_db()
    assert (ada.placed, ada.latitude, ada.languages) == ("town", 30.27, ())


def test_the_keys_of_two_lists_never_meet():
    register(ADA)
    assert read("csv", PLAIN + f"{ADA['NPI']},Ada Example,Austin,TX,US,,,,,\n") == [Outcome.NEW]
    assert Listing.objects.count() == 2
