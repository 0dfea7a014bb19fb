"""Words that negate, by language: which of them negate nothing, and what leaves it unsure."""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Negations:
    """
    How a language negates, in small letters.

    `harmless` are turns with a negation in them that negate nothing, `unsure` those after which
    nobody can say by rule what is negated, hedges and conditions among them; `limits` leave it
    unsure beside a negation. `breaks` part a sentence in assertions. `of_all` negate a thing and
    not a doing, `of_any` are turns that do: `no deaths`, `not any`. `any_of` finds whether there
    may be anything of all this.
    """

    negators: frozenset[str]
    of_all: frozenset[str]
    harmless: re.Pattern[str]
    unsure: re.Pattern[str]
    limits: re.Pattern[str]
    of_any: re.Pattern[str]
    breaks: re.Pattern[str]
    any_of: re.Pattern[str]


def _turns(turns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{turns})(?!\w)")


_THAN = "more|less|fewer|later|earlier|older|younger|longer|higher|lower|better|worse"
_ENGLISH = (
    "not never cannot",
    "no none nobody nothing",
    r"not (?:only|just|merely|simply|solely|least|to mention|until|so much)"
    r"|no (?:doubt|wonder|matter|sooner|surprise|other than)"
    rf"|(?:no|not) (?:{_THAN}) (?:\w+ )?than|no\.? ?\d+"
    r"|nothing (?:but|more than|less than|short of)"
    r"|none other than|(?:or|if|why) not|never before|without (?:a )?doubt|cannot (?:but|help)",
    r"not (?:all|every\w*|always|entirely|quite|exactly|necessarily|fully|wholly|completely|only"
    r"|enough|clear|sure|certain|known|because|without|un\w+|im\w+|in[acdefsv]\w+|dis\w+)"
    r"|no,|no longer|no more|neither|nor|hardly|barely|scarcely|may|might|could|would|should|must"
    r"|only|other|others|another|elsewhere|if|unless|whether|perhaps|probably|possibly|likely|allegedly|reportedly|den(?:y|ies|ied)"
    r"|disput\w+|untrue|false|rule[ds]? out|(?:not|n't) (?:say|said|mean|think|believe|explain)",
    r"until|till|before|since|any ?more|again|else|first|why|that",
    r"any",
    "but|although|though|while|whereas|because|except|however|despite",
)
_GERMAN = (
    "nicht nie niemals keineswegs",
    "kein keine keinen keinem keiner keines niemand niemanden niemandem nichts",
    r"nicht (?:nur|bloß|allein|zuletzt|erst|selten|umsonst|mehr als|weniger als|später als)"
    r"|nichts (?:anderes )?als|keine?n? zweifel|ohne zweifel|keine? ?(?:geringere|andere)r? als",
    r"nicht (?:alle\w*|jede\w*|immer|ganz|unbedingt|vollständig|ohne|mehr|un\w+|weil|klar|sicher)"
    r"|nur|ander\w+|woanders|weder|nie zuvor|kaum"
    r"|könnten?|dürften?|würden?|sollten?|müssten?|ob|wenn|falls|vielleicht"
    r"|angeblich|womöglich|möglicherweise|wahrscheinlich|bestritt\w*|bestreite\w*|dementier\w+",
    r"bis|vor|bevor|mehr|erst|außer|wieder|dass|warum",
    r"kein\w{0,2}",
    "aber|sondern|obwohl|während|weil|jedoch|außer|doch",
)
_FRENCH = (
    "pas jamais nullement point",
    "aucun aucune rien personne",
    r"non seulement|pas (?:seulement|uniquement|que|moins d\w*|plus d\w*)|sans (?:aucun )?doute"
    r"|rien que|(?:nul|aucun) doute|pas plus tard",
    r"pas (?:tous|toutes|toujours|entièrement|forcément|nécessairement|sans|exclu\w*|im\w+|in\w+"
    r"|clair|sûr)|seulement|uniquement|autres?|ailleurs|ni|ne \w+ plus"
    r"|pourrai\w+|aurai\w+|serai\w+|devrai\w+|si|peut-être"
    r"|probablement|dément\w*|conteste\w*|jamais auparavant",
    r"que?|avant|jusqu\w*|plus|encore|pourquoi",
    r"pas (?:de|d)",
    "mais|bien que|tandis que|alors que|parce que|car|sauf|cependant|toutefois",
)
_SPANISH = (
    "no nunca jamás tampoco",
    "ningún ninguna ninguno nadie nada",
    r"no (?:solo|sólo|solamente|únicamente|obstante|cabe duda|hay duda|más de|menos de|más que)"
    r"|sin (?:duda|embargo)|nada (?:más|menos) que|a no ser|nunca antes|no sin duda",
    r"no (?:tod[oa]s?|siempre|del todo|necesariamente|sin|in\w+|im\w+|está claro)"
    r"|solo|sólo|solamente|otr[oa]s?|ya no|ni"
    r"|podrían?|habrían?|serían?|deberían?|si|quizás?|tal vez|probablemente|presuntamente"
    r"|supuestamente|negó|niega\w*|desmint\w+|desmient\w+|apenas",
    r"hasta|antes|más|que|por qué",
    r"no (?:hubo|hay|había|se registr\w+)",
    "pero|sino|aunque|mientras|porque|salvo|excepto",
)


@cache
def negations_of(language: str) -> Negations | None:
    """Give how a language negates; None for one that is not known here."""
    known = {
        "english": _ENGLISH,
        "german": _GERMAN,
        "french": _FRENCH,
        "spanish": _SPANISH,
    }.get(language)
    if known is None:
        return None
    negators, of_all, harmless, unsure, limits, of_any, breaks = known
    return Negations(
        frozenset(f"{negators} {of_all}".split()),
        frozenset(of_all.split()),
        _turns(harmless),
        _turns(unsure),
        _turns(limits),
        _turns(of_any),
        re.compile(rf"[;:]|\s[-–—]\s|\b(?:{breaks})\b"),
        # Without a look before the word: each place of a text would cost one.
        re.compile(rf"(?:{'|'.join(f'{negators} {of_all}'.split())}|n['’]t)\b|fail"),
    )


_IRREGULAR = {
    "english": """
        rise rose risen|fall fell fallen|win won|lose lost|begin began begun|buy bought|sell sold
        die died dead death deaths|break broke broken|build built|choose chose chosen|come came
        draw drew drawn|drive drove driven|eat ate eaten|find found|fly flew flown|give gave given
        go went gone|grow grew grown|hold held|keep kept|know knew known|lead led|leave left
        make made|meet met|pay paid|run ran|say said|see saw seen|send sent|shoot shot|show shown
        sing sang sung|speak spoke spoken|spend spent|stand stood|steal stole stolen|strike struck
        swim swam swum|take took taken|teach taught|tell told|think thought|throw threw thrown
        write wrote written|wear wore worn|become became|bring brought|catch caught|feel felt
        fight fought|get got gotten|hear heard|sink sank sunk|sleep slept|sit sat|shrink shrank
        freeze froze frozen|hide hid hidden|lend lent|ride rode ridden|withdraw withdrew withdrawn
        forbid forbade forbidden|overtake overtook overtaken|undergo underwent undergone""",
    "german": """
        steigen stieg stiegen gestiegen steigt|sinken sank sanken gesunken sinkt
        fallen fiel fielen gefallen fällt|gewinnen gewann gewannen gewonnen gewinnt
        verlieren verlor verloren verliert|sterben starb starben gestorben stirbt
        geben gab gaben gegeben gibt|nehmen nahm nahmen genommen nimmt
        schließen schloss schlossen geschlossen schließt|kommen kam kamen gekommen kommt
        gehen ging gingen gegangen geht|stehen stand standen gestanden steht
        bleiben blieb blieben geblieben bleibt|schreiben schrieb schrieben geschrieben schreibt
        fahren fuhr fuhren gefahren fährt|tragen trug trugen getragen trägt
        treffen traf trafen getroffen trifft|sprechen sprach sprachen gesprochen spricht
        brechen brach brachen gebrochen bricht|wachsen wuchs wuchsen gewachsen wächst
        beschließen beschloss beschlossen beschließt|finden fand fanden gefunden findet""",
    "french": """
        mourir mort morte morts mortes mourut meurt|naître né née naquit
        prendre pris prise prit prend|vendre vendu vendue vendit vend|perdre perdu perdit perd
        ouvrir ouvert ouverte ouvrit ouvre|recevoir reçu reçue reçut reçoit
        construire construit construite|élire élu élue élus|croître crû croît""",
    "spanish": """
        morir murió murieron muere muerto muertos|caer cayó cayeron cae|decir dijo dijeron dice
        hacer hizo hicieron hace hecho|abrir abrió abierto abierta abre|romper rompió roto
        construir construyó construido construyeron|perder perdió pierde perdieron
        cerrar cerró cierra cerrado|crecer creció crece crecieron|poner puso pusieron puesto""",
}


@cache
def irregular_forms(language: str) -> dict[str, str]:
    """Give for each form of an irregular verb its first one, which no ending tells."""
    rows = _IRREGULAR.get(language, "").replace("\n", "|").split("|")
    return {form: row.split()[0] for row in rows if row.strip() for form in row.split()}
