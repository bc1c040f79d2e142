"""A briefing comes in; what a person reads in a terminal goes out: 80 columns, plain when piped."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from twosource.briefing.labels import SAID_BY_TITLE
from twosource.model import Briefing, Section, Sentence

# A mark is a word and not a colour alone, so that it survives a pipe, a printer and a colour-blind reader.
MARKS = {"disputed": "DISPUTED", "doubt": "ABSENT"}
STYLES = {"disputed": "yellow", "doubt": "magenta"}


def show(briefing: Briefing, console: Console) -> None:
    """Print the briefing. Control characters in the reports' words are shown, never obeyed."""
    console.print(Text(visible(briefing.headline.text), style="bold"), _labels(briefing.headline))
    console.print(Text(visible(briefing.summary.text)))
    for section in briefing.sections:
        _section(section, console)
    console.print()
    console.print(Text("Citations: [report:line].", style="dim"))


def visible(text: str) -> str:
    r"""Return text on one line without characters that steer a terminal or turn the reading direction.

    >>> visible("a\x1b[31mb\u202ec")
    'a�[31mb�c'
    """
    return "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in " ".join(text.split()))


def _section(section: Section, console: Console) -> None:
    console.print()
    console.print(Text(visible(section.title), style="bold underline"))
    for sentence in section.sentences:
        console.print(Padding(_line(sentence, marked=section.key not in SAID_BY_TITLE), (0, 0, 0, 2)))
    if section.note:
        console.print(Padding(Text(section.note, style="dim"), (0, 0, 0, 2)))


def _line(sentence: Sentence, *, marked: bool) -> Text:
    line = Text("• ")
    if marked and sentence.mark in MARKS:
        line.append(f"{MARKS[sentence.mark]} ", style=STYLES[sentence.mark])
    line.append(visible(sentence.text))
    if sentence.standing:
        line.append(f" ({visible(sentence.standing)})", style="italic")
    line.append_text(_labels(sentence))
    return line


def _labels(sentence: Sentence) -> Text:
    labels = list(dict.fromkeys(c.label for c in sentence.citations))
    return Text(f" [{', '.join(labels)}]" if labels else "", style="cyan")
