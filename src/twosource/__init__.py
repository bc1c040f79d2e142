"""twosource reads reports of one event and says what is known, who says so, and who only copied it."""

__version__ = "0.1.0"
