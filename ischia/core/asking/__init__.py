"""What to ask next: emergencies first, then whatever else can still change the result, the limits or the plan."""

from ischia.core.asking.next_question import Asking, ask
from ischia.core.asking.question import Question, question_of
from ischia.core.asking.wishes import READ_BY_PLANNING, plan_conditions

__all__ = ["READ_BY_PLANNING", "Asking", "Question", "ask", "plan_conditions", "question_of"]
