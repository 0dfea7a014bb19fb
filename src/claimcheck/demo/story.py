"""The demonstration: every room of the house on a sample of our own, and where to go from there."""

import shlex
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

from claimcheck.app import capturing, checking, intake, judging, reporting, reviewing, statuses
from claimcheck.app.capturing import Wanted
from claimcheck.app.judging import Judgement, Passage
from claimcheck.app.workspace import Workspace, open_workspace
from claimcheck.core.workflow import Support, Verdict
from claimcheck.demo import site as sites
from claimcheck.errors import BadInput
from claimcheck.reports import words
from claimcheck.settings import CONFIG_NAME, Settings

Say = Callable[[str], None]

LEFT_TO_RATE = "second-boat"
"""The claim that nobody judges, so that whoever watches can."""


@dataclass(frozen=True, slots=True)
class Told:
    """Where the demonstration left its folder and its report, and the report in one line."""

    folder: Path
    report: Path
    headline: str


def tell(folder: Path | None, *, say: Say) -> Told:
    """
    Walk through the whole loop; `say` is called with each step in words.

    Everything goes into `folder`, or a new temporary one. Raises BadInput when it is not empty.
    """
    home = _prepare(folder)
    with (
        sites.serve_sample() as site,
        closing(_open(home, "checker")) as checker,
        closing(_open(home, "reviewer")) as reviewer,
    ):
        claims_file = home / "claims.yaml"
        claims_file.write_bytes(sites.sample_claims(site))
        (home / "report.txt").write_text(sites.sample_report(), encoding="utf-8")
        (home / CONFIG_NAME).write_text(_CONFIG, encoding="utf-8")
        imported = intake.import_file(checker, claims_file)
        say(f"imported  {imported.claims} claims with {imported.sources} sources")
        captured = capturing.fetch_due(checker, Wanted())
        outcomes = ", ".join(f"{n} {outcome}" for outcome, n in sorted(captured.outcomes.items()))
        say(f"fetched   {outcomes}")
        say(f"evidence  {len(checking.find_evidence(checker))} passages proposed")
        _check(checker, say)
        _review(reviewer, say)
        site.revise()
        capturing.fetch_due(checker, Wanted(refresh=timedelta(0)))
        checking.find_evidence(checker)
        say("fetched   again: one page has changed since it was cited")
        return _report(home, reviewer)


_CONFIG = """\
# Written by `claimcheck demo`: the sample site was served on this machine's own addresses.
allow_addresses = ["127.0.0.0/8"]
host_delay = 0
user = "checker"
"""


def _prepare(folder: Path | None) -> Path:
    if folder is None:
        return Path(tempfile.mkdtemp(prefix="claimcheck-demo-"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        empty = not any(folder.iterdir())
    except OSError as exc:
        raise BadInput(f"{folder}: {exc.strerror}", next_step="choose another --folder") from exc
    if not empty:
        raise BadInput(f"{folder} is not empty", next_step="choose a new --folder")
    return folder.absolute()


def _open(home: Path, user: str) -> Workspace:
    return open_workspace(
        Settings(
            database_url=f"sqlite:///{home / 'claimcheck.db'}",
            archive_url=str(home / "archive"),
            allow_addresses=(ip_network("127.0.0.0/8"),),
            host_delay_seconds=0,
            user=user,
        )
    )


def _check(checker: Workspace, say: Say) -> None:
    """The checker's part: pin what the sources say, judge it, hand it in."""
    _judge_all(checker, "ferry-passengers-2025", Support.SUPPORTS, Verdict.SUPPORTED)
    _judge_all(
        checker,
        "ferry-islanders-2025",
        Support.CONTRADICTS,
        Verdict.REFUTED,
        reason="the table says 45 percent",
    )
    _judge_all(
        checker,
        "ferry-bicycles-2025",
        Support.PARTLY_SUPPORTS,
        Verdict.PARTLY_SUPPORTED,
        reason="the number is right, but not all of them travelled free",
    )
    _judge_all(checker, "day-ticket-2026", Support.SUPPORTS, Verdict.SUPPORTED)
    _judge_unpinned(
        checker,
        "crew-first-aid-2025",
        Support.DOES_NOT_ADDRESS,
        reason="the page names the crew, not their certificates",
    )
    _judge_unpinned(
        checker, "ferry-engine-2024", Support.INACCESSIBLE, reason="the page is gone (404)"
    )
    opinion = Judgement(verdict=Verdict.NOT_CHECKABLE)
    judging.judge(checker, "evening-crossing", opinion)
    for key in ("ferry-passengers-2025", "ferry-islanders-2025", "ferry-bicycles-2025",
                "day-ticket-2026", "crew-first-aid-2025", "evening-crossing"):  # fmt: skip
        reviewing.submit(checker, key)
    reviewing.note(checker, "fog-days-2025", "Asked the weather station for its day book.")
    reviewing.withdraw(checker, "mooring-lamp-1962", "no source could be found for it")
    say("checker   judged 7 claims, handed 6 in, withdrew 1")


def _judge_all(
    checker: Workspace, key: str, support: Support, verdict: Verdict, *, reason: str | None = None
) -> None:
    """Pin the best passage of each source and judge it; then give the verdict."""
    for citation in statuses.read_claim_status(checker, key).citations:
        best = Passage(quote=citation.passages[0].exact)
        url = citation.source.url
        judging.judge(checker, key, Judgement(url, best, support, reason=reason))
    judging.judge(checker, key, Judgement(verdict=verdict, reason=reason))


def _judge_unpinned(checker: Workspace, key: str, support: Support, *, reason: str) -> None:
    judgement = Judgement(support=support, verdict=Verdict.NOT_ENOUGH_EVIDENCE, reason=reason)
    judging.judge(checker, key, judgement)


def _review(reviewer: Workspace, say: Say) -> None:
    """The reviewer's part: sign off, publish, send back."""
    for key in ("ferry-passengers-2025", "ferry-islanders-2025", "day-ticket-2026",
                "evening-crossing"):  # fmt: skip
        reviewing.approve(reviewer, key)
    for key in ("ferry-passengers-2025", "day-ticket-2026"):
        reviewing.publish(reviewer, key)
    reviewing.send_back(
        reviewer, "crew-first-aid-2025", "Does the harbour office keep a list of certificates?"
    )
    say("reviewer  signed 4 off, published 2 of them, sent 1 back")


def _report(home: Path, workspace: Workspace) -> Told:
    status = statuses.read_status(workspace)
    path = home / "report.html"
    reporting.save(reporting.render(status, reporting.Format.HTML), path)
    return Told(home, path, words.headline(status))


def closing_words(told: Told, *, program: Path | None) -> Iterator[str]:
    """
    Say what was found, where the report lies and what to try next.

    `program` is where the command lies when the reader's shell does not find it by name.
    """
    yield ""
    yield told.headline
    yield ""
    yield f"The report:  {told.report}"
    yield ""
    yield "Try next:"
    if program is not None:
        yield f"  alias claimcheck={shlex.quote(str(program))}"
    yield f"  cd {shlex.quote(str(told.folder))}"
    yield "  claimcheck list                              what stands, what contradicts"
    yield "  claimcheck show ferry-islanders-2025         52 percent? the page says 45"
    yield f"  claimcheck review judge {LEFT_TO_RATE} --passage 1 --support supports \\"
    yield "      --verdict supported                      decide the one that was left to you"
    yield "  claimcheck ledger verify                     nobody changed the record"
    yield "  claimcheck archive verify                    nor the archive"
