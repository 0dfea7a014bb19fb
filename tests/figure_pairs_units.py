"""Units of measure and of data: conversion, orders of magnitude, rates."""

from figure_pairs import Pair, trap

UNITS = (
    Pair(
        "The tunnel is 57 km long",
        "The tunnel is 57 kilometres long.",
        "match",
        "one unit, two names",
    ),
    Pair(
        "The tunnel is 57 km long", "The tunnel is 57,000 m long.", "match", "metres to kilometres"
    ),
    Pair("The road is 5 miles long", "The road is 8 km long.", "close", "5 miles are 8.05 km"),
    trap(
        "The road is 5 miles long", "The road is 5 km long.", "differs", "same number, other unit"
    ),
    trap("The road is 5 km long", "The road is 5 nautical miles long.", "differs", "nautical"),
    Pair("The tower is 300 m tall", "The tower is 984 feet tall.", "close", "feet, rounded"),
    trap("The tower is 300 m tall", "The tower is 300 feet tall.", "differs", "metres, not feet"),
    Pair("It holds 2 TB of data", "It holds 2,000 GB of data.", "match", "a thousand gigabytes"),
    trap("It holds 2 TB of data", "It holds 2 GB of data.", "differs", "three orders apart"),
    trap(
        "The disk holds 2 GB of data", "The disk holds 2 Gb of data.", "differs", "bits, not bytes"
    ),
    Pair("The link carries 10 Gbit/s", "The link carries 10 Gbps.", "match", "two spellings"),
    trap("The link carries 10 Gbps", "The link carries 10 Mbps.", "differs", "three orders apart"),
    trap("A call takes 5 nanoseconds", "A call takes 5 microseconds.", "differs", "nano and micro"),
    trap("A call takes 5 ns", "A call takes 5 µs.", "differs", "the same with signs"),
    Pair("A call takes 500 ns", "A call takes 0.5 µs.", "match", "half a microsecond"),
    Pair("A call takes 0.5 ms", "A call takes 500 microseconds.", "match", "milli to micro"),
    Pair("The plant makes 1.2 GW", "The plant makes 1,200 MW.", "match", "giga to mega"),
    trap("The plant makes 1.2 GW", "The plant makes 1.2 MW.", "differs", "three orders apart"),
    trap("The plant made 500 MWh", "The plant made 500 MW.", "differs", "energy against power"),
    trap("The plant makes 500 MW", "The plant makes 500 kW.", "differs", "mega against kilo"),
    trap("The sensor draws 5 mW", "The sensor draws 5 MW.", "differs", "milli against mega"),
    Pair("It was 20 °C in the hall", "It was 68 °F in the hall.", "match", "converted exactly"),
    trap(
        "It was 40 °C in the hall",
        "It was 40 °F in the hall.",
        "differs",
        "Celsius, not Fahrenheit",
    ),
    Pair(
        "It was -5 °C at night", "It was −5 degrees Celsius at night.", "match", "two minus signs"
    ),
    trap("It was -5 °C at night", "It was 5 °C at night.", "differs", "the sign is lost"),
    Pair("The ship weighs 90,000 tonnes", "The ship weighs 90 million kg.", "match", "kilograms"),
    trap("The ship weighs 90,000 tonnes", "The ship weighs 90,000 kg.", "differs", "a thousandth"),
    Pair("The parcel weighs 2 kg", "The parcel weighs 4.4 lb.", "close", "pounds, rounded"),
    trap("The parcel weighs 2 kg", "The parcel weighs 2 lb.", "differs", "pounds"),
    Pair(
        "The park covers 100 hectares", "The park covers 1 square kilometre.", "match", "singular"
    ),
    Pair("The park covers 100 hectares", "The park covers 1 km².", "match", "hectares to km²"),
    trap("The park covers 100 hectares", "The park covers 100 acres.", "differs", "acres"),
    Pair("The drive took 90 minutes", "The drive took 1.5 hours.", "match", "hours to minutes"),
    trap("The drive took 90 minutes", "The drive took 90 seconds.", "differs", "seconds"),
    Pair(
        "The lease runs for 24 months", "The lease runs for two years.", "match", "years to months"
    ),
    trap("The lease runs for 24 months", "The lease runs for 24 years.", "differs", "years"),
    Pair("The train runs at 300 km/h", "The train runs at 186 mph.", "close", "miles, rounded"),
    trap("The train runs at 300 km/h", "The train runs at 300 mph.", "differs", "miles"),
    trap(
        "The pump moves 5 litres per second",
        "The pump moves 5 litres per minute.",
        "differs",
        "rate",
    ),
    Pair(
        "The pump moves 5 litres per second",
        "The pump moves 5 litres a second.",
        "match",
        "a = per",
    ),
    Pair(
        "The chip is made in 3 nm", "The chip is made on a 3nm process.", "match", "a unit, no name"
    ),
    trap("The chip is made in 3 nm", "The chip is made in 5 nm.", "differs", "another node"),
    Pair("The system does 2 exaflops", "The system does 2,000 petaflops.", "match", "exa to peta"),
    trap("The system does 2 exaflops", "The system does 2 petaflops.", "differs", "three orders"),
    Pair("The radio sends at 2.4 GHz", "The radio sends at 2400 MHz.", "match", "giga to mega"),
    trap("The radio sends at 2.4 GHz", "The radio sends at 2.4 MHz.", "differs", "three orders"),
    Pair("It has 133 qubits", "It has 133 qubits.", "match", "a unit of its own"),
    Pair(
        "The lake holds 3 million m³", "The lake holds 3 billion litres.", "match", "cubic metres"
    ),
    trap("The air holds 400 ppm of it", "The air holds 400 ppb of it.", "differs", "a thousandth"),
    trap("The memory is 16 GiB", "The memory is 16 TiB.", "differs", "binary units, three orders"),
)
