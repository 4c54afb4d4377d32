"""Places on the globe: how far apart two are, and which box of degrees holds everything within a distance.

The earth is taken as a sphere of `EARTH_KM`, the mean radius of WGS 84 (2a + b) / 3: at most 0.6 % off.
Latitudes are degrees north from -90 to 90, longitudes degrees east from -180 to 180.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from ischia.core.problems import Problem

EARTH_KM = 6371.0087714
KM_PER_DEGREE = math.radians(EARTH_KM)
ROUNDING = 1e-9  # degrees, a tenth of a millimetre: a box may be too large, never too small


@dataclass(frozen=True, slots=True)
class Point:
    """A place in degrees.

    Raises:
        Problem: it is not on the globe.
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        for name, most in (("latitude", 90), ("longitude", 180)):
            if not -most <= getattr(self, name) <= most:  # not a number is refused too
                raise Problem(name, getattr(self, name), f"degrees from -{most} to {most}")


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees from south to north, and one or two stretches from west to east."""

    south: float
    north: float
    stretches: tuple[tuple[float, float], ...]


def kilometres(one: Point, other: Point) -> float:
    """The great-circle distance of two places in kilometres, right for near ones and for opposite ones alike."""
    return kilometres_from(one)(other.latitude, other.longitude)


def kilometres_from(centre: Point) -> Callable[[float, float], float]:
    """A function that gives the kilometres from one place to any latitude and longitude: for many of them at once.

    Source: the spherical case of T. Vincenty, Survey Review 23 (1975) (an arc tangent, which loses no digits).
    """
    sin_n, cos_n = math.sin(math.radians(centre.latitude)), math.cos(math.radians(centre.latitude))
    here = centre.longitude

    def to(latitude: float, longitude: float) -> float:
        there, east = math.radians(latitude), math.radians(longitude - here)
        sin_s, cos_s, cos_e = math.sin(there), math.cos(there), math.cos(east)
        across = math.hypot(cos_s * math.sin(east), cos_n * sin_s - sin_n * cos_s * cos_e)
        return EARTH_KM * math.atan2(across, sin_n * sin_s + cos_n * cos_s * cos_e)

    return to


def box_around(centre: Point, km: float) -> Box:
    """The smallest box that holds every place within a distance; it may pass a pole or the line where days change.

    Args:
        centre: its middle.
        km: kilometres, 0 or more.
    """
    reach = km / KM_PER_DEGREE + ROUNDING
    south, north = centre.latitude - reach, centre.latitude + reach
    if south <= -90 or north >= 90:  # a pole is inside, and with it every longitude
        return Box(max(south, -90.0), min(north, 90.0), ((-180.0, 180.0),))
    ratio = math.sin(math.radians(reach)) / math.cos(math.radians(centre.latitude))
    wide = math.degrees(math.asin(min(ratio, 1.0))) + ROUNDING
    west, east = centre.longitude - wide, centre.longitude + wide
    if wide >= 180:
        stretches: tuple[tuple[float, float], ...] = ((-180.0, 180.0),)
    elif west < -180:
        stretches = ((-180.0, east), (west + 360, 180.0))
    elif east > 180:
        stretches = ((west, 180.0), (-180.0, east - 360))
    else:
        stretches = ((west, east),)
    return Box(south, north, stretches)
