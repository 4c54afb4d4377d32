"""Plan → what is due on a day → the script that is played, with what is asked before, during and after."""

from ischia.core.session.before import Before, Known, Told, before_session
from ischia.core.session.occasions import Done, Pause, SoFar, occasions
from ischia.core.session.script import Occasion, SessionScript
from ischia.core.session.write import write_session

__all__ = [
    "Before",
    "Done",
    "Known",
    "Occasion",
    "Pause",
    "SessionScript",
    "SoFar",
    "Told",
    "before_session",
    "occasions",
    "write_session",
]
