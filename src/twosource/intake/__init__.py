"""Files, folders and streams come in; reports go out: text untouched, body marked as spans, date, outlet and credit."""

from twosource.intake.among_reports import name_houses
from twosource.intake.body import BodyMarks, mark_body
from twosource.intake.files import Intake, iter_reports, read_reports
from twosource.intake.furniture import Furniture
from twosource.intake.jsonl import iter_jsonl
from twosource.intake.limits import UnreadableError
from twosource.intake.published import date_reports
from twosource.intake.reports import make_report

__all__ = [
    "BodyMarks",
    "Furniture",
    "Intake",
    "UnreadableError",
    "date_reports",
    "iter_jsonl",
    "iter_reports",
    "make_report",
    "mark_body",
    "name_houses",
    "read_reports",
]
