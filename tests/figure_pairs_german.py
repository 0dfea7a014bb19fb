"""German, and French beside it."""

from figure_pairs import Pair, trap

GERMAN = (
    Pair("Der Umsatz stieg um 12,5 Prozent", "Der Umsatz stieg um 12,5 %.", "match", "comma"),
    trap("Der Umsatz stieg um 12,5 Prozent", "Der Umsatz sank um 12,5 Prozent.", "differs", "sank"),
    trap("Der Umsatz stieg um 12 Prozent", "Der Gewinn stieg um 12 Prozent.", "differs", "Gewinn"),
    trap(
        "Der Umsatz stieg um 12 Prozent", "Der Umsatz stieg auf 12 Prozent.", "differs", "um, auf"
    ),
    trap(
        "Die Quote stieg um 2 Prozentpunkte", "Die Quote stieg um 2 Prozent.", "differs", "Punkte"
    ),
    Pair("Das kostet 2,5 Milliarden Euro", "Das kostet 2.500 Millionen Euro.", "match", "Mrd."),
    Pair("Das kostet 2,5 Mrd. Euro", "Das kostet 2,5 Milliarden Euro.", "match", "short"),
    trap("Das kostet 2,5 Mrd. Euro", "Das kostet 2,5 Mio. Euro.", "differs", "Mio."),
    Pair("Das kostet 1.200 Euro und mehr ist es nicht", "Das kostet 1200 Euro.", "match", "point"),
    trap(
        "Die Bank hat 3 Billionen Euro in der Bilanz",
        "Die Bank hat 3 Milliarden Euro in der Bilanz.",
        "differs",
        "a Billion is a million millions",
    ),
    Pair(
        "Die Bank hat 3 Billionen Euro in der Bilanz",
        "The bank has 3 trillion euros on its balance.",
        "match",
        "Billion and trillion",
    ),
    Pair(
        "Es kamen rund 5.000 Menschen in die Stadt",
        "In die Stadt kamen etwa 5.000 Menschen.",
        "match",
        "rund, etwa",
    ),
    Pair(
        "Es kamen fast 5.000 Menschen in die Stadt",
        "In die Stadt kamen 4.900 Menschen.",
        "close",
        "fast",
    ),
    trap(
        "Es kamen mehr als 5.000 Menschen in die Stadt",
        "In die Stadt kamen weniger als 5.000 Menschen.",
        "differs",
        "turned",
    ),
    Pair(
        "Fünfundvierzig Menschen starben bei dem Brand",
        "Bei dem Brand starben 45 Menschen.",
        "match",
        "in words",
    ),
    Pair("Ein Drittel der Leser zahlt", "33 Prozent der Leser zahlen.", "close", "a third"),
    Pair("Die Hälfte der Leser zahlt", "50 Prozent der Leser zahlen.", "match", "half"),
    Pair("Jeder dritte Leser zahlt", "33 Prozent der Leser zahlen.", "close", "every third"),
    Pair(
        "Die Produktion hat sich verdoppelt",
        "Die Produktion ist doppelt so hoch.",
        "match",
        "double",
    ),
    trap(
        "Die Produktion hat sich verdoppelt",
        "Die Produktion hat sich verdreifacht.",
        "differs",
        "three",
    ),
    Pair("Sie eröffnete am 3. März 2024", "Sie eröffnete am 03.03.2024.", "match", "date"),
    trap("Sie eröffnete am 3. März 2024", "Sie eröffnete am 3. Mai 2024.", "differs", "Mai"),
    Pair(
        "Im 3. Quartal 2025 kam sie", "Im dritten Quartal 2025 kam sie.", "match match", "quarter"
    ),
    Pair("Mitte 2026 kommt der Zug", "Der Zug kommt Mitte 2026.", "match", "mid"),
    trap("Anfang 2026 kommt der Zug", "Der Zug kommt Ende 2026.", "differs", "end"),
    Pair("Sie stammt aus dem 19. Jahrhundert", "Sie stammt aus dem 19. Jh.", "match", "century"),
    Pair(
        "In den 1970er Jahren begann es",
        "In den 1970ern begann es.",
        "not_found",
        "1970ern: unread",
    ),
    trap("Der Kanal ist 20 Kilometer lang", "Der Kanal ist 20 Meilen lang.", "differs", "miles"),
    trap("Er wurde 1984 geboren", "Er ist 1984 gestorben.", "differs", "died"),
    Pair(
        "Revenue rose 12.5 percent",
        "Der Umsatz stieg um 12,5 Prozent.",
        "match",
        "across languages",
    ),
    trap("Revenue rose 12.5 percent", "Der Umsatz sank um 12,5 Prozent.", "differs", "sank"),
    Pair(
        "It opened on 3 March 2024", "Eröffnet wurde am 3. März 2024.", "match", "across languages"
    ),
)

FRENCH = (
    Pair(
        "Les ventes ont augmenté de 12,5 %",
        "Hausse des ventes de 12,5 pour cent.",
        "match",
        "hausse",
    ),
    trap(
        "Les ventes ont augmenté de 12,5 %", "Les ventes ont reculé de 12,5 %.", "differs", "recul"
    ),
    trap(
        "Le taux a augmenté de 2 points de pourcentage",
        "Le taux a augmenté de 2 %.",
        "differs",
        "points",
    ),
    Pair("Cela coûte 2,5 milliards d'euros", "Cela coûte 2,5 Mds d'euros.", "match", "Mds"),
    trap(
        "Cela coûte 2,5 milliards d'euros",
        "Cela coûte 2,5 millions d'euros.",
        "differs",
        "millions",
    ),
    Pair("Cela coûte 1 200 000 euros", "Cela coûte 1,2 million d'euros.", "match", "spaces"),
    Pair(
        "Environ 5 000 personnes sont venues",
        "Près de 5 000 personnes sont venues.",
        "match",
        "environ allows",
    ),
    Pair("Un tiers des lecteurs paie", "33 % des lecteurs paient.", "close", "tiers"),
    Pair("La moitié des lecteurs paie", "50 % des lecteurs paient.", "match", "moitié"),
    Pair("Un lecteur sur cinq paie", "20 % des lecteurs paient.", "not_found", "apart: not read"),
    Pair("Quatre-vingt-dix personnes sont venues", "90 personnes sont venues.", "match", "words"),
    trap(
        "Quatre-vingt-dix personnes sont venues", "80 personnes sont venues.", "differs", "ten less"
    ),
    Pair(
        "Il a ouvert le 3 mars 2024",
        "Ouvert le 3/03/2024, il attire. Le 3 mars 2024.",
        "match",
        "date",
    ),
    trap("Il a ouvert le 3 mars 2024", "Il a ouvert le 3 mai 2024.", "differs", "mai"),
    Pair("Il date du XIXe siècle", "Il date du 19e siècle.", "match", "Roman numerals"),
    trap("Il date du XIXe siècle", "Il date du XVIIIe siècle.", "differs", "another century"),
    Pair("Au troisième trimestre 2025", "Au 3e trimestre 2025", "match match", "quarter"),
    trap("Elle est née en 1984", "Elle est morte en 1984.", "differs", "died"),
    Pair(
        "Sales rose 12.5 percent", "Les ventes ont augmenté de 12,5 %.", "match", "across languages"
    ),
    trap("Sales rose 12.5 percent", "Les ventes ont baissé de 12,5 %.", "differs", "baisse"),
)
