"""Pages of which a part is made: it stands between two marks."""


def between(page: str, name: str, text: str) -> str:
    """The page with one made part made anew."""
    start, end = f"<!-- {name}: made by", f"<!-- end of {name} -->"
    before, rest = page.split(start)
    mark, _, _ = rest.partition("-->")
    return f"{before}{start}{mark}-->\n\n{text}\n\n{end}{rest.split(end)[1]}"
