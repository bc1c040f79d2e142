"""Reports come in as they are published; out go stories, ledgers, briefings and search over all that was ever added."""

from twosource.desk.desk import Desk
from twosource.desk.records import Added, DeskError, Hit, Run, SourceEntry, StoryRow

__all__ = ["Added", "Desk", "DeskError", "Hit", "Run", "SourceEntry", "StoryRow"]
