"""Bytes in, text out: every byte order mark, carriage return and space is kept, so that positions hold."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from twosource.intake.language import detect_language
from twosource.intake.limits import UnreadableError

# What a file begins with, and what a person calls it.
_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound or picture file"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 200_000  # bytes that the detector looks at
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Up to this share of bytes above 127 a text is English with typographic marks, or prose with accents; Cyrillic, Greek
# and Chinese have 70 % and more.
_ENGLISH_SHARE = 0.03
_ACCENTED_SHARE = 0.25
_WESTERN = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "id")


class Decoded(NamedTuple):
    """A text and the name of the encoding that it was stored in."""

    text: str
    encoding: str


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    r"""Return the text of `data`: by byte order mark, as UTF-8, as `declared`, or by its letters, in that order.

    A byte order mark stays in the text as U+FEFF: offsets count it, and no paragraph contains it. Raises
    UnreadableError for pictures, archives and other binary data.

    >>> decode("The café on the quay was “closed for good”, its owner said.".encode("cp1252")).text
    'The café on the quay was “closed for good”, its owner said.'
    >>> decode(b"\xef\xbb\xbfTwo").text
    '\ufeffTwo'
    """
    for signature, called in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(f"is {called}, not text; save the report as .txt, .html or .jsonl")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, name) or data.decode(name, errors="replace"), name)
    text = _strict(data, "utf-8")
    if text is not None and b"\x00" not in data:
        return Decoded(text, "utf-8")
    wide = _wide_without_mark(data)
    if wide is not None:
        return wide
    _refuse_binary(data)
    if declared is not None:
        text = _strict(data, declared)
        if text is not None:
            return Decoded(text, declared)
    return _detect(data)


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _wide_without_mark(data: bytes) -> Decoded | None:
    """Recognise UTF-16 that lacks its mark: Latin text in it has a zero in every second byte."""
    sample = data[:4_000]
    if len(sample) < 8:
        return None
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros.count(0) > 0.7 * len(zeros):
            text = _strict(data, name)
            if text is not None and "\x00" not in text:
                return Decoded(text, name)
    return None


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    if b"\x00" in sample or len(_CONTROLS.findall(sample)) > 0.01 * len(sample):
        raise UnreadableError("is binary data, not text; save the report as .txt, .html or .jsonl")


def _detect(data: bytes) -> Decoded:
    """Tell Western text by its share of ASCII and its commonest words; leave the rest to charset-normalizer.

    On a page of English with a dozen curly quotation marks a statistical detector has next to nothing to go by
    and names Baltic or Chinese encodings; there cp1252, a superset of Latin-1's letters, is the right prior.
    """
    high = sum(byte > 127 for byte in data[:_SAMPLE]) / min(len(data), _SAMPLE)
    text = _strict(data, "cp1252") if high <= _ACCENTED_SHARE else None
    if text is not None and (high <= _ENGLISH_SHARE or detect_language(text) in _WESTERN):
        return Decoded(text, "cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    name = best.encoding if best is not None else "latin-1"
    text = _strict(data, name)
    return Decoded(text, name) if text is not None else Decoded(data.decode("latin-1"), "latin-1")
