"""What planning may offer any person at all; each module mirrors the one of its name in `ischia.core.planning`."""
