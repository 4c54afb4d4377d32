"""What one set of limits allows that another one does not; worked out apart from the code under test."""

LISTS = ["forbid_regions", "forbid_positions", "forbid_exercises", "require_provider", "require"]
FLAGS = ["no_unsupervised_home", "no_powered", "no_oils", "no_nut_oils", "no_scents", "no_pressure_5_at_home"]


def cap(limits, region):
    """The highest pressure allowed on a region; 0 where none is."""
    if region in limits.get("forbid_regions", []):
        return 0
    return min(limits.get("max_pressure", 5), limits.get("max_pressure_in", {}).get(region, 5))


def looser(now, before):
    """Each limit in which `now` allows more than `before`; both as contract 2 writes them."""
    found = [key for key in LISTS if set(before.get(key, [])) - set(now.get(key, []))]
    techniques = set(now.get("forbid_techniques", []))
    if "all" not in techniques and set(before.get("forbid_techniques", [])) - techniques:
        found.append("forbid_techniques")
    powered = set(before.get("forbid_powered_regions", [])) - set(now.get("forbid_powered_regions", []))
    if powered - set(now.get("forbid_regions", [])):
        found.append("forbid_powered_regions")
    found += [key for key in ("max_minutes", "max_pressure") if now.get(key, 999) > before.get(key, 999)]
    regions = before.get("max_pressure_in", {})
    found += [f"max_pressure_in {region}" for region in regions if cap(now, region) > cap(before, region)]
    return found + [flag for flag in FLAGS if before.get(flag) and not now.get(flag)]
