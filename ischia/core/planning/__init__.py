"""Screening and wishes → Plan. The last step is the gate that holds every dose to the limits."""

from ischia.core.planning.build import build_plan
from ischia.core.planning.plan import NoPlan, Plan, read_plan

__all__ = ["NoPlan", "Plan", "build_plan", "read_plan"]
