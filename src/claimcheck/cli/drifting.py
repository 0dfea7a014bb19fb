"""What changed under pinned passages, and what rests on a source."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck.cli import console
from claimcheck.cli.options import JsonFlag, open_workspace
from claimcheck.core.drifts import STANDS
from claimcheck.core.status import ClaimStatus
from claimcheck.reports import drift_words, words

if TYPE_CHECKING:  # loaded by the commands that need them
    from claimcheck.app.drifting import Drifted


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("drift", epilog="Example: claimcheck drift bridge-length --json")(drift)
    app.command("impact", epilog="Example: claimcheck impact https://example.org/bridge")(impact)


def drift(
    context: typer.Context,
    keys: Annotated[list[str] | None, typer.Argument(help="Only these claims.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Say what became of pinned passages in newer captures of their pages."""
    from claimcheck.app import drifting

    found = drifting.find_drift(open_workspace(context), keys or [])
    if as_json:
        console.say_json([_data(one) for one in found])
        return
    changed = [one for one in found if not one.drift.stands]
    compared = words.counted(len(found), "pinned passage")
    console.say(f"{compared} compared with newer captures, {len(changed)} to look at")
    for one in changed:
        _say(one)
    if changed:
        console.say(
            "next: read what the source says now, then `claimcheck review pin KEY --quote ...` "
            "to confirm it (`review reopen` first, if the claim is signed off)"
        )


def _say(one: "Drifted") -> None:
    kind = one.drift.kind
    console.say(f"!! {one.claim}: {words.word(kind)}: {one.source}")
    console.say(f"    then: {one.drift.before}")
    if one.drift.after is not None and kind not in STANDS:
        console.say(f"    now:  {one.drift.after}")
    if one.drift.diff:
        console.say(f"    difference: {drift_words.marked_diff(one.drift.diff)}")
    if one.drift.notice:
        console.say(f"    new notice: {one.drift.notice}")


def _data(one: "Drifted") -> dict[str, Any]:
    drift = one.drift
    return {
        "claim": one.claim,
        "source": one.source,
        "evidence": one.evidence,
        "kind": drift.kind.value,
        "before": drift.before,
        "after": drift.after,
        "diff": [{"kind": piece.kind, "text": piece.text} for piece in drift.diff],
        "start": drift.start,
        "end": drift.end,
        "notice": drift.notice,
        "confirmed": drift.confirmed,
    }


def impact(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="The source's address.")],
    as_json: JsonFlag = False,
) -> None:
    """Say what rests on a source: the claims that cite it and the reports that these are from."""
    from claimcheck.app import drifting

    found = drifting.find_impact(open_workspace(context), url)
    if as_json:
        claims = [_resting(claim, found.source) for claim in found.claims]
        console.say_json({"source": found.source, "claims": claims, "reports": list(found.reports)})
        return
    held = words.counted(len(found.claims), "claim")
    console.say(f"{held} in {words.counted(len(found.reports), 'report')} cite {found.source}")
    rows = [
        (
            "!!" if claim.is_drifted else "",
            claim.key,
            claim.report or "",
            claim.state,
            "verified" if claim.verified else "not verified",
            ", ".join(_resting(claim, found.source)["drift"]),
        )
        for claim in found.claims
    ]
    if rows:
        console.say_table(("", "key", "report", "state", "verified", "drift"), rows)


def _resting(claim: ClaimStatus, url: str) -> dict[str, Any]:
    cited = next(citation for citation in claim.citations if citation.source.url == url)
    return {
        "key": claim.key,
        "text": claim.text,
        "report": claim.report,
        "state": claim.state.value,
        "verified": claim.verified,
        "support": cited.support.value,
        "drift": [drift.kind.value for drift in cited.drifts],
    }
