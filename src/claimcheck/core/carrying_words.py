"""A claim in its sentence's own words, followed into the rewritten sentence."""

from claimcheck.core.placing import fold
from claimcheck.core.proposals.language import guess_language
from claimcheck.core.proposals.parts import cut_parts

Span = tuple[int, int]


def own_words(claim: str, before: str, after: str) -> Span | None:
    """
    Find the words of the new sentence that took the place of a claim's.

    Only where the claim says what the old sentence, or a plain part of it, said word for word;
    None for a claim that somebody restated, which only people can restate again.
    """
    said = _bare(claim)
    if said == _bare(before):
        return 0, len(after)
    language = guess_language(before)
    old = [_bare(before[start:end]) for start, end in cut_parts(before, language)]
    new = cut_parts(after, language)
    if said not in old:
        return None
    same = [span for span in new if _bare(after[slice(*span)]) == said]
    if same:
        return same[0]
    return new[old.index(said)] if len(old) == len(new) else None


def still_says(claim: str, before: str, after: str) -> bool:
    """Whether the claim's own words stand untouched in the rewritten sentence."""
    span = own_words(claim, before, after)
    return span is not None and _bare(after[slice(*span)]) == _bare(claim)


def _bare(text: str) -> str:
    return fold(text).rstrip(".")
