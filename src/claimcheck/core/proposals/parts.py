"""A compound sentence, cut where its grammar is plain: each part has a subject and a verb."""

import re
from itertools import pairwise

from claimcheck.core.proposals.language import Language
from claimcheck.core.proposals.signs_en import FINITE

MIN_PART_CHARS = 10

# What may stand between two parts that each say something.
_JOINTS = {
    Language.ENGLISH: r"[,;] (?:and|but|while|whereas|yet|so) |; (?:however, |moreover, )?"
    r"|, (?=[^,]{15,300}, and )"
    r"| (?:and|but|while|whereas) (?=(?:he|she|it|they|we|this|these|those|its|their)\b)",
    Language.GERMAN: (
        r"[,;] (?:und|aber|doch|während|wohingegen) |; | und (?=(?:er|sie|es|sein|ihr)\b)"
    ),
    Language.FRENCH: r"[,;] (?:et|mais|tandis que?|alors que) |; | et (?=(?:il|elle|ils|elles)\b)",
    Language.SPANISH: r"[,;] (?:y|pero|mientras que?) |; ",
}
_VERBS = {
    Language.ENGLISH: FINITE,
    Language.GERMAN: r"\b(?:ist|sind|war|waren|hat|haben|hatten?|wird|werden|wurden?|kann|können"
    r"|soll(?:en)?"
    r"|[a-zäöüß]{3,20}(?:te|ten|iert|ierte)|stieg(?:en)?|sank(?:en)?|fiel(?:en)?|gab(?:en)?"
    r"|kam(?:en)?"
    r"|ging(?:en)?|liegt|steigt|sinkt|kostet|beträgt|beschäftigt|wuchs(?:en)?)\b",
    Language.FRENCH: r"\b(?:est|sont|était|étaient|a|ont|avait|avaient|sera|seront|peut|peuvent|fut"
    r"|[a-zéèê]{3,20}(?:èrent|aient|ait)|compte|coûte|emploie|produit)\b",
    Language.SPANISH: r"\b(?:es|son|fue|fueron|era|eran|ha|han|había|tiene|tienen|está|están|puede"
    r"|[a-zñ]{3,20}(?:ó|aron|ieron|aba|aban))(?!\w)",
}
_SUBJECTS = {
    Language.ENGLISH: r"(?:he|she|it|they|we|I|this|that|these|those|there|the|a|an|its|their|his"
    r"|her"
    r"|our|my|no|some|many|most|more|few|all|both|each|every|another|other|one|\d[\d.,]*"
    r"|[A-Z][\w’'&.-]+|[a-z]{3,20}(?:s|ing|tion|ment|ity) (?:[a-z]+ ){0,2})",
    Language.GERMAN: (
        r"(?:der|die|das|ein|eine|er|sie|es|wir|sein|seine|ihr|ihre|diese[rs]?|viele|alle"
        r"|[A-ZÄÖÜ]\w+)"
    ),
    Language.FRENCH: (
        r"(?:le|la|les|l['’]|un|une|des|il|elle|ils|elles|nous|ce|cette|ces|son|sa|ses|leur"
        r"|[A-ZÀ-Þ][\w’'-]+)"
    ),
    Language.SPANISH: (
        r"(?:el|la|los|las|un|una|él|ella|ellos|ellas|este|esta|su|sus|[A-ZÁÉÍÓÚÑ]\w+)"
    ),
}
# A sentence that opens like this hangs together: cut, its parts would say something else.
_HANGS = re.compile(
    r"(?:if|when|whenever|although|though|while|because|since|as|unless|until|whether|after|before"
    r"|wenn|als|obwohl|weil|da|falls|sobald|si|quand|lorsque|bien que|comme|parce que|aunque|cuando"
    r"|porque|como|both|either|neither|not only|despite)\b",
    re.I,
)
# A part that opens like this hangs on the one before it.
_LEANS = re.compile(
    r"(?:which|who|whom|whose|that|where|when|because|although|though|if|as|including|such|so that"
    r"|since|unless|until|welche\w?|dass|weil|qui|que|dont|où|que|cuyo|donde)\b"
)
_OPENING = re.compile(
    r"(?:In|By|On|At|Since|During|After|From|Im|Seit|En|Depuis|Desde) [^,]{2,40}, "
)
_QUOTES = re.compile(r"[\"“”„«»「」]")

Span = tuple[int, int]


def cut_parts(sentence: str, language: Language) -> list[Span]:
    """
    Find the parts of a sentence that each assert something; a single one where it is unclear.

    Only a joint with a subject and a verb on either side counts, and none at all in a sentence
    that quotes, or that hangs on a condition, a time or a reason.
    """
    whole = [(0, len(sentence))]
    if language not in _JOINTS or _HANGS.match(sentence) or _QUOTES.search(sentence):
        return whole
    joints = [
        (found.start(), found.end())
        for found in re.finditer(_JOINTS[language], sentence)
        if not _in_brackets(sentence, found.start())
    ]
    edges = [(0, 0), *joints, (len(sentence), len(sentence))]
    parts = [(left[1], right[0]) for left, right in pairwise(edges)]
    if len(parts) > 1 and all(_stands_alone(sentence[slice(*part)], language) for part in parts):
        return [_trimmed(sentence, part) for part in parts]
    return whole


def _in_brackets(sentence: str, place: int) -> bool:
    return sentence.count("(", 0, place) > sentence.count(")", 0, place)


def _stands_alone(part: str, language: Language) -> bool:
    """Whether a part opens with a subject that a verb follows before anything leans on it."""
    part = part.strip()
    if len(part) < MIN_PART_CHARS or _LEANS.match(part):
        return False
    subject = re.match(rf"{_SUBJECTS[language]}(?!\w)|{_SUBJECTS[language]}", part)
    opening = _OPENING.match(part)
    verb = re.compile(_VERBS[language]).search(part)
    return bool((subject or opening) and verb)


def _trimmed(sentence: str, part: Span) -> Span:
    left, right = part
    text = sentence[left:right]
    left += len(text) - len(text.lstrip())
    return left, left + len(text.strip())
