"""Sentences in five languages whose figures, dates, speakers and negations can be exchanged."""

import random
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    """A sentence with gaps: `plain` is what it says, `negated` its opposite."""

    plain: str
    negated: str
    other_words: str


@dataclass(frozen=True)
class Sentence:
    """A sentence and what its gaps were filled with."""

    language: "Language"
    frame: Frame
    figure: str
    date: str
    speaker: str
    subject: str

    @property
    def text(self) -> str:
        """The sentence as it was first written."""
        return self._fill(self.frame.plain, self.figure, self.date, self.speaker)

    def changed(self, kind: str, dice: random.Random) -> str:
        """Write it with one thing changed."""
        figure, date, speaker, frame = self.figure, self.date, self.speaker, self.frame.plain
        if kind == "figure_changed":
            figure = _other(self.language.figures, figure, dice)
        elif kind == "date_changed":
            date = _other(self.language.dates, date, dice)
        elif kind == "attribution_changed":
            speaker = _other(self.language.speakers, speaker, dice)
        elif kind == "negated":
            frame = self.frame.negated
        else:
            frame = self.frame.other_words
        return self._fill(frame, figure, date, speaker)

    def _fill(self, frame: str, figure: str, date: str, speaker: str) -> str:
        return frame.format(figure=figure, date=date, speaker=speaker, subject=self.subject)


def _filled(pattern: str, dice: random.Random) -> str:
    """Put another digit for each `#`, none of them zero."""
    return re.sub("#", lambda _: str(dice.randrange(1, 10)), pattern)


def _other(choices: list[str], own: str, dice: random.Random) -> str:
    """Choose another filling; mostly one of the same pattern."""
    alike = [c for c in choices if re.fullmatch(re.escape(c).replace(r"\#", r"\d"), own)]
    pattern = (
        alike[0] if alike and "#" in alike[0] and dice.random() < 0.7 else dice.choice(choices)
    )
    other = _filled(pattern, dice)
    return other if other != own else _other(choices, own, dice)


PLACES = [
    "Aldermoor",
    "Belvane",
    "Corwick",
    "Dunhaven",
    "Eastrop",
    "Farnley",
    "Glenmire",
    "Harrowby",
    "Inverlane",
]


@dataclass(frozen=True)
class Language:
    """What sentences and pages of a language are made of."""

    code: str
    frames: list[Frame]
    figures: list[str]
    dates: list[str]
    speakers: list[str]
    subjects: list[str]
    notices: list[str]
    menu: list[str]
    ads: list[str]
    teasers: list[str]
    views: str
    updated: str
    comments: str
    cookies: str

    def sentence(self, dice: random.Random, frames: list[Frame] | None = None) -> Sentence:
        """Write a sentence."""
        return Sentence(
            self,
            dice.choice(frames or self.frames),
            _filled(dice.choice(self.figures), dice),
            _filled(dice.choice(self.dates), dice),
            dice.choice(self.speakers),
            f"{dice.choice(self.subjects)} {dice.choice(PLACES)}",
        )


ENGLISH = Language(
    "en",
    [
        Frame(
            "According to {speaker}, {subject} cost {figure} when it was opened on {date}.",
            "According to {speaker}, {subject} did not cost {figure} when it was opened on {date}.",
            "According to {speaker}, {subject} cost {figure} when the doors opened on {date}.",
        ),
        Frame(
            "{subject} was built with {figure} and has been in use since {date}, {speaker} said.",
            "{subject} was not built with {figure} and has been in use since {date}, {speaker} said.",
            "{subject} was put up with {figure} and has been running since {date}, {speaker} said.",
        ),
        Frame(
            "“We will pay {figure} for {subject},” said {speaker} on {date}.",
            "“We will never pay {figure} for {subject},” said {speaker} on {date}.",
            "“We shall find {figure} for {subject},” said {speaker} on {date}.",
        ),
    ],
    ["$# million", "1#,#00 euros", "# percent of the budget", "five tonnes of steel", "nine tonnes of steel"],
    ["# May 202#", "1# June 201#", "May 201#", "201#-0#-1#"],
    ["the mayor", "the harbour office", "the treasurer", "the opposition"],
    ["the bridge", "the new library", "the north station", "the museum"],
    [
        "Correction: An earlier version of this article gave the wrong name of the architect.",
        "Editor's note: The headline has been changed because it was misleading to readers.",
        "This article was amended on 4 June 2025. An earlier version misspelled a street.",
        "Update: The council has since withdrawn the plan that is described below.",
    ],
    ["Home", "News", "Sport", "Weather", "Corrections", "Contact", "Sign in"],
    ["Buy two, get one free!", "Save 30% on shoes until 5 May", "Not now? Get the app later."],
    ["Read next: the harbour in pictures", "Most read: 10 bakeries to try", "Never miss a story"],
    "views", "Last updated:", "comments", "We use cookies. Accept all or not?",
)  # fmt: skip

GERMAN = Language(
    "de",
    [
        Frame(
            "Laut {speaker} kostete {subject} {figure}, als der Betrieb am {date} begann.",
            "Laut {speaker} kostete {subject} nicht {figure}, als der Betrieb am {date} begann.",
            "Laut {speaker} lag {subject} bei {figure}, als der Betrieb am {date} anfing.",
        ),
        Frame(
            "{subject} wurde mit {figure} gebaut und ist seit dem {date} offen, sagte {speaker}.",
            "{subject} wurde nie mit {figure} gebaut und ist seit dem {date} offen, sagte {speaker}.",
            "{subject} wurde mit {figure} errichtet und ist seit dem {date} zugänglich, sagte {speaker}.",
        ),
    ],
    ["# Millionen Euro", "1#.#00 Euro", "# Prozent des Haushalts", "fünf Tonnen Stahl", "neun Tonnen Stahl"],
    ["#. Mai 202#", "1#. Juni 201#", "#. März 201#"],
    ["Bürgermeisterin", "Hafenamt", "Kämmerer", "Opposition"],
    ["die Brücke", "das Stadtbad", "das Museum", "der Nordbahnhof"],
    [
        "Korrektur: In einer früheren Version wurde die Architektin falsch genannt.",
        "Anmerkung der Redaktion: Die Überschrift wurde geändert, weil sie irreführend war.",
        "In einer früheren Fassung dieses Artikels stand ein falscher Straßenname.",
    ],
    ["Start", "Politik", "Sport", "Wetter", "Korrekturen", "Kontakt", "Anmelden"],
    ["Jetzt nicht verpassen!", "30 % auf Schuhe bis 5. Mai", "Kein Abo? Hier testen."],
    ["Auch interessant: der Hafen in Bildern", "Meistgelesen: 10 Bäckereien"],
    "Aufrufe", "Aktualisiert am", "Kommentare", "Wir verwenden Cookies. Nicht einverstanden?",
)  # fmt: skip

FRENCH = Language(
    "fr",
    [
        Frame(
            "Selon {speaker}, {subject} a coûté {figure} avant son ouverture le {date}.",
            "Selon {speaker}, {subject} n'a pas coûté {figure} avant son ouverture le {date}.",
            "Selon {speaker}, {subject} a nécessité {figure} avant son inauguration le {date}.",
        ),
        Frame(
            "« {subject} recevra {figure} », a déclaré {speaker} le {date}.",
            "« {subject} ne recevra jamais {figure} », a déclaré {speaker} le {date}.",
            "« {subject} obtiendra bien {figure} », a déclaré {speaker} le {date}.",
        ),
    ],
    ["# millions d'euros", "1# #00 euros", "# % du budget", "cinq tonnes d'acier", "neuf tonnes d'acier"],
    ["# mai 202#", "1# juin 201#", "1# mars 201#"],
    ["la maire", "le port", "la trésorière", "l'opposition"],
    ["le pont", "le musée", "la bibliothèque", "la gare du nord"],
    [
        "Rectificatif : une version précédente de cet article donnait un nom erroné.",
        "Note de la rédaction : le titre a été modifié parce qu'il prêtait à confusion.",
        "Mise à jour : le conseil a depuis retiré le projet décrit ci-dessous.",
    ],
    ["Accueil", "Politique", "Sport", "Météo", "Contact", "Connexion"],
    ["Ne manquez pas nos offres !", "-30 % jusqu'au 5 mai", "Pas encore abonné ?"],
    ["À lire aussi : le port en images", "Les plus lus : 10 boulangeries"],
    "vues", "Mis à jour le", "commentaires", "Nous utilisons des cookies. Continuer sans accepter ?",
)  # fmt: skip

SPANISH = Language(
    "es",
    [
        Frame(
            "Según {speaker}, {subject} costó {figure} antes de abrir el {date}.",
            "Según {speaker}, {subject} no costó {figure} antes de abrir el {date}.",
            "Según {speaker}, {subject} supuso {figure} antes de inaugurarse el {date}.",
        ),
        Frame(
            "{speaker} dijo que {subject} recibió {figure} el {date}.",
            "{speaker} dijo que {subject} nunca recibió {figure} el {date}.",
            "{speaker} dijo que {subject} obtuvo {figure} el {date}.",
        ),
    ],
    ["# millones de euros", "1#.#00 euros", "# % del presupuesto", "cinco toneladas de acero", "nueve toneladas de acero"],
    ["# de mayo de 202#", "1# de junio de 201#", "# de marzo de 201#"],
    ["la alcaldesa", "el puerto", "la tesorera", "la oposición"],
    ["el puente", "el museo", "la biblioteca", "la estación del norte"],
    [
        "Corrección: una versión anterior de este artículo daba un nombre equivocado.",
        "Nota de la redacción: el titular se ha modificado porque inducía a error.",
        "Fe de errores: el nombre de la calle no era correcto en la primera edición.",
    ],
    ["Inicio", "Política", "Deportes", "Tiempo", "Contacto", "Entrar"],
    ["¡No te lo pierdas!", "30 % de descuento hasta el 5 de mayo", "¿Sin suscripción?"],
    ["Lea también: el puerto en imágenes", "Lo más leído: 10 panaderías"],
    "visitas", "Actualizado el", "comentarios", "Usamos cookies. ¿No acepta?",
)  # fmt: skip

JAPANESE = Language(
    "ja",
    [
        Frame(
            "{speaker}によると、{subject}は{date}に{figure}で完成した。",
            "{speaker}によると、{subject}は{date}に{figure}で完成しなかった。",
            "{speaker}によると、{subject}は{date}に{figure}で出来上がった。",
        ),
        Frame(
            "{speaker}は、{subject}に{figure}を{date}に支払うと述べた。",
            "{speaker}は、{subject}に{figure}を{date}に支払わないと述べた。",
            "{speaker}は、{subject}へ{figure}を{date}に渡すと述べた。",
        ),
    ],
    ["#00万円", "1万#500円", "予算の#%", "鋼材五トン", "鋼材九トン"],
    ["202#年5月#日", "201#年6月1#日", "201#年3月#日"],
    ["市長", "港湾局", "会計課長", "野党"],
    ["新しい橋", "中央図書館", "北駅", "美術館"],
    [
        "【訂正】記事の一部に誤りがありました。設計者の名前を改めました。",
        "お詫びと訂正：見出しの内容が正しくありませんでした。",
        "訂正：以前の記事では通りの名前が間違っていました。",
    ],
    ["ホーム", "政治", "スポーツ", "天気", "お問い合わせ", "ログイン"],
    ["今だけ30%引き", "アプリで読むなら今すぐ", "見逃せない一枚"],
    ["関連記事：港の写真", "人気記事：パン屋10選"],
    "回閲覧", "更新日時：", "件のコメント", "クッキーを使用します。同意しない場合はこちら",
)  # fmt: skip

LANGUAGES = (ENGLISH, ENGLISH, GERMAN, FRENCH, SPANISH, JAPANESE)
