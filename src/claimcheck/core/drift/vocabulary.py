"""Words of English, German, French, Spanish and Japanese that change what a sentence says."""

import re

_NEGATION_LIST = """
not no never none neither nor nobody nothing nowhere without cannot hardly
nicht kein keine keiner keinen keinem keines nie niemals niemand niemanden niemandem nichts nirgends
nirgendwo weder ohne keineswegs keinesfalls
ne n pas jamais aucun aucune rien sans ni guère nullement non
nunca jamás ningún ninguna ninguno nada nadie sin tampoco
"""
NEGATIONS = frozenset(_NEGATION_LIST.split())
NEGATING_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "dés", "des")
"""`legal` and `illegal`, `wahr` and `unwahr`: a word that loses or gains one is its opposite."""
NEGATED_JAPANESE = re.compile(
    "な(?:い|かっ|く|けれ|し(?![いかく]))|ませ(?:ん|ず)|(?<=[わらかさたまばがなえれせけめべげてでき])ず(?:に)?"
    "|[わらかさたまばがえれせけめべげて]ぬ|まい|[未不無非](?=[\u4e00-\u9fff])"
)

_MONTH_LIST = """
january february march april june july august september october november december
januar jänner februar märz mai juni juli oktober dezember
janvier février mars avril juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
"""
_DAY_LIST = """
monday tuesday wednesday thursday friday saturday sunday
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo
yesterday today tomorrow tonight gestern heute morgen vorgestern übermorgen hier aujourd demain
ayer hoy mañana spring summer autumn winter frühling sommer herbst printemps été automne hiver
primavera verano otoño invierno
"""
TIMES = frozenset((_MONTH_LIST + _DAY_LIST).split())
TIME_OF_JAPANESE = re.compile(
    r"[月火水木金土日]曜|昨日|今日|明日|昨年|去年|今年|来年|先月|今月|来月|春|夏|秋|冬|(?:明治|大正|昭和|平成|令和)"
)
MAY = re.compile(r"(?<![.!?]\s)(?<!^)\bMay\b")

# Numbers in words that `core.figures` does not read; each with its value, where it has one.
_NUMBER_LIST = """
half 1/2|halves 1/2|halved 1/2|third 1/3|thirds 1/3|quarter 1/4|quarters 1/4|twice 2|double 2
doubled 2|doubles 2|thrice 3|triple 3|tripled 3|triples 3|quadrupled 4|quadruple 4|dozen 12|once 1
zwei 2|drei 3|vier 4|fünf 5|sechs 6|sieben 7|acht 8|neun 9|zehn 10|elf 11|zwölf 12|zwanzig 20
dreißig 30|vierzig 40|fünfzig 50|sechzig 60|siebzig 70|achtzig 80|neunzig 90|hundert 100
hälfte 1/2|halb 1/2|drittel 1/3|viertel 1/4|doppelt 2|verdoppelt 2|verdreifacht 3|dreifach 3
deux 2|trois 3|quatre 4|cinq 5|sept 7|huit 8|neuf 9|dix 10|onze 11|douze 12|vingt 20|trente 30
quarante 40|cinquante 50|soixante 60|cent 100|moitié 1/2|tiers 1/3|quart 1/4|doublé 2|triplé 3
dos 2|tres 3|cuatro 4|cinco 5|seis 6|siete 7|ocho 8|nueve 9|diez 10|doce 12|veinte 20|treinta 30
cuarenta 40|cincuenta 50|sesenta 60|cien 100|ciento 100|mitad 1/2|tercio 1/3|cuarto 1/4|doble 2
duplicó 2|triplicó 3
thousand 1000|thousands 1000|million 1000000|millions 1000000|billion 10^9|billions 10^9
trillion 10^12|trillions 10^12|tausend 1000|millionen 1000000|milliarde 10^9|milliarden 10^9
mille 1000|millions 1000000|milliard 10^9|milliards 10^9|mil 1000|millón 1000000|millones 1000000
first 1st|fourth 4th|fifth 5th|sixth 6th|seventh 7th|eighth 8th|ninth 9th|tenth 10th
erste 1st|ersten 1st|zweite 2nd|zweiten 2nd|dritte 3rd|dritten 3rd|premier 1st|première 1st
deuxième 2nd|troisième 3rd|primer 1st|primera 1st|segundo 2nd|segunda 2nd|tercero 3rd|tercera 3rd
"""
NUMBER_WORDS = dict(row.split() for row in _NUMBER_LIST.strip().replace("\n", "|").split("|"))
NUMBER_OF_JAPANESE = re.compile(
    "[〇一二三四五六七八九十百千万億兆]+(?=[\u3040-\u9fff%％]|$)|半数|半分|倍"
)
