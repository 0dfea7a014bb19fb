"""The captures of a run that may be missing pages in disguise, and what to ask their hosts."""

from claimcheck.core.captures import Ask, AttemptFacts
from claimcheck.core.outcomes import SUCCESSES, Method
from claimcheck.core.quality import Judgement, siblings, wants_sibling_probe


class Doubts:
    """
    Notes what is in doubt: for each host that is one request more, whatever it says.

    A page that a browser has shown is left out; what the server sends says nothing about it.
    """

    def __init__(self) -> None:
        self._captures: list[str] = []
        self._asks: dict[str, Ask] = {}

    @property
    def asks(self) -> tuple[Ask, ...]:
        """One address that cannot exist for each host."""
        return tuple(self._asks.values())

    @property
    def capture_ids(self) -> tuple[str, ...]:
        """The captures in doubt, in the order in which they came."""
        return tuple(self._captures)

    def note(self, facts: AttemptFacts) -> None:
        """Look at an attempt that was archived."""
        capture, url = facts.capture, facts.source_url
        if capture is None or facts.method is not Method.FETCH or facts.outcome not in SUCCESSES:
            return
        judged = Judgement(capture.quality, capture.quality_reason, capture.rules)
        if not wants_sibling_probe(judged, source_url=url):
            return
        origin = siblings.origin_of(url)
        self._captures.append(capture.id)
        if origin not in self._asks:
            # The capture's own name is made of chance: nobody can have a page of that name.
            name = f"claimcheck-{capture.id.replace('-', '')}"
            self._asks[origin] = Ask(siblings.sibling_of(url, name), method=Method.SIBLING)
