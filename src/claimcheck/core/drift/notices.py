"""Finds what a page says about its own mistakes: corrections, updates, retractions."""

import re
from collections.abc import Iterator

from claimcheck.core.anchors.normal import normal_form

MAX_NOTICE_CHARS = 400
MIN_TOLD_CHARS = 12
"""A label tells nothing: `Corrections` is a link, `Updated 10:31` a clock."""

_LABEL = (
    r"corrections?|corrected|clarifications?|updates?|updated|errat(?:um|a)|corrigend(?:um|a)"
    r"|retractions?"
    r"|editors?['’]?s?['’]? ?notes?|note from the editors?|publishers?['’]?s?['’]? note"
    r"|for the record"
    r"|korrekturen?|korrektur|korrigiert|richtigstellung|berichtigung|gegendarstellung"
    r"|klarstellung|aktualisierung"
    r"|nachtrag|anmerkung der redaktion|anm\. ?d\. ?red\.?|hinweis der redaktion|transparenzhinweis"
    r"|rectificatifs?|précisions?|mise à jour|note de la rédaction|ndlr|droit de réponse"
    r"|rétractation|erratum"
    r"|correcci[óo]n|correcciones|fe de erratas|fe de errores|rectificaci[óo]n|aclaraci[óo]n"
    r"|actualizaci[óo]n"
    r"|nota del? (?:la )?(?:editor|redacci[óo]n)|retractaci[óo]n"
)
_LABELLED = re.compile(
    rf"^[\W_]{{0,6}}(?:{_LABEL})(?: ?\([^)]{{0,40}}\)| ?\[[^\]]{{0,40}}\])?"
    rf"(?P<when>(?:,? ?(?:on|vom|am|du|le|del|el)? ?[\w.,/ ]{{0,32}})??) ?[:：—–-] ?(?P<told>.+)",
    re.I,
)
_HEADING = re.compile(rf"^[\W_]{{0,4}}(?:{_LABEL})[\W_]{{0,4}}$", re.I)
_TOLD = re.compile(
    r"\b(?:this|the) (?:article|story|post|page|report|piece|text|headline|version|paper|entry"
    r"|item)"
    r" (?:has been|was|have been|is being|is) (?:since )?(?:corrected|updated to|updated because"
    r"|amended"
    r"|revised|retracted|withdrawn|changed to|edited to|clarified|modified to)"
    r"|\b(?:an|the|a) (?:earlier|previous|original|prior) version of (?:this|the)"
    r"|\b(?:was|were|is|are|has been|have been) (?:retracted|corrected)\b.{0,60}\b(?:article"
    r"|story|error|version|editors?|authors?)"
    r"|\bwe (?:regret|apologi[sz]e for) the (?:error|mistake)|\bhas been corrected\b"
    r"|\bcorrects?(?:ed)? an? (?:error|earlier)"
    r"|\bin einer (?:früheren|ersten|vorherigen|älteren) (?:version|fassung)"
    r"|\b(?:dieser|der) (?:artikel|text|beitrag) (?:wurde|ist) (?:\w+ ){0,3}(?:korrigiert"
    r"|berichtigt|aktualisiert|geändert|zurückgezogen)"
    r"|\bwir (?:bitten,? den fehler|haben (?:den|diesen) fehler)|\bwir bedauern den fehler"
    r"|\bune (?:version précédente|première version|version antérieure) de (?:cet|ce|l)"
    r"|\b(?:cet|l['’])\s?article a été (?:corrigé|modifié|mis à jour pour|rectifié|retiré)"
    r"|\buna versi[óo]n (?:anterior|previa) de (?:este|esta)"
    r"|\b(?:este|el) (?:art[íi]culo|texto) (?:ha sido|fue) (?:corregido|modificado|rectificado"
    r"|retractado|retirado)",
    re.I,
)
_JAPANESE = re.compile(
    r"^[\W_]{0,4}(?:訂正|お詫びと訂正|おわびと訂正|お詫び|おわび|追記|編集部注|編集部より|修正|更新|撤回)"
    r"[^：:】］）\]]{0,24}[：:】］）\]](?P<told>.+)"
    r"|訂正(?:し(?:ます|ました)|いたします|致します)|お詫び(?:し|いたし|申し上げ)|誤りがありました"
    r"|修正しました|撤回し(?:ます|ました)"
)
_JAPANESE_SIGNS = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")
MIN_JAPANESE_SIGNS = 8
_CLOCK = re.compile(
    r"\d+|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez|janv|févr|avr|juil"
    r"|août|déc|ene|abr|ago|dic)\w*"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:gmt|utc|cet|est|edt|pst|bst|mez|uhr|am"
    r"|pm|at|um|à|on|de|h|ago|min(?:ute)?s?|hours?|by|last|von|par|por)\b"
    r"|[\W_]",
    re.I,
)


def find_new(before: str, after: str) -> str | None:
    """Give a correction notice of a page that it did not carry before; None when there is none."""
    old: str | None = None
    for notice in _notices(after):
        old = normal_form(before) if old is None else old
        if normal_form(notice).strip() not in old:
            return notice[:MAX_NOTICE_CHARS]
    return None


def _notices(text: str) -> Iterator[str]:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        line = line.strip()
        if not line:
            continue
        if len(line) < 40 and _HEADING.match(line):
            told = next(
                (later.strip() for later in lines[number + 1 : number + 4] if later.strip()), ""
            )
            if _tells(told) and len(told) >= 40:
                yield f"{line}\n{told}"
        elif _is_notice(line):
            yield line


def _is_notice(line: str) -> bool:
    labelled = _LABELLED.match(line[:600])
    if labelled and _tells(labelled["told"]):
        return True
    japanese = _JAPANESE.search(line[:600])
    if japanese and japanese["told"] is not None:
        return len(_JAPANESE_SIGNS.findall(japanese["told"])) >= MIN_JAPANESE_SIGNS
    return bool(japanese or _TOLD.search(line))


def _tells(told: str) -> bool:
    """Whether there is more than a date, a time and a name."""
    return len(_CLOCK.sub("", told[:600])) >= MIN_TOLD_CHARS
