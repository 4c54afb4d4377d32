"""The monthly file of the U.S. register: which providers are found in it, and what is read of them."""

import csv
import io
import tracemalloc
from datetime import date

import pytest

from bench.nppes_file import HEADER, npi, row, rows
from ischia.core.problems import Problem
from ischia.exchange.csv_rows import Refused, RowReader
from ischia.exchange.nppes import MASSAGE_THERAPIST, Licence, read_entries
from ischia.exchange.nppes.npi import read_npi
from ischia.exchange.nppes.wording import readable, telephone, zip_code

PLACE = "Provider Business Practice Location Address"
ADA = {
    "NPI": "1205913928",
    "Entity Type Code": "1",
    "Provider Last Name (Legal Name)": "O'EXAMPLE",
    "Provider First Name": "ADA",
    "Provider Credential Text": "LMT",
    "Provider First Line Business Practice Location Address": "12 N SAMPLE ST",
    "Provider Second Line Business Practice Location Address": "STE 5B",
    f"{PLACE} City Name": "SAINT SAMPLE",
    f"{PLACE} State Name": "TX",
    f"{PLACE} Postal Code": "000010002",
    f"{PLACE} Telephone Number": "5555550100",
    "Provider Enumeration Date": "05/23/2016",
    "Last Update Date": "11/02/2026",
    "Provider Gender Code": "F",
    "Healthcare Provider Taxonomy Code_1": "225100000X",
    "Provider License Number_1": "PT1",
    "Provider License Number State Code_1": "TX",
    "Healthcare Provider Primary Taxonomy Switch_1": "Y",
    "Healthcare Provider Taxonomy Code_15": MASSAGE_THERAPIST,
    "Provider License Number_15": "MT15",
    "Provider License Number State Code_15": "OK",
    "Healthcare Provider Primary Taxonomy Switch_15": "N",
}


def file_of(*people: dict[str, str], header=HEADER) -> bytes:
    return (row({name: name for name in header}) + "".join(map(row, people))).encode()


def read(data: bytes, known=()):
    return list(read_entries(RowReader(io.BytesIO(data)), known))


def read_one(**changed):
    (entry,) = read(file_of(ADA | changed))
    return entry


def test_the_header_has_330_columns():
    assert len(HEADER) == 330


def test_every_part_of_an_entry_is_read():
    ada = read_one()
    assert (ada.npi, ada.line, ada.name, ada.credentials) == ("1205913928", 2, "Ada O'Example", "LMT")
    assert (ada.street, ada.town, ada.region) == ("12 N Sample St, Ste 5B", "Saint Sample", "TX")
    assert (ada.postcode, ada.country, ada.phone) == ("00001-0002", "US", "+1 555 555 0100")
    assert (ada.gender, ada.is_organisation) == ("woman", False)
    assert (ada.enumerated_on, ada.updated_on) == (date(2016, 5, 23), date(2026, 11, 2))


@pytest.mark.parametrize("slot", range(1, 16))
def test_massage_therapy_is_found_in_every_slot_with_the_licence_beside_it(slot):
    stated = {f"Healthcare Provider Taxonomy Code_{slot}": MASSAGE_THERAPIST, f"Provider License Number_{slot}": "X"}
    elsewhere = {"Healthcare Provider Taxonomy Code_15": ""} if slot != 15 else {}
    entry = read_one(**elsewhere, **stated, **{f"Provider License Number State Code_{slot}": "NM"})
    assert entry.licences == (Licence("X", "NM"),)


def test_the_licence_of_another_profession_is_left_out_and_the_first_named_one_is_known():
    assert read_one().licences == (Licence("MT15", "OK"),)
    assert not read_one().is_primary
    assert read_one(**{"Healthcare Provider Primary Taxonomy Switch_15": "Y"}).is_primary


def test_an_organisation_has_its_legal_name():
    name = "Provider Organization Name (Legal Business Name)"
    entry = read_one(**{"Entity Type Code": "2", name: 'THE "SAMPLE" HANDS OF MCEXAMPLE, LLC'})
    assert entry.is_organisation
    assert entry.name == 'The "Sample" Hands of McExample, LLC'


def test_other_professions_are_passed_over_unless_their_number_is_known():
    other = ADA | {"NPI": "1356550628", "Healthcare Provider Taxonomy Code_15": ""}
    assert read(file_of(other)) == []
    (known,) = read(file_of(other, ADA | {"Entity Type Code": ""}), known=["1356550628"])[:1]
    assert (known.npi, known.is_massage_therapist) == ("1356550628", False)


@pytest.mark.parametrize(
    ("deactivated", "reactivated", "gone"),
    [
        ("03/14/2024", "", date(2024, 3, 14)),
        ("03/14/2024", "04/01/2024", None),
        ("03/14/2024", "04/01/2023", date(2024, 3, 14)),
        ("", "04/01/2023", None),
    ],
)
def test_a_provider_is_gone_from_its_deactivation_until_a_later_reactivation(deactivated, reactivated, gone):
    entry = read_one(**{"NPI Deactivation Date": deactivated, "NPI Reactivation Date": reactivated})
    assert entry.deactivated_on == gone


def test_a_known_provider_that_is_deactivated_is_found_although_nothing_but_its_number_is_left():
    gone = {"NPI": "1205913928", "NPI Deactivation Date": "03/14/2024"}
    strangers = [{"NPI": npi(100_000_000 + number), "NPI Deactivation Date": "03/14/2024"} for number in range(50)]
    (entry,) = read(file_of(*strangers, gone, *strangers), known=["1205913928", "1912655267"])
    assert (entry.line, entry.deactivated_on) == (52, date(2024, 3, 14))


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("NPI", "1234567890"),
        ("NPI", "12345"),
        ("Entity Type Code", "3"),
        ("Provider Last Name (Legal Name)", ""),
        ("Provider Enumeration Date", "2016-05-23"),
        ("Last Update Date", "02/30/2026"),
        ("NPI Deactivation Date", "1/2/2024"),
    ],
)
def test_a_cell_that_is_wrong_is_refused_with_its_line_and_column(column, text):
    bad = read_one(**{column: text})
    assert isinstance(bad, Refused)
    assert (bad.line, bad.problem.field, bad.problem.got) == (2, column, text)


def test_a_row_with_cells_missing_is_refused_whoever_it_is_and_the_others_are_read():
    whole, cut = row(ADA), row(ADA | {"Healthcare Provider Taxonomy Code_15": ""}).replace('"",', "", 1)
    header = row({name: name for name in HEADER})
    bad, good, truncated = read((header + cut + whole + whole[:-400]).encode())
    assert (bad.line, bad.problem.got, bad.problem.allowed) == (2, "329 cells", "330 cells, as the header has")
    assert (good.line, good.npi) == (3, ADA["NPI"])
    assert isinstance(truncated, Refused)


def test_a_stray_quote_is_refused_and_says_so():
    data = file_of(ADA, ADA).replace(b'"ADA"', b'"ADA "THE" EXAMPLE"', 1)
    bad, good = read(data)
    assert isinstance(bad, Refused)
    assert "quote" in bad.problem.allowed
    assert good.line == 3


@pytest.mark.parametrize("name", ["NPI", "Last Update Date", "Provider License Number State Code_12"])
def test_a_missing_column_is_refused_by_name(name):
    with pytest.raises(Problem, match=name):
        read(
            file_of(header=[other for other in HEADER if other != name]).replace(b'"' + name.encode() + b'"', b'"Old"')
        )


def test_columns_may_stand_anywhere_and_the_new_name_of_a_column_is_known():
    order = ["Provider Sex Code", *(name for name in reversed(HEADER) if name != "Provider Gender Code"), "Extra"]
    text = io.StringIO()
    writer = csv.DictWriter(text, order, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerow(ADA | {"Provider Sex Code": "M"})
    (entry,) = read(text.getvalue().encode())
    assert (entry.name, entry.gender) == ("Ada O'Example", "man")


@pytest.mark.parametrize("number", ["1205913928", "1356550628", "1912655267", "1234567893"])
def test_a_right_check_digit_passes_and_every_other_fails(number):
    assert read_npi("NPI", number) == number
    for digit in set("0123456789") - {number[-1]}:
        with pytest.raises(Problem):
            read_npi("NPI", number[:-1] + digit)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("MARY-ANN  MCEXAMPLE III", "Mary-Ann McExample III"),
        ("PO BOX 12", "PO Box 12"),
        ("5TH AVENUE NE", "5th Avenue NE"),
        ("ADA'S HOUSE OF TOUCH, PLLC", "Ada's House of Touch, PLLC"),
        ("de la Example", "de la Example"),
        ("JOSÉ EXAMPLE", "José Example"),
        ("", ""),
    ],
)
def test_capitals_become_readable_and_mixed_letters_stay(text, written):
    assert readable(text) == written


def test_numbers_of_an_unknown_shape_stay_as_they_are():
    assert telephone("020 7946 0000 x1") == "020 7946 0000 x1"
    assert zip_code("K1A 0B1") == "K1A 0B1"


def test_the_same_therapists_are_found_as_by_the_csv_module_in_memory_that_does_not_grow(tmp_path):
    file = tmp_path / "synthetic.csv"
    file.write_text("".join(rows(6_000)), encoding="utf-8", newline="")
    with file.open(newline="") as text:
        expected = [cells[0] for cells in csv.reader(text) if MASSAGE_THERAPIST in cells]
    peaks = []
    for times in (1, 3):
        whole = io.BytesIO(file.read_bytes() + file.read_bytes().split(b"\n", 1)[1] * (times - 1))
        reader = RowReader(whole)
        tracemalloc.start()
        count = 0
        for entry in read_entries(reader):
            assert entry.npi == expected[count % len(expected)]
            count += 1
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert count == times * len(expected) > 50
        assert reader.rows_read == times * 6_000
    assert peaks[1] < peaks[0] + 1_000_000
    assert peaks[1] < 12_000_000
