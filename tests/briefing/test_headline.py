"""Which printed headline stands over a briefing: news before explanation, the later of those that fit."""

from twosource.briefing.headline import choose_title
from twosource.model import Claim, Conflict, Figure, Reading, Report, Span, Time


def chosen(*titles: tuple[str, str], conflict: tuple[str, str] | None = None) -> str | None:
    """Return the headline chosen; `conflict` is the kind of one, and the report that has the last word in it."""
    reports = [Report(f"r{n}", "", "", title=title, published=day) for n, (title, day) in enumerate(titles)]
    texts = ("Nine people died when the Arn ferry sank off Lodev.", "The ferry master was held in Lodev on Monday.")
    claims = [Claim(f"c{n}", text, None, (), 2, 2, (), "") for n, text in enumerate(texts)]
    conflicts = []
    if conflict:
        kind, last = conflict
        stance = "withdraws" if kind == "retraction" else "states"
        readings = (
            Reading("r0", Span(0, 9), "l1", None, value=(9, 9)),
            Reading(last, Span(0, 9), "l2", None, stance, value=(13, 13)),
        )
        conflicts.append(Conflict(kind, "c0", readings, "Nine people died when the Arn ferry sank off Lodev."))
    found = choose_title(reports, claims, conflicts, ())
    return found[1] if found else None


def test_the_later_of_two_that_fit_is_taken():
    assert chosen(("Nine died when ferry sank", "2031-03-03"), ("Ferry master held, nine died", "2031-03-04")) == (
        "Ferry master held, nine died"
    )


def test_an_explanation_gives_way_to_news_however_late_it_is():
    news = ("Nine died when ferry sank", "2031-03-03")
    for title in (
        "Ferry that sank off Lodev, nine died: your questions answered",
        "Nine died when ferry sank: what we know",
        "Lodev ferry, nine died: as it happened",
        "What the ferry that sank off Lodev tells us",
        "OPINION: Nine died when ferry sank off Lodev",
        "Analysis - Why nine died when ferry sank",
    ):
        assert chosen(news, (title, "2031-03-05")) == news[0]
        assert chosen((title, "2031-03-05")) == title


def test_a_later_headline_of_other_things_gives_way():
    assert chosen(("Nine died when ferry sank", "2031-03-03"), ("Cocoa jumps in thin Monday trade", "2031-03-05")) == (
        "Nine died when ferry sank"
    )


def test_a_report_that_brings_a_later_count_or_takes_something_back_has_the_headline():
    early = ("Ferry sank off Lodev: master held", "2031-03-03")
    late = ("Ferry master freed as divers find four more", "2031-03-04")
    assert chosen(early, late) == early[0]
    for kind in ("supersession", "retraction"):
        assert chosen(early, late, conflict=(kind, "r1")) == late[0]
        assert chosen(early, ("Cocoa jumps in thin early trade", "2031-03-05"), conflict=(kind, "r1")) == early[0]
    assert chosen(early, late, conflict=("contradiction", "r1")) == early[0]


def test_a_headline_gives_way_to_one_that_counts_more_dead_at_a_later_hour():
    def leading(hours: tuple[str, str], dead: tuple[int, int] = (3, 5), what: str = "killed") -> str:
        titles = ("Three dead as ferry sinks off Lodev", "Five dead off Lodev: the Mail apologises")
        reports, figures, times = [], [], []
        for n, (title, hour, count) in enumerate(zip(titles, hours, dead, strict=True)):
            span = Span(0, len(title))
            reports.append(Report(f"r{n}", title, "", title_span=span, published="2031-03-03"))
            figures.append(Figure(f"r{n}", Span(0, 5), count, count, "=", count, "people", None, what))
            times += [Time(f"r{n}", span, "TIME", hour)] if hour else []
        claims = [Claim("c1", "Three people died when the ferry sank off Lodev.", None, (), 2, 2, (), "")]
        found = choose_title(reports, claims, [], (), figures, times)
        assert found
        return found[0].id

    assert leading(("2031-03-03T06:15", "2031-03-03T12:00")) == "r1"
    assert leading(("2031-03-03T12:00", "2031-03-03T06:15")) == "r0"
    assert leading(("2031-03-03T06:15", "")) == "r0"
    assert leading(("2031-03-03T06:15", "2031-02-01T12:00")) == "r0"
    assert leading(("2031-03-03T06:15", "2031-03-03T12:00"), dead=(3, 3)) == "r0"
    assert leading(("2031-03-03T06:15", "2031-03-03T12:00"), what="missing") == "r0"
