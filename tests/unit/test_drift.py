"""What kind of change befell a passage, in five languages."""

import pytest

from claimcheck.core.drift import DriftKind, compare
from claimcheck.core.selectors import select

EN = "Acme sold 5,200 bicycles in Berlin in May 2023, according to the ministry."
DE = "Das Werk verkaufte 2023 laut Ministerium 5200 Räder, sagte der Bürgermeister."
FR = "Selon le ministère, l'usine a vendu cinq mille vélos en mars 2023."
ES = "Según el ministerio, la fábrica vendió 5.200 bicicletas el 3 de mayo."
JA = "経済省によると、工場は2023年3月に自転車を5200台販売した。"

# the passage, what is exchanged in it, the kind
CHANGES = [
    (EN, "5,200", "5,300", "figure_changed"),
    (EN, "May 2023", "May 2024", "date_changed"),
    (EN, "May", "June", "date_changed"),
    (EN, "sold", "never sold", "negated"),
    (EN, "sold", "hasn’t sold", "negated"),
    (EN, "ministry", "opposition", "attribution_changed"),
    (EN, ", according to the ministry", "", "attribution_changed"),
    (EN, "sold", "delivered", "reworded"),
    (EN, "5,200", "５,２００", "same"),  # the same digits, set wide
    (DE, "verkaufte", "verkaufte nicht", "negated"),
    (DE, "5200", "5300", "figure_changed"),
    (DE, "2023", "2022", "date_changed"),
    (DE, "Ministerium", "Gewerkschaft", "attribution_changed"),
    (DE, "der Bürgermeister", "die Kämmerin", "attribution_changed"),
    (FR, "a vendu", "n'a pas vendu", "negated"),
    (FR, "cinq", "six", "figure_changed"),
    (FR, "mars", "avril", "date_changed"),
    (FR, "le ministère", "le syndicat", "attribution_changed"),
    (ES, "vendió", "no vendió", "negated"),
    (ES, "5.200", "5.300", "figure_changed"),
    (ES, "mayo", "junio", "date_changed"),
    (ES, "ministerio", "sindicato", "attribution_changed"),
    (JA, "販売した", "販売しなかった", "negated"),
    (JA, "5200", "5300", "figure_changed"),
    (JA, "3月", "4月", "date_changed"),
    (JA, "経済省", "労働組合", "attribution_changed"),
    ("The plan is legal, they say.", "legal", "illegal", "negated"),
    ("The road is 5 km long.", "km", "miles", "figure_changed"),
    ("It rose by 5 percent in 2020.", "5 percent", "5%", "reworded"),  # the same, written shorter
    ("Das kostet 5 Millionen Euro.", "Millionen", "Milliarden", "figure_changed"),
    ("It opens at 10:30 daily.", "10:30", "10:45", "date_changed"),
    ("They won half of the seats.", "half", "a third", "figure_changed"),
    ("The mayor said that taxes will rise.", "mayor", "minister", "attribution_changed"),
    ("“Taxes will rise,” said the mayor.", "mayor", "minister", "attribution_changed"),
    ("The law took effect on 3 May 2021.", "3 May 2021", "May 2021", "same-or-reworded"),
]

HEAD = (
    "Home | News | 3,120 views\nLast updated: 3 May 2025, 10:31\nThe council met in the old hall. "
)
FOOT = " The mayor thanked everyone for coming.\nWe use cookies. Accept?\nRead next: ten bakeries"
NEW_HEAD = HEAD.replace("3,120", "4,007").replace("10:31", "11:02").replace("News | ", "")
NEW_FOOT = FOOT.replace("Accept?", "Not now?").replace("ten bakeries", "no more bakeries")


def drift_of(quote: str, now: str, *, more: str = "") -> tuple[str, str | None]:
    """Compare a passage between furniture that is another at each visit."""
    before, after = HEAD + quote + FOOT, NEW_HEAD + now + NEW_FOOT + more
    found = compare(select(before, len(HEAD), len(HEAD) + len(quote)), before, after)
    return found.kind.value, found.after


@pytest.mark.parametrize(("quote", "old", "new", "kind"), CHANGES)
def test_the_kind_of_a_change_is_told(quote: str, old: str, new: str, kind: str) -> None:
    """Figures, dates, negations and speakers are told from mere words; furniture is nothing."""
    now = quote.replace(old, new)
    told, after = drift_of(quote, now)
    assert told in kind.split("-or-")
    assert after == now


NOTICES = [
    "Correction: An earlier version of this article gave the wrong name of the hall.",
    "Editor’s note: The headline has been changed because it misled readers.",
    "This article was amended on 4 June 2025 to correct the spelling of a street.",
    "This paper has been retracted at the request of its authors.",
    "Korrektur: In einer früheren Version wurde die Architektin falsch genannt.",
    "Rectificatif : une version précédente de cet article donnait un nom erroné.",
    "Fe de errores: el nombre de la calle no era correcto en la primera edición.",
    "【訂正】記事の一部に誤りがありました。設計者の名前を改めました。",
    "Correction\nThe hall was built in 1931, not in 1913 as this page said before.",
]
NO_NOTICES = [
    "Updated 3 May 2025 10:31 GMT",
    "Last updated on Monday by the desk",
    "Corrections",
    "Corrections\nContact us",
    "更新日時： 3.5.2025, 10:31",
    "Aktualisiert am 3. Mai 2025 um 10:31 Uhr",
    "Mis à jour le 3 mai 2025 à 10h31",
    "No corrections were needed at the exam, said the teacher.",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_new_correction_notice_is_seen(notice: str) -> None:
    """Wherever on the page it stands, in any of the languages; an old one is nothing new."""
    assert drift_of(EN, EN, more="\n" + notice)[0] == "correction_notice"
    before = HEAD + EN + FOOT + "\n" + notice
    start = len(HEAD)
    found = compare(select(before, start, start + len(EN)), before, before.replace("3,120", "9"))
    assert (found.kind, found.notice) == (DriftKind.SAME, None)


@pytest.mark.parametrize("line", NO_NOTICES)
def test_clocks_and_links_are_no_notices(line: str) -> None:
    """A time of update and a link to the page of corrections say nothing about this text."""
    assert drift_of(EN, EN, more="\n" + line)[0] == "same"


def test_the_change_weighs_more_than_its_notice() -> None:
    """Where the passage itself was changed the kind says that; the notice is given besides."""
    before = HEAD + EN + FOOT
    after = before.replace("5,200", "5,300") + "\nCorrection: the number of bicycles was wrong."
    found = compare(select(before, len(HEAD), len(HEAD) + len(EN)), before, after)
    assert found.kind is DriftKind.FIGURE_CHANGED
    assert found.notice is not None
    assert [(p.kind, p.text) for p in found.diff if p.kind != "same"] == [
        ("removed", "5,200"),
        ("added", "5,300"),
    ]


def test_a_notice_that_quotes_the_old_words_does_not_hide_the_change() -> None:
    """The old sentence stands in the correction; the passage's own place says something else."""
    before = HEAD + EN + FOOT
    notice = f"\nCorrection: an earlier version said: {EN}"
    found = compare(
        select(before, len(HEAD), len(HEAD) + len(EN)),
        before,
        before.replace("5,200", "5,300") + notice,
    )
    assert found.kind is DriftKind.FIGURE_CHANGED


def test_deletion_is_gone_even_beside_a_lookalike() -> None:
    """The line of the next year is not the line of this one."""
    twin = EN.replace("2023", "2024").replace("5,200", "6,100")
    before = HEAD + EN + " " + twin + FOOT
    found = compare(select(before, len(HEAD), len(HEAD) + len(EN)), before, HEAD + twin + FOOT)
    assert (found.kind, found.after) == (DriftKind.GONE, None)
