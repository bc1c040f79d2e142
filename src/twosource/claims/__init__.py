"""The notes of a story's reports come in; claims with their standing, conflicts and a timeline go out."""

from twosource.claims.story import StoryClaims, weigh_story

__all__ = ["StoryClaims", "weigh_story"]
