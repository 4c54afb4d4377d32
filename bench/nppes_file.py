"""A file like the monthly one of the U.S. register: 330 columns, every cell quoted, and nobody in it is real."""

import random  # noqa: TID251 with a seed: the same file each time
from collections.abc import Iterator
from pathlib import Path

from ischia.exchange.nppes import MASSAGE_THERAPIST
from ischia.exchange.nppes.npi import check_digit

ADDRESS = (
    "First Line|Second Line|City Name|State Name|Postal Code|Country Code (If outside U.S.)|Telephone Number|Fax Number"
)


def address(kind: str) -> list[str]:
    lines = [f"Provider {line} Business {kind} Address" for line in ("First Line", "Second Line")]
    return lines + [f"Provider Business {kind} Address {part}" for part in ADDRESS.split("|")[2:]]


HEADER = [
    "NPI", "Entity Type Code", "Replacement NPI", "Employer Identification Number (EIN)",
    "Provider Organization Name (Legal Business Name)", "Provider Last Name (Legal Name)", "Provider First Name",
    "Provider Middle Name", "Provider Name Prefix Text", "Provider Name Suffix Text", "Provider Credential Text",
    "Provider Other Organization Name", "Provider Other Organization Name Type Code", "Provider Other Last Name",
    "Provider Other First Name", "Provider Other Middle Name", "Provider Other Name Prefix Text",
    "Provider Other Name Suffix Text", "Provider Other Credential Text", "Provider Other Last Name Type Code",
    *address("Mailing"), *address("Practice Location"),
    "Provider Enumeration Date", "Last Update Date", "NPI Deactivation Reason Code", "NPI Deactivation Date",
    "NPI Reactivation Date", "Provider Gender Code", "Authorized Official Last Name", "Authorized Official First Name",
    "Authorized Official Middle Name", "Authorized Official Title or Position", "Authorized Official Telephone Number",
    *(
        name.format(slot)
        for slot in range(1, 16)
        for name in (
            "Healthcare Provider Taxonomy Code_{}", "Provider License Number_{}",
            "Provider License Number State Code_{}", "Healthcare Provider Primary Taxonomy Switch_{}",
        )
    ),
    *(
        f"Other Provider Identifier{part}_{slot}"
        for slot in range(1, 51)
        for part in ("", " Type Code", " State", " Issuer")
    ),
    "Is Sole Proprietor", "Is Organization Subpart", "Parent Organization LBN", "Parent Organization TIN",
    "Authorized Official Name Prefix Text", "Authorized Official Name Suffix Text", "Authorized Official Credential Text",
    *(f"Healthcare Provider Taxonomy Group_{slot}" for slot in range(1, 16)), "Certification Date",
]  # fmt: skip
OTHERS = ["225100000X", "111N00000X", "171100000X", "225X00000X", "207Q00000X"]
TOWNS = [("AUSTIN", "TX"), ("PORTLAND", "OR"), ("SPRINGFIELD", "IL"), ("NEW YORK", "NY"), ("TAMPA", "FL")]
TEMPLATES = 4096


def npi(number: int) -> str:
    """The NPI that begins with these nine digits."""
    return f"{number}{check_digit(str(number))}"


def row(said: dict[str, str]) -> str:
    cells = ['"' + said.get(name, "").replace('"', '""') + '"' for name in HEADER]
    return ",".join(cells) + "\n"


def provider(chance: random.Random, number: int, taxonomy: str | None = None) -> dict[str, str]:
    """Somebody made up, with `taxonomy` in one of the fifteen slots; one in fifty is deactivated and has only dates."""
    if taxonomy is None and chance.random() < 0.02:
        return {"NPI Deactivation Date": "03/14/2024"}
    town, state = chance.choice(TOWNS)
    slot = chance.choice([1, 1, 1, 1, 2, 3, 15])
    said = {
        "Entity Type Code": "1",
        "Provider Last Name (Legal Name)": f"EXAMPLE-{number:04}",
        "Provider First Name": chance.choice(["ADA", "BEN", "CLEO", "DORA"]),
        "Provider Credential Text": "LMT",
        "Provider First Line Business Mailing Address": f"{number} SAMPLE STREET",
        "Provider Business Mailing Address City Name": town,
        "Provider Business Mailing Address State Name": state,
        "Provider Business Mailing Address Postal Code": "000010000",
        "Provider Business Mailing Address Telephone Number": "5555550100",
        "Provider Second Line Business Mailing Address": "SUITE 5, TEST HOUSE",
        "Provider First Line Business Practice Location Address": f"{number} SAMPLE STREET",
        "Provider Second Line Business Practice Location Address": "SUITE 5, TEST HOUSE",
        "Provider Business Practice Location Address City Name": town,
        "Provider Business Practice Location Address State Name": state,
        "Provider Business Practice Location Address Postal Code": "000010000",
        "Provider Business Practice Location Address Country Code (If outside U.S.)": "US",
        "Provider Business Practice Location Address Telephone Number": "5555550100",
        "Provider Enumeration Date": "05/23/2016",
        "Last Update Date": "11/02/2026",
        "Provider Gender Code": chance.choice(["F", "M", ""]),
        f"Healthcare Provider Taxonomy Code_{slot}": taxonomy or chance.choice(OTHERS),
        f"Provider License Number_{slot}": f"TEST{number}",
        f"Provider License Number State Code_{slot}": state,
        f"Healthcare Provider Primary Taxonomy Switch_{slot}": "Y",
        "Is Sole Proprietor": "N",
        "Certification Date": "11/02/2026",
    }
    if chance.random() < 0.2:
        said |= {
            "Entity Type Code": "2",
            "Provider Organization Name (Legal Business Name)": f'EXAMPLE "NUMBER {number}" CARE, LLC',
            "Provider Last Name (Legal Name)": "",
        }
    if number % 512 == 7:
        said["Provider First Line Business Practice Location Address"] = f"{number} SAMPLE STREET\nREAR DOOR"
    return said


def rows(count: int, seed: int = 1) -> Iterator[str]:
    """The header and so many rows. One provider in fifty is a massage therapist."""
    chance = random.Random(seed)
    yield row({name: name for name in HEADER})
    tails = [
        row(provider(chance, number, MASSAGE_THERAPIST if chance.random() < 0.02 else None)).removeprefix('""')
        for number in range(TEMPLATES)
    ]
    for number in range(count):
        yield f'"{npi(100_000_000 + number)}"{tails[number % TEMPLATES]}'


def write(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(rows(count))
