"""Numbers that are names, and numbers that are none."""

from figure_pairs import Pair, trap

NAMES = (
    Pair("The H100 is fast", "The H100 is fast.", "match", "a chip"),
    trap("The H100 is fast", "The H200 is fast.", "differs", "another chip"),
    trap("The H100 is fast", "It has 100 fast cores.", "", "a name is no count: nothing to check"),
    Pair("GPT-5.4 came out", "GPT-5.4 came out.", "match", "a version in a name"),
    trap("GPT-5.4 came out", "GPT-5 came out.", "differs", "another version"),
    Pair("COVID-19 spread", "Covid-19 spread.", "match", "a name in another case"),
    trap("The iPhone 15 sold well", "The iPhone 16 sold well.", "differs", "another model"),
    Pair("The iPhone 15 sold well", "The iPhone 15 sold well.", "match", "a model"),
    trap("It runs on Windows 11", "It runs on Windows 10.", "differs", "another version"),
    Pair("It runs on Windows 11", "It runs on Windows 11.", "match", "a version"),
    trap("An F-16 crashed near the base", "An F-15 crashed near the base.", "differs", "a jet"),
    Pair(
        "Trainium3 is built in 3 nm", "Trainium3 is built in 3nm.", "match match", "name and unit"
    ),
    trap(
        "Trainium3 is built in 3 nm", "Trainium2 is built in 3nm.", "differs match", "the older one"
    ),
    trap("Section 2 says so", "Section 3 says so.", "differs", "another section"),
    Pair(
        "It was in Part 2 of the series", "It was in Part Two of the series.", "match", "in words"
    ),
    trap("The Boeing 737 was grounded", "The Boeing 747 was grounded.", "differs", "another type"),
    Pair("It sold 737 planes", "It sold the Boeing 737.", "not_found", "a name is no count"),
    trap("It has 100 cores", "It has H100 cores.", "not_found", "a name is no count"),
    trap("It has 19 wards", "It has COVID-19 wards.", "not_found", "a name is no count"),
    trap("It has 16 jets", "It has F-16 jets.", "not_found", "a name is no count"),
    trap("The A100 uses 400 W", "The A100 uses 700 W.", "match differs", "name right, power wrong"),
    trap(
        "The 42nd Street theatre burned",
        "The 43rd Street theatre burned.",
        "differs",
        "the one before",
    ),
    Pair("The 42nd Street theatre burned", "The 42nd Street theatre burned.", "match", "a name"),
    Pair("It uses a 5G network", "It uses a 5G network.", "", "no figure"),
    Pair("Version 1.2.3 came out", "Version 1.2.3 came out.", "match", "a version with two points"),
    trap("Apollo 11 landed", "Apollo 12 landed.", "differs", "another flight"),
    Pair(
        "The meeting began at 10:30", "The meeting began at 11:30.", "", "times of day are not read"
    ),
    trap("Call 555 operators", "Call 555-0123 operators.", "not_found", "a telephone number"),
    Pair("The L3 cache has 64 MB", "The L3 cache has 64 MB.", "match match", "name and size"),
    trap("The L3 cache has 64 MB", "The L2 cache has 64 MB.", "differs match", "another cache"),
)
