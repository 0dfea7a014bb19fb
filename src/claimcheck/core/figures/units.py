"""The words that make a number a percentage, a sum of money or a measure."""

from decimal import Decimal

from claimcheck.core.figures.measures import MEASURE_ROWS

_SCALE_LIST = """
hundred hundert 100|thousand tausend mille mil k 1000|lakh lakhs 100000|crore crores 10000000
dozen dutzend douzaine 12
million millions mln mn mio millionen millón millones millione 1000000
billion billions bn milliarde milliarden mrd milliard milliards md mds 1000000000
trillion trillions tn trn billones billionen 1000000000000|quadrillion 1000000000000000
"""
SCALES = {
    name: Decimal(row.split()[-1])
    for row in _SCALE_LIST.strip().replace("\n", "|").split("|")
    for name in row.split()[:-1]
}
DECIMAL_COMMA_SCALES = {
    "billion": Decimal(10**12),
    "billions": Decimal(10**12),
    "trillion": Decimal(10**18),
    "trillions": Decimal(10**18),
}
"""In German, French and Spanish a billion is a million millions."""
MONEY_SCALES = {"m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12)}
"""Letters that mean a scale next to a currency only: `$5m`, but `5 m` is a length."""
COUNT_SCALES = {"M": Decimal(10**6), "B": Decimal(10**9)}
"""Capitals right at a bare number: `70B parameters`."""
CJK_SCALES = {
    "千": Decimal(10**3), "万": Decimal(10**4), "萬": Decimal(10**4), "億": Decimal(10**8),
    "亿": Decimal(10**8), "兆": Decimal(10**12), "百": Decimal(100), "百万": Decimal(10**6),
    "千万": Decimal(10**7),
}  # fmt: skip

SIGNS = {
    "us$": "usd", "u.s. $": "usd", "$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₹": "inr",
    "₩": "krw", "a$": "aud", "au$": "aud", "c$": "cad", "ca$": "cad", "hk$": "hkd", "nz$": "nzd",
    "s$": "sgd", "nt$": "twd", "r$": "brl", "usd": "usd", "eur": "eur", "gbp": "gbp", "jpy": "jpy",
    "chf": "chf", "cny": "cny", "rmb": "cny", "inr": "inr", "krw": "krw", "aud": "aud",
    "cad": "cad", "sek": "sek", "nok": "nok", "dkk": "dkk", "pln": "pln", "czk": "czk",
    "huf": "huf", "brl": "brl", "mxn": "mxn", "zar": "zar", "sgd": "sgd",
    "hkd": "hkd", "nzd": "nzd", "twd": "twd", "rs.": "inr", "rs": "inr", "₽": "rub", "₺": "try",
    "₴": "uah", "₪": "ils", "￥": "jpy",
}  # fmt: skip
CURRENCIES = {name: code for name, code in SIGNS.items() if name not in ("rs.", "rs")} | {
    "dollar": "usd", "dollars": "usd", "us dollars": "usd", "u.s. dollars": "usd",
    "us-dollar": "usd", "dólares": "usd", "dólar": "usd", "euro": "eur", "euros": "eur",
    "pounds sterling": "gbp", "pfund": "gbp", "yen": "jpy", "yuan": "cny",
    "renminbi": "cny", "rupees": "inr", "rupien": "inr", "roupies": "inr", "rupias": "inr",
    "won": "krw", "francs": "chf", "swiss francs": "chf", "franken": "chf", "francos": "chf",
    "australian dollars": "aud", "canadian dollars": "cad", "roubles": "rub", "rubles": "rub",
    "rubel": "rub", "kronor": "sek", "zloty": "pln", "zlotys": "pln", "reais": "brl",
    "pesos": "mxn", "cents": "cent", "円": "jpy", "ドル": "usd", "米ドル": "usd",
    "ユーロ": "eur", "元": "cny", "人民元": "cny", "ウォン": "krw", "ポンド": "gbp",
}  # fmt: skip

PERCENTS = {
    "%": "percent", "％": "percent", "percent": "percent", "per cent": "percent", "pct": "percent",
    "prozent": "percent", "pour cent": "percent", "por ciento": "percent", "per cento": "percent",
    "パーセント": "percent", "percentage point": "percentage point",
    "percentage points": "percentage point", "percent points": "percentage point",
    "%-points": "percentage point", "pp": "percentage point", "pps": "percentage point",
    "ppts": "percentage point", "ppt": "percentage point",
    "points de pourcentage": "percentage point", "point de pourcentage": "percentage point",
    "puntos porcentuales": "percentage point", "punto porcentual": "percentage point",
    "prozentpunkt": "percentage point", "prozentpunkte": "percentage point",
    "prozentpunkten": "percentage point", "ポイント": "percentage point",
    "パーセントポイント": "percentage point",
    "basis points": "basis point", "basis point": "basis point", "bps": "basis point",
    "basispunkte": "basis point", "basispunkten": "basis point",
    "points de base": "basis point", "puntos básicos": "basis point",
}  # fmt: skip

MEASURES = {
    name.replace("_", " "): (dimension, Decimal(factor))
    for dimension, factor, names in MEASURE_ROWS
    for name in names.split()
}
"""What each name of a unit measures, and how many of the dimension's base unit it is."""

PERS = {
    "second": "second", "sec": "second", "s": "second", "sekunde": "second", "seconde": "second",
    "segundo": "second", "minute": "minute", "min": "minute", "minuto": "minute",
    "hour": "hour", "h": "hour", "stunde": "hour", "heure": "hour", "hora": "hour",
    "day": "day", "tag": "day", "jour": "day", "día": "day", "week": "week", "woche": "week",
    "semaine": "week", "semana": "week", "month": "month", "monat": "month", "mois": "month",
    "mes": "month", "quarter": "quarter", "year": "year", "jahr": "year", "an": "year",
    "année": "year", "año": "year", "capita": "head", "head": "head", "person": "head",
    "kopf": "head", "personne": "head", "share": "share", "aktie": "share", "action": "share",
    "acción": "share", "tonne": "tonne", "kilogram": "kg", "kg": "kg", "user": "user",
    "employee": "employee", "unit": "unit", "household": "household", "barrel": "barrel",
    "kilometre": "km", "kilometer": "km", "km": "km", "mile": "mile", "million": "million",
    "kwh": "kwh", "mwh": "mwh", "litre": "litre", "liter": "litre",
}  # fmt: skip
"""What a rate is counted by, as it is named after `per` and `a`."""
TIMELY = {
    "annually": "year", "yearly": "year", "jährlich": "year", "daily": "day", "täglich": "day",
    "monthly": "month", "monatlich": "month", "weekly": "week", "wöchentlich": "week",
    "hourly": "hour",
}  # fmt: skip

ATTACHED_ONLY = frozenset({"x", "×", "k", "fold", "fach"})
"""Units and scales that stand right at the number or after its hyphen: `10x`, `5k`, `two-fold`."""
