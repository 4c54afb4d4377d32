"""Addresses of the plan."""

from django.urls import path

from ischia.care.views import downloads, plan

app_name = "plan"
urlpatterns = [
    path("", plan.today, name="today"),
    path("<uuid:id>/", plan.plan_of, name="of"),
    path("<uuid:id>/change/", plan.change, name="change"),
    path("<uuid:id>/history/", plan.history, name="history"),
    path("<uuid:id>/plan.pdf", downloads.plan_paper, name="pdf"),
    path("<uuid:id>/plan.ics", downloads.plan_dates, name="ics"),
]
