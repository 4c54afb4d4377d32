"""Addresses of what everything rests on, and of the made-up people."""

from django.urls import path

from ischia.care.views import demo, knowledge

urlpatterns = [
    path("sources/", knowledge.sources, name="sources"),
    path("how-we-decide/", knowledge.how_we_decide, name="how_we_decide"),
    path("demo/<slug:slug>/", demo.open_person, name="demo_person"),
]
