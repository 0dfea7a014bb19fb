"""The words that make a number a percentage, a sum of money or a measure."""

from decimal import Decimal

_SCALE_LIST = """
hundred 100|thousand tausend mille mil k 1000|lakh 100000|crore 10000000|dozen 12
million millions mln mn mio millionen millón millones 1000000
billion billions bn milliarde milliarden mrd milliard milliards 1000000000
trillion trillions tn trn 1000000000000
"""
SCALES = {
    name: Decimal(row.split()[-1])
    for row in _SCALE_LIST.replace("\n", "|").split("|")
    for name in row.split()[:-1]
}
MONEY_SCALES = {"m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12)}
"""Letters that mean a scale next to a currency only: `$5m`, but `5 m` is a length."""

SIGNS = {
    "us$": "usd", "u.s. $": "usd", "$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₹": "inr",
    "₩": "krw", "a$": "aud", "au$": "aud", "c$": "cad", "ca$": "cad", "hk$": "hkd", "nz$": "nzd",
    "s$": "sgd", "nt$": "twd", "r$": "brl", "usd": "usd", "eur": "eur", "gbp": "gbp", "jpy": "jpy",
    "chf": "chf", "cny": "cny", "rmb": "cny", "inr": "inr", "krw": "krw", "aud": "aud",
    "cad": "cad", "sek": "sek", "nok": "nok", "dkk": "dkk", "pln": "pln",
}  # fmt: skip
CURRENCIES = SIGNS | {
    "dollar": "usd", "dollars": "usd", "us dollars": "usd", "u.s. dollars": "usd", "euro": "eur",
    "euros": "eur", "pounds sterling": "gbp", "yen": "jpy", "yuan": "cny", "renminbi": "cny",
    "rupees": "inr", "won": "krw", "francs": "chf", "swiss francs": "chf", "roubles": "rub",
    "rubles": "rub", "kronor": "sek", "zloty": "pln", "reais": "brl",
}  # fmt: skip

PERCENTS = {
    "%": "percent", "％": "percent", "percent": "percent", "per cent": "percent", "pct": "percent",
    "prozent": "percent", "pour cent": "percent", "por ciento": "percent", "per cento": "percent",
    "percentage point": "percentage point", "percentage points": "percentage point",
    "pp": "percentage point", "points de pourcentage": "percentage point",
    "prozentpunkte": "percentage point", "prozentpunkten": "percentage point",
    "basis points": "basis point", "basis point": "basis point", "bps": "basis point",
}  # fmt: skip

# One row a unit: its dimension, how many of the dimension's base unit it is, its names.
_MEASURE_ROWS = (
    ("length", "0.000000001", "nm nanometre nanometres nanometer nanometers"),
    ("length", "0.000001", "µm μm micron microns micrometre micrometres micrometer micrometers"),
    ("length", "0.001", "mm millimetre millimetres millimeter millimeters"),
    ("length", "0.01", "cm centimetre centimetres centimeter centimeters"),
    ("length", "1", "m metre metres meter meters"),
    ("length", "1000", "km kilometre kilometres kilometer kilometers"),
    ("length", "1609.344", "mile miles mi"),
    ("length", "0.3048", "foot feet ft"),
    ("length", "0.0254", "inch inches"),
    ("area", "1", "m² m2 square-metres square-meters"),
    ("area", "1000000", "km² km2 square-kilometres square-kilometers"),
    ("area", "10000", "hectare hectares ha"),
    ("area", "4046.8564224", "acre acres"),
    ("area", "2589988.110336", "square-miles"),
    ("mass", "0.000001", "mg milligram milligrams"),
    ("mass", "0.001", "g gram grams"),
    ("mass", "1", "kg kilogram kilograms kilo kilos"),
    ("mass", "0.45359237", "lb lbs"),
    ("mass", "1000", "tonne tonnes metric-tons"),
    ("short tons", "1", "ton tons"),
    ("volume", "0.001", "ml millilitre millilitres milliliter milliliters"),
    ("volume", "1", "l litre litres liter liters"),
    ("gallons", "1", "gallon gallons"),
    ("barrels", "1", "barrel barrels"),
    ("seconds", "0.000000001", "ns nanosecond nanoseconds"),
    ("seconds", "0.000001", "µs μs microsecond microseconds"),
    ("seconds", "0.001", "ms millisecond milliseconds"),
    ("seconds", "1", "s sec second seconds"),
    ("seconds", "60", "min minute minutes"),
    ("seconds", "3600", "h hr hour hours"),
    ("seconds", "86400", "day days"),
    ("seconds", "604800", "week weeks"),
    ("months", "1", "month months"),
    ("months", "3", "quarter quarters"),
    ("months", "12", "year years"),
    ("months", "120", "decade decades"),
    ("months", "1200", "century centuries"),
    ("celsius", "1", "°c degrees-celsius"),
    ("fahrenheit", "1", "°f degrees-fahrenheit"),
    ("degrees", "1", "° degree degrees"),
    ("power", "1", "w watt watts"),
    ("power", "1000", "kw kilowatt kilowatts"),
    ("power", "1000000", "mw megawatt megawatts"),
    ("power", "1000000000", "gw gigawatt gigawatts"),
    ("power", "1000000000000", "tw terawatt terawatts"),
    ("energy", "1", "kwh kilowatt-hour kilowatt-hours"),
    ("energy", "1000", "mwh megawatt-hour megawatt-hours"),
    ("energy", "1000000", "gwh gigawatt-hour gigawatt-hours"),
    ("energy", "1000000000", "twh terawatt-hour terawatt-hours"),
    ("bytes", "1000", "kb kilobyte kilobytes"),
    ("bytes", "1000000", "mb megabyte megabytes"),
    ("bytes", "1000000000", "gb gigabyte gigabytes"),
    ("bytes", "1000000000000", "tb terabyte terabytes"),
    ("bytes", "1000000000000000", "pb petabyte petabytes"),
    ("hertz", "1000000", "mhz megahertz"),
    ("hertz", "1000000000", "ghz gigahertz"),
    ("operations", "1000000000000", "teraflops tflops"),
    ("operations", "1000000000000000", "petaflops pflops"),
    ("operations", "1000000000000000000", "exaflops eflops"),
    ("km/h", "1", "km/h kmh kph"),
    ("mph", "1", "mph"),
    ("times", "1", "times fold x ×"),
    ("qubits", "1", "qubit qubits"),
)
MEASURES = {
    name.replace("-", " ") if name[0] in "sdm" and "watt" not in name else name: (
        dimension,
        Decimal(factor),
    )
    for dimension, factor, names in _MEASURE_ROWS
    for name in names.split()
}

ATTACHED_ONLY = frozenset({"x", "×", "k", "fold"})
"""Units and scales that stand right at the number or after its hyphen: `10x`, `5k`, `two-fold`."""
