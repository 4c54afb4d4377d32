"""The completeness gate: what must be answered before anything milder than "see a doctor first" is shown."""

from ischia.core.case import Case
from ischia.core.facts.findings import Finding
from ischia.core.rules import RuleBook


def still_needed(case: Case, book: RuleBook) -> tuple[str, ...]:
    """The findings that the gate still needs, in the order in which they are written down; none when it is passed."""
    return tuple(
        finding.id
        for finding in book.knowledge.findings.values()
        if finding.gate and book.called_for(finding, case) and not passes(finding, case)
    )


def passes(finding: Finding, case: Case) -> bool:
    """Has this finding an answer that the gate accepts?

    "Not sure" passes unless the finding says otherwise; a place that is called for must name at least one region.
    """
    if finding.id not in case.answers:
        return False
    answer = case.answers[finding.id]
    if answer is None:
        return finding.not_sure_passes
    return bool(answer) or not finding.must_hold_one
