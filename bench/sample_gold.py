"""Write examples/port-halvern/gold.json from gold.toml, so that no offset is ever typed by hand.

    python bench/sample_gold.py [STORY]         write STORY/gold.json
    python bench/sample_gold.py [STORY] --check  exit 1 if gold.json is not what gold.toml says

In gold.toml a mention is `{in = "01", text = "…"}`: the report by the number that its file name starts with, and
the exact words. Words that stand more than once in a report need `nth`, counted from 1. Offsets are code points
into the raw decoded text, line endings as they are in the file; of an HTML page, into the text that intake reads
from it. `within` narrows short words down: the longer run of words is found, and `text` in it.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from twosource.intake.html import read_page

STORY = Path(__file__).parents[1] / "examples" / "port-halvern"
MENTIONS = ("direct_quotes", "not_quotes", "indirect_quotes", "figures", "times", "boilerplate")
EXTRA = {"by": "speakers"}


def main() -> int:
    """Write the gold, or check that it is up to date."""
    words = [a for a in sys.argv[1:] if a != "--check"]
    story = Path(words[0]) if words else STORY
    made = json.dumps(make_gold(story), ensure_ascii=False, indent=1) + "\n"
    target = story / "gold.json"
    if "--check" in sys.argv:
        same = target.read_text(encoding="utf-8") == made
        print("gold.json is up to date" if same else "gold.json differs from gold.toml")
        return 0 if same else 1
    target.write_text(made, encoding="utf-8")
    return 0


def make_gold(story: Path) -> dict[str, Any]:
    """Return the gold of a story folder, in the form that the scorer reads."""
    source = tomllib.loads((story / "gold.toml").read_text(encoding="utf-8"))
    texts = read_reports(story)
    gold: dict[str, Any] = {
        "about": source["about"],
        "published": {name_of(k, texts): v for k, v in source["published"].items()},
        "lineages": [
            {"lineage": x["lineage"], "reports": [name_of(r, texts) for r in x["reports"]]} for x in source["lineages"]
        ],
    }
    for key in MENTIONS:
        gold[key] = [place(m, texts) for m in source[key]]
    gold["hedges"] = [{k: place(h[k], texts) for k in ("in", "claim", "absent_in")} for h in source["hedges"]]
    for key in ("claims", "conflicts", "not_conflicts"):
        gold[key] = [c | {"mentions": [place(m, texts) for m in c["mentions"]]} for c in source[key]]
    for claim in gold["claims"]:
        claim["speaker"] = claim.get("speaker") or None
    gold["agreements"] = [[place(m, texts) for m in pair] for pair in source["agreements"]]
    gold["timeline"] = source["timeline"]
    gold["speaker_aliases"] = source["speaker_aliases"]
    return gold


def read_reports(story: Path) -> dict[str, str]:
    """Return every report's text by file name; what is not UTF-8 is Windows-1252."""
    texts = {}
    for path in sorted(p for p in story.iterdir() if p.suffix in {".txt", ".html"}):
        raw = path.read_bytes()
        if path.suffix == ".html":
            texts[path.name] = read_page(raw).text
            continue
        try:
            texts[path.name] = raw.decode("utf-8")
        except UnicodeDecodeError:
            texts[path.name] = raw.decode("cp1252")
    return texts


def name_of(number: str, texts: dict[str, str]) -> str:
    """Return the file name that starts with the number."""
    (name,) = [n for n in texts if n.startswith(number)]
    return name


def place(mention: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    """Find the words of a mention in their report; say so plainly where they are missing or ambiguous."""
    name, words = name_of(mention["in"], texts), mention.get("within", mention["text"])
    starts = [i for i in range(len(texts[name])) if texts[name].startswith(words, i)]
    nth = mention.get("nth")
    if not starts or (nth is None and len(starts) > 1) or (nth or 1) > len(starts):
        raise SystemExit(f"{name}: {words!r} stands there {len(starts)} times, nth is {nth}")
    start = starts[(nth or 1) - 1] + words.index(mention["text"])
    words = mention["text"]
    rest = {EXTRA.get(k, k): v for k, v in mention.items() if k not in {"in", "text", "nth", "within"}}
    if "unit" in rest:
        rest = {"low": None, "high": None, **rest, "speaker": rest.get("speaker")}
    return {"report": name, "start": start, "end": start + len(words), "text": words, **rest}


if __name__ == "__main__":
    sys.exit(main())
