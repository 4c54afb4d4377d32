"""Ischia: massage care for sciatica. Decision support, never a diagnosis."""

__version__ = "0.1.0"
