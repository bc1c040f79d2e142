"""How much one report, one line or one archive may hold, and the error for what cannot be read."""

from __future__ import annotations

# A page with its scripts may be a few megabytes; a file of more than ten is a dump, and is not even opened whole.
MAX_REPORT_BYTES = 10_000_000
# The longest news report in the data sets used to tune this project has 150,000 characters; half a million is a book,
# and reading it as one report would cost minutes and gigabytes.
MAX_REPORT_CHARACTERS = 500_000
# No paragraph of a report has more; a parser's memory grows with the longest text it is given at once.
MAX_PARAGRAPH_CHARACTERS = 20_000
# A line of JSON Lines holds one report, with escapes (\u00e9 is six bytes for one letter) and other fields.
MAX_LINE_BYTES = 4 * MAX_REPORT_BYTES
# News text shrinks 3 to 10 times under gzip; an archive that swells more than this is made to fill the memory.
MAX_GZIP_RATIO = 200
GZIP_ALLOWANCE = 50_000_000  # bytes that any archive may unpack to, whatever the ratio
# A register of all newspapers of the world would fit.
MAX_REGISTER_BYTES = 50_000_000
# Real pages nest some 60 elements deep; libxml2 itself stops at 256 unless told otherwise.
MAX_HTML_DEPTH = 1_000


class UnreadableError(ValueError):
    """A file or line that is no report; the message says what is wrong and what a person can do."""
