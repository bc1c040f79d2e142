"""Reports come in; the story of each, the event that it is about, goes out."""

from twosource.stories.grouping import group_reports

__all__ = ["group_reports"]
