"""Made-up people to try Ischia with. The start page shows them when the installation is a demo."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoPerson:
    """One to try: who they are, in a line, and where their story starts."""

    name: str
    story: str
    url: str


def demo_people() -> list[DemoPerson]:
    """Give everyone there is to try."""
    return []
