"""Rounding, approximations, bounds and ranges."""

from figure_pairs import Pair, trap

ROUNDING = (
    Pair("It runs over 100,000 chips", "It runs 110,000 chips.", "close", "over holds"),
    Pair("It runs over 100,000 chips", "It runs 100,000 chips.", "close", "just that, not over"),
    trap("It runs over 100,000 chips", "It runs 90,000 chips.", "differs", "over fails"),
    Pair("It runs more than 100,000 chips", "It runs over 100,000 chips.", "match", "one bound"),
    trap(
        "It runs more than 100,000 chips", "It runs fewer than 100,000 chips.", "differs", "turned"
    ),
    trap("It runs at least 100 chips", "It runs at most 100 chips.", "differs", "turned"),
    Pair(
        "It runs 100,000 chips", "It runs more than 100,000 chips.", "close", "the bound is dropped"
    ),
    Pair("It runs 100 chips", "It runs about 100 chips.", "close", "the hedge is dropped"),
    Pair("It runs about 100 chips", "It runs 100 chips.", "match", "a weaker claim"),
    Pair("It runs about 100 chips", "It runs 103 chips.", "close", "about holds"),
    trap("It runs about 100 chips", "It runs 130 chips.", "differs", "too far for about"),
    trap(
        "It lies about 418 metres deep", "It lies about 410 metres deep.", "differs", "too precise"
    ),
    Pair("It lies about 410 metres deep", "It lies 413 metres deep.", "close", "to the ten"),
    trap("It runs 100 chips", "It runs 103 chips.", "differs", "no hedge"),
    Pair("It runs nearly 100 chips", "It runs 97 chips.", "close", "nearly holds"),
    trap("It runs nearly 100 chips", "It runs 104 chips.", "differs", "above"),
    trap("It runs nearly 100 chips", "It runs 60 chips.", "differs", "far below"),
    Pair("It runs under 100 chips", "It runs 97 chips.", "close", "under holds"),
    trap("It runs under 100 chips", "It runs 120 chips.", "differs", "under fails"),
    Pair("It costs up to $500", "It costs at most $500.", "match", "one bound"),
    Pair("The deal cost $1.2 billion", "The deal cost $1.21 billion.", "close", "rounded"),
    Pair("The deal cost $1.2 billion", "The deal cost $1,187 million.", "close", "rounded up"),
    trap("The deal cost $1.2 billion", "The deal cost $1.26 billion.", "differs", "rounds to 1.3"),
    trap("The deal cost $1.2 billion", "The deal cost $1.5 billion.", "differs", "another sum"),
    Pair(
        "The deal cost $1.21 billion", "The deal cost $1.2 billion.", "not_found", "source rounder"
    ),
    Pair("It grew 12 percent", "It grew 12.3 percent.", "close", "rounded"),
    trap("It grew 12 percent", "It grew 12.8 percent.", "differs", "rounds to 13"),
    trap("It grew 12.8 percent", "It grew 12.3 percent.", "differs", "both precise"),
    Pair("It grew 12.0 percent", "It grew 12 percent.", "match", "a nought more"),
    Pair(
        "It grew 10 to 15 percent", "It grew between 10 and 15 percent.", "match match", "a range"
    ),
    Pair("It grew 10–15%", "It grew 10% to 15%.", "match match", "the sign once and twice"),
    trap("It grew 10 to 15 percent", "It grew 10 to 25 percent.", "match differs", "upper end"),
    trap("It grew 15 percent", "It grew 10 to 15 percent.", "close", "only the upper end"),
    Pair(
        "It costs $1-2 billion",
        "It costs between $1 billion and $2 billion.",
        "match match",
        "unit",
    ),
    Pair("It grew between 10 and 15 percent", "It grew 12 percent.", "close close", "within"),
    trap("It grew between 10 and 15 percent", "It grew 18 percent.", "differs differs", "outside"),
    Pair(
        "It has 10 to 15 million users", "It has 10 million to 15 million users.", "match match", ""
    ),
    Pair(
        "It ran in the 2018–19 season",
        "It ran in the 2018-2019 season.",
        "match match",
        "short year",
    ),
    trap(
        "It ran in the 2018–19 season",
        "It ran in the 2018–20 season.",
        "match differs",
        "short year",
    ),
    Pair("It takes 2-3 hours", "It takes two to three hours.", "match match", "in words"),
    Pair("Some 5,000 people came", "About 5,000 people came.", "match", "some is about"),
    Pair(
        "It has 5,000+ members",
        "It has more than 5,000 members.",
        "close",
        "a plus sign is at least",
    ),
    Pair("It has 5,000 or more members", "It has at least 5,000 members.", "match", "or more"),
    trap("An estimated 5,000 people came", "Some 50,000 people came.", "differs", "a nought more"),
    Pair("It raised roughly $40 million", "It raised $41 million.", "close", "roughly holds"),
    trap("It raised roughly $40 million", "It raised $48 million.", "differs", "too far"),
    Pair("Its debt is just under $2 billion", "Its debt is $1.9 billion.", "close", "just under"),
)
