"""Addresses of a result and its papers, inside the addresses of the check."""

from django.urls import path

from ischia.care.views import downloads, result

urlpatterns = [
    path("result/<uuid:id>/", result.result, name="result"),
    path("result/<uuid:id>/again/", result.again, name="again"),
    path("result/<uuid:id>/result.pdf", downloads.result_paper, name="result_pdf"),
    path("result/<uuid:id>/letter.pdf", downloads.letter_paper, name="letter_pdf"),
]
