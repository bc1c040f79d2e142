"""Reports come in; the story of each, the event that it is about, goes out: of a set, or of a stream (stream.py)."""

from twosource.stories.features import FEATURES, features_of
from twosource.stories.grouping import group_reports
from twosource.stories.placing import PLACEMENTS, place_reports
from twosource.stories.stream import days_of, regroup

__all__ = ["FEATURES", "PLACEMENTS", "days_of", "features_of", "group_reports", "place_reports", "regroup"]
