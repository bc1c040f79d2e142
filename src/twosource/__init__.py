"""twosource reads reports of one event and says what is known, who says so, and who only copied it.

>>> import twosource
>>> ledger = twosource.read("reports")  # doctest: +SKIP
>>> print(ledger)  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twosource.briefing.compose import compose as brief
    from twosource.briefing.earlier import earlier_of, read_earlier
    from twosource.briefing.since import changes_since
    from twosource.decisions import overrule
    from twosource.desk import Desk
    from twosource.intake import read_reports
    from twosource.intake.register import read_register
    from twosource.model import Claim, Decision, Ledger, Report, Settings, Source, Span
    from twosource.pipeline import make_ledger, read
    from twosource.steps import annotate, compare, group, trace

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "Decision",
    "Desk",
    "Ledger",
    "Report",
    "Settings",
    "Source",
    "Span",
    "annotate",
    "brief",
    "changes_since",
    "compare",
    "earlier_of",
    "group",
    "make_ledger",
    "overrule",
    "read",
    "read_earlier",
    "read_register",
    "read_reports",
    "trace",
]

# Names are imported when they are first used: `import twosource` stays quick, and reading needs no web server.
_HOME = {
    "Claim": "model",
    "Decision": "model",
    "Desk": "desk",
    "Ledger": "model",
    "Report": "model",
    "Settings": "model",
    "Source": "model",
    "Span": "model",
    "annotate": "steps",
    "brief": "briefing.compose:compose",
    "changes_since": "briefing.since",
    "compare": "steps",
    "earlier_of": "briefing.earlier",
    "group": "steps",
    "make_ledger": "pipeline",
    "overrule": "decisions",
    "read": "pipeline",
    "read_earlier": "briefing.earlier",
    "read_register": "intake.register",
    "read_reports": "intake",
    "trace": "steps",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'twosource' has no attribute {name!r}")
    module, _, own = _HOME[name].partition(":")
    return getattr(import_module(f"twosource.{module}"), own or name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
