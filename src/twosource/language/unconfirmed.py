"""Words in which a report says that nobody bears a statement out yet: patterns, for `evidence.py`.

"Police declined to confirm the arrests", "there was no independent confirmation", "the number has yet to be verified":
those who would know do not say so. "It was too soon to name a cause", "it is not known whether": nobody can say.
"""

from __future__ import annotations

_TRUE = r"(?:confirm|verify|corroborate|vouch for)"
_BY = r"(?:independently |immediately |officially |publicly |formally |itself |themselves )*"
# What is not confirmed: a few words, no clause of its own ("whether he left"), and nobody for an office.
_IT = (
    r"(?: (?:it|this|that|them|either|any of (?:it|this|them)|(?:the|his|her|its|their|those|these|any)"
    r"(?: (?!whether\b|if\b|how\b|president\b|nomin|appointment|judge|justice|pick\b)[\w’'-]+){1,3}?))?"
    r"(?=[,.;:)”\"’—–-]|\s(?:and|but|when|on|in|at|to|as|by|which|saying)\b|$)"
)
_BUT = r"(?:(?:but|though|although|yet|and|while) (?:[\w’'-]+ ){1,4}?)?"
_WILL_NOT = (
    rf"(?:(?:declined|refused|(?:was|were) (?:unable|not able)|(?:has|have|had) not been able) to {_BY}{_TRUE}"
    rf"|(?:would|will|could|can|did|does|do) not {_BY}{_TRUE}"
    rf"|(?:could|would|can|will) neither {_BY}confirm nor (?:deny|rule out)"
    r"|neither confirmed nor denied)"
)
_SURE = r"(?:confirmation|corroboration|verification)"
# What a statement would rest on, or whom it accuses: to name neither leaves nothing to check.
_GROUNDS = (
    r"(?:sources?|countr(?:y|ies)|officials?|suspects?|culprits?|witness(?:es)?|documents?|data|evidence|proof|basis"
    r"|authors?|experts?|records?|details?|grounds|reasons?|methods?|group|states?|persons?|company|firm)"
)
_OUTSIDE = r"(?:official|independent|immediate|outside|public|other|formal|further)"
UNCONFIRMED = (
    rf"\b{_BUT}{_WILL_NOT}{_IT}",
    rf"\b(?:there (?:is|was|has been|had been) |with )?no (?:{_OUTSIDE} )?{_SURE}\b(?! bias)"
    r"(?: (?:of|for) (?:it|this|that|(?:the|his|her|their) [\w’'-]+))?",
    rf"\b(?:awaits?|awaiting|awaited|pending|subject to) {_OUTSIDE} {_SURE}\b",
    r"\b(?:has|have|had|is|are|was|were) (?:still )?yet to be (?:(?:independently|officially|formally|fully) )?"
    r"(?:confirmed|verified|proved|proven|established|corroborated|checked|substantiated)\b(?! (?:by|in) the Senate)",
    r"\b(?:has|have|had) no way (?:of|to) (?:independently )?(?:check|verify|confirm|test)(?:ing)?\b",
    # "No employee has said so on the record", "nobody has come forward to bear it out".
    r"\b(?:no (?:\w+ ){1,3}?|nobody |no one |none of them )(?:has|have|had) (?:yet |so far )?"
    r"(?:said so|confirmed (?:it|this|that)|borne (?:it|this|that) out|backed (?:it|this|that) up"
    r"|come forward(?: to (?:confirm|support|back|bear out) (?:it|this|that))?)"
    r"(?: (?:on the record|in public|publicly|openly|by name))?(?=[,.;:)”\"’]|\s(?:and|but)\b|$)",
    # "Though it has not explained how it arrived at the number".
    r"\b(?:(?:but|though|although|and|yet) )?(?:he|she|they|it|the \w+)"
    r" (?:has|have|had|did|does|do|would|could) not (?:yet )?(?:explain(?:ed)?|say|said|show|shown|disclosed?|set out)"
    r" (?:how (?:it|he|she|they) (?:arrived|came|got|reached|worked|knew|counted|calculated|established)"
    r"|where (?:it|he|she|they|the \w+) (?:got|had|came|comes)|on what (?:it|this|that|the \w+)"
    r" (?:is|was|rests|rested|is based|was based))\b(?: (?:at|by|to|from|up|out))?"
    r"(?: (?:it|this|that|(?:the|its|his|her|their) \w+))?",
    # "Without naming a country or releasing data".
    rf"\bwithout (?:naming|identifying|specifying|disclosing|citing|producing) (?:(?:a|an|any|the|its|his|her|their) )?"
    rf"(?:single )?{_GROUNDS}\b(?: or (?:naming|giving|releasing|publishing|showing|sharing|citing|offering)"
    r" (?:(?:a|an|any|the|its|his|her|their) )?[\w’'-]+)?",
    r"\b(?:gave|gives|named|cited|offered) no source for (?:it|this|that|(?:the|his|her|their) \w+)\b",
)
# Words of which one stands in what those find.
SIGNS = (
    "onfirm", "erif", "orrobor", "vouch", " yet to be ", "no way ", "no source", "said so", "borne", "backed",
    "come forward", " not ", "ithout ",
)  # fmt: skip

OPEN = (
    r"\b(?:(?:but|though|although|and) (?:[\w’'.-]+ ){1,5}?)?(?:it (?:is|was) |it[’']s )?"
    r"(?:still |far |much |simply )?too (?:early|soon) (?:yet )?(?:to|for [\w ]{2,30} to)"
    r" (?:say|tell|know|name|draw|judge|speculate|determine|conclude|speak|talk|assess|attribute|blame|put|give|pin)\b"
    r"(?:(?: a| any| the)? \w+)?",
    r"\bit (?:is|was|remains|remained) not (?:yet |immediately )*(?:known|certain|established|settled)"
    r"(?= (?:if|whether|how|who|what|why|where|when)\b)",
)
OPEN_SIGNS = ("too early", "too soon", " was not ", " is not ", "remained not ", "remains not ")
