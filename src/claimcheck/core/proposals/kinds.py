"""What a sentence asserts, with which words it holds back, and why it may be no claim at all."""

import re
from functools import cache

from claimcheck.core.claims import Kind
from claimcheck.core.figures.values import DATE, YEAR
from claimcheck.core.proposals.language import Language
from claimcheck.core.proposals.worth import Signs

MIN_WORDS = 3
"""A shorter line is a label, unless it holds a figure."""

_HEDGES = {
    Language.ENGLISH: r"reportedly|allegedly|apparently|presumably|supposedly|purportedly|perhaps"
    r"|possibly|probably|arguably|seemingly|potentially|likely|unlikely|effectively|maybe"
    r"|(?:is|are|was|were) (?:widely )?(?:expected|believed|thought|said|understood|reported"
    r"|rumou?red"
    r"|alleged|estimated|considered|set|likely|poised) to|(?:may|might|could)(?: well)?|can often"
    r"|seems?(?: to)?|appears? to|suggests? that|tends? to|often|according to|sources say"
    r"|an estimated|roughly|approximately|about(?= \d)|around(?= \d)|nearly|almost|up to",
    Language.GERMAN: r"angeblich|offenbar|mutmaßlich|vermutlich|wohl|vielleicht|möglicherweise"
    r"|womöglich"
    r"|wahrscheinlich|anscheinend|voraussichtlich|laut|zufolge|nach angaben|soll(?:en)?|dürften?"
    r"|könnten?|scheint|scheinen|gilt als|gelten als|etwa|rund|ungefähr|schätzungsweise|bis zu|fast"
    r"|demnach",
    Language.FRENCH: r"selon|d'après|apparemment|probablement|peut-être|sans doute|présumée?s?"
    r"|vraisemblablement|serai(?:t|ent)|aurai(?:t|ent)|pourrai(?:t|ent)|devrai(?:t|ent)"
    r"|semble(?:nt)?"
    r"|paraît|environ|près de|quelque|jusqu'à|à peu près",
    Language.SPANISH: r"según|de acuerdo con|supuestamente|presuntamente|aparentemente|al parecer"
    r"|probablemente|posiblemente|quizás?|tal vez|podría[n]?|habría[n]?|sería[n]?|parece[n]?"
    r"|se espera que|unos|cerca de|alrededor de|aproximadamente|casi|hasta",
    Language.JAPANESE: r"によると|によれば|とみられる|とされる|という|らしい|ようだ|かもしれない"
    r"|可能性がある|見込み|見通し|おそらく|恐らく|約|およそ|ほぼ",
}
_PLANS = {
    Language.ENGLISH: r"(?:plan(?:s|ned|ning)?|intend(?:s|ed)?|aim(?:s|ed)?|want(?:s|ed)?|seek(?:s"
    r"|ing)?"
    r"|propos(?:es|ed)|hop(?:es|ed|ing)|agreed|decided|pledg(?:es|ed)|vow(?:s|ed)|promis(?:es|ed)"
    r"|scheduled|is set|are set|designed|seeking) to\b",
    Language.GERMAN: (
        r"plan(?:t|en|te|ten)\b|beabsichtig\w{1,4}|(?:will|wollen|wollte|wollten)\b|vorhaben"
    ),
    Language.FRENCH: (
        r"(?:prévoi\w{1,4}|envisage\w{0,3}|compte(?:nt)?|souhaite\w{0,3}|veu(?:t|lent))"
    ),
    Language.SPANISH: (
        r"(?:plane\w{1,4}|prev[eé]\w{0,3}|pretende[n]?|quiere[n]?|tiene[n]? previsto)"
    ),
    Language.JAPANESE: r"計画|方針|予定|目指",
}
_NORMS = {
    Language.ENGLISH: r"should|must|ought to|deserves?|needs? to be",
    Language.GERMAN: r"sollten?|müssten?|muss|müssen",
    Language.FRENCH: r"devrai(?:t|ent)|doit|doivent|il faut",
    Language.SPANISH: r"debería[n]?|debe[n]?|hay que",
    Language.JAPANESE: r"べき|なければならない",
}
_EXPECTATIONS = {
    Language.ENGLISH: r"(?:is|are) (?:expected|likely|projected|forecast|predicted|bound|set) to"
    r"|forecasts?|projections?|by 20[3-9]\d|in the (?:coming|next) (?:years?|months?|decades?)"
    r"|the future of|is coming to an end|remains to be seen",
    Language.GERMAN: (
        r"voraussichtlich|prognos\w{1,8}|in den (?:kommenden|nächsten) (?:jahren|monaten)"
    ),
    Language.FRENCH: r"prévisions?|dans les (?:prochaines|années à venir)",
    Language.SPANISH: r"se prevé|previsiones|en los próximos (?:años|meses)",
    Language.JAPANESE: r"見込み|見通し|予測|だろう|でしょう",
}
_QUOTED = re.compile(r"[\"“„«「][^\"“”„«»「」]{12,400}[\"”“»」]")
_TURN = re.compile(
    r"(?:let us|let's|we (?:now )?turn|as (?:we|noted|mentioned|discussed|shown) (?:above|below"
    r"|earlier|saw)"
    r"|this (?:section|chapter|report|article) (?:describes|discusses|explains|presents|covers"
    r"|looks)"
    r"|in (?:this|the following) (?:section|chapter|article|report)|see (?:also|below|above"
    r"|figure|table)"
    r"|read more|image:|photo:|source:|im folgenden|siehe (?:auch|oben|unten)|lesen sie"
    r"|dans cet article|voir aussi|lire aussi|en este artículo|véase|lea también|詳しくは"
    r"|関連記事)",
    re.I,
)


@cache
def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written, re.I)


@cache
def _words(written: str, is_unspaced: bool) -> re.Pattern[str]:
    return _pattern(written if is_unspaced else rf"\b(?:{written})(?!\w)")


def _shows(table: dict[Language, str], sentence: str, language: Language) -> re.Match[str] | None:
    plain = sentence.replace("’", "'")
    return _words(table[language], language is Language.JAPANESE).search(plain)


def find_hedge(sentence: str, language: Language) -> str | None:
    """Give the words with which a sentence holds back, as they stand there."""
    found = _shows(_HEDGES, sentence, language)
    return sentence[found.start() : found.end()] if found else None


def classify(signs: Signs, sentence: str, language: Language) -> Kind:
    """Say what kind of assertion it is, by the most telling of its signs."""
    measured = [figure for figure in signs.figures if figure.kind not in (DATE, YEAR)]
    is_firm = bool(measured) or signs.has("past", "perfect")
    if signs.has("frame") and not measured and not signs.has("deed", "attribution"):
        return Kind.OPINION
    if _QUOTED.search(sentence) and signs.has("attribution"):
        return Kind.QUOTE
    if _shows(_PLANS, sentence, language):
        return Kind.PLAN
    if signs.has("future") or _shows(_EXPECTATIONS, sentence, language):
        return Kind.FORECAST
    if _shows(_NORMS, sentence, language) and not is_firm:
        return Kind.OPINION
    if signs.has("judging", "condition") and not is_firm and not signs.has("name", "attribution"):
        return Kind.OPINION
    return _of_fact(signs, has_measure=bool(measured))


def _of_fact(signs: Signs, *, has_measure: bool) -> Kind:
    if has_measure or signs.has("amount"):
        return Kind.FIGURE
    if signs.has("degree", "superlative"):
        return Kind.COMPARISON
    if signs.has("cause"):
        return Kind.CAUSE
    if signs.has("past", "perfect") and (signs.figures or signs.has("when", "deed")):
        return Kind.EVENT
    return Kind.FACT


def why_no_claim(signs: Signs, sentence: str) -> str | None:
    """Say why a sentence asserts nothing that could be checked; None when it may."""
    if signs.has("question"):
        return "a question"
    if signs.has("courtesy") and not signs.figures:
        return "a courtesy"
    if _TURN.match(sentence) and not signs.figures:
        return "a transition"
    if signs.has("bid") and not signs.has("past", "perfect", "figure", "third", "name"):
        return "a request"
    if signs.words < MIN_WORDS and not signs.figures:
        return "a fragment"
    return None
