"""The languages whose habits are known: small words that carry no meaning, and word stems."""

from collections import Counter
from functools import cache

import Stemmer

from claimcheck.core.figures.words import WORD

ENGLISH = "english"
SAMPLE_CHARS = 6_000
"""How much of a text is looked at to tell its language."""

_SMALL_WORDS = {
    ENGLISH: """
        a about above across after again against all almost along already also although always am
        among an and another any are around as at away be became because been before behind being
        below between both but by came can could did do does doing done down during each either
        else ever every few for from further get got had has have having he her here hers him his
        how however i if in into is it its itself just last least less made make many may me might
        mine more most much must my near neither next no nor not now of off often on once one only
        onto or other others our ours out over own per perhaps quite rather really said same say
        says she should since so some still such than that the their theirs them then there these
        they this those though through thus to together too toward towards under until up upon us
        very via was we well went were what when where whether which while who whom whose why will
        with within without would yet you your yours""",
    "german": """
        ab aber als am an auch auf aus bei beim bis da damit dann das dass dem den denn der des
        deren dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem
        einen einer eines er es etwa für gegen hat hatte hatten haben habe hier ich ihm ihn ihr
        ihre ihrem ihren ihrer im in ins ist ja jede jeder jedes jetzt kann kein keine können man
        mehr mein mit nach nicht noch nun nur ob oder ohne schon sehr sein seine seinem seinen
        seiner seit sich sie sind so soll sollen sondern sowie über um und uns unter vom von vor
        war waren was weil wenn wer werden wie wieder wir wird wo wurde wurden zu zum zur
        zwischen""",
    "french": """
        à au aux avec car ce cela ces cet cette comme d dans de des donc du elle elles en est et
        était étaient été être eu il ils j je l la le les leur leurs lui mais même n ne non nos
        notre nous on ont ou où par pas plus pour qu quand que qui s sa sans se ses si son sont
        sous sur ta te tes ton tout toute tous toutes très tu un une vos votre vous y ainsi après
        avant aussi avait avoir a""",
    "spanish": """
        a al algo ante antes aunque como con contra cual cuando de del desde donde durante e el
        él ella ellas ellos en entre era eran es esa ese eso esta está están estas este esto estos
        fue fueron ha han hasta hay la las le les lo los más me mi mientras muy ni no nos o otra
        otro para pero por porque que qué se según ser si sí sin sobre su sus también tan tras tu
        un una uno unos y ya había""",
    "italian": """
        a ad ai al alla alle allo anche che chi ci come con contro da dal dalla dalle degli dei
        del della delle dello di dove due e è ed era erano essere fra gli ha hanno i il in io la
        le lei li lo loro lui ma mi nei nel nella nelle non o per perché più quale quando quella
        quello questa questo se sempre si sono stata stato su sua sue sugli sul sulla suo suoi tra
        tutti tutto un una uno""",
    "portuguese": """
        a ao aos as à às com como da das de dela dele depois do dos e é ela ele eles em entre era
        eram essa esse esta está este eu foi foram há isso já la lhe mais mas me mesmo muito na
        nas não nem no nos o os ou para pela pelas pelo pelos por qual quando que quem se sem ser
        seu seus sua suas são só também tem um uma""",
    "dutch": """
        aan al als bij dan dat de der deze die dit doch door dus een en er ge geen had haar hebben
        heeft hem het hier hij hoe hun ik in is ja je kan maar me meer men met mij na naar niet nog
        nu of om omdat ons onder ook op over te tegen toch toen tot u uit uw van veel voor want
        waren was wat we wel werd wie wij wordt worden zal ze zich zij zijn zo zonder zou""",
    "swedish": """
        alla än är att av bara blev bli blir då de dem den deras dess det detta dig din du efter
        ej eller en er ett för från ha hade han hans har hennes hon honom hur i icke in inom inte
        jag ju kan man med mellan men mig min mot mycket nu när någon och om oss på som sedan sig
        sin sina så till under upp ut utan vad var vara vi vid vilka över""",
    "polish": """
        aby ale bez być był była było były co czy dla do gdy gdzie go i ich ile im innych iż ja
        jak jako je jego jej jest jeszcze jeśli już każdy kiedy kto która które który ku lub ma
        mnie może mu na nad nie niż o od on ona one oni oraz po pod przed przez przy są się ta tak
        także tam te tego tej ten to tu tych tym w we więc wszystko z za ze że""",
}


@cache
def small_words(language: str) -> frozenset[str]:
    """The words that every text of a language has, so that they tell nothing."""
    return frozenset(_SMALL_WORDS[language].split())


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(language, 0)  # its cache would be a second one


def stem(word: str, language: str) -> str:
    """Cut the endings of a word in small letters, so that its forms are one."""
    stemmed: str = _stemmer(language).stemWord(word)
    return stemmed


def tell_language(text: str) -> str:
    """Tell a text's language by its small words; English where none stands out."""
    counts = Counter(word.casefold() for word in WORD.findall(text[:SAMPLE_CHARS]))
    return max(
        _SMALL_WORDS,
        key=lambda language: sum(counts[word] for word in small_words(language) & counts.keys()),
    )
