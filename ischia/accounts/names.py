"""What a sign-in name may look like. An e-mail address is a name like any other: nothing is mailed to it."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

NAME_RULES = [
    RegexValidator(
        r"^[\w.@+-]+( [\w.@+-]+)*\Z",
        _("Use letters, digits, single spaces and . @ + - _ only."),
    )
]
