"""Number words, scales, grouping and counts."""

from figure_pairs import Pair, trap

SCALES = (
    Pair("Twelve people died in the fire", "In the fire 12 people died.", "match", "in words"),
    Pair("It has 25 members", "It has twenty-five members.", "match", "with a hyphen"),
    Pair("It has 205 members", "It has two hundred and five members.", "match", "a hundred and"),
    Pair("It sold 3 million cars", "It sold 3,000,000 cars.", "match", "a million in digits"),
    trap("It sold 3 million cars", "It sold 3 billion cars.", "differs", "million, billion"),
    trap("It sold 3 million cars", "It sold 3,000 cars.", "differs", "three orders"),
    Pair("It sold 1.5 million cars", "It sold 1,500,000 cars.", "match", "decimals"),
    Pair("It has 5k users", "It has 5,000 users.", "match", "k"),
    Pair("The model has 70B parameters", "The model has 70 billion parameters.", "match", "B"),
    trap("The model has 70B parameters", "The model has 7B parameters.", "differs", "a tenth"),
    trap(
        "The model has 70B parameters", "The model has 70M parameters.", "differs", "a thousandth"
    ),
    Pair("It has 5 lakh users", "It has 500,000 users.", "match", "lakh"),
    Pair("It has 5 lakh users", "It has 5,00,000 users.", "match", "Indian grouping"),
    Pair("It has 3 crore users", "It has 30 million users.", "match", "crore"),
    trap("It has 3 crore users", "It has 3 lakh users.", "differs", "crore, lakh"),
    Pair("It sold a dozen boats", "It sold 12 boats.", "match", "a dozen"),
    Pair("It sold half a million boats", "It sold 500,000 boats.", "match", "half a million"),
    Pair("It sold 100 000 boats", "It sold 100,000 boats.", "match", "spaces part thousands"),
    Pair("It sold 100\u202f000 boats", "It sold 100,000 boats.", "match", "narrow spaces"),
    Pair("It sold 100'000 boats", "It sold 100,000 boats.", "match", "as the Swiss write"),
    trap("It sold 100,000 boats", "It sold 10,000 boats.", "differs", "a nought less"),
    trap("It sold 48,200 boats", "It sold 42,800 boats.", "differs", "digits changed places"),
    trap("It sold 48,200 boats", "It sold 48,300 boats.", "differs", "one digit"),
    Pair(
        "It carried 48,200 passengers",
        "In May it carried 6,350 bicycles.",
        "not_found",
        "other things",
    ),
    trap(
        "The town has 2,000 people",
        "The town was founded in 2000.",
        "close",
        "a year, which is said",
    ),
    Pair("The town has 2,000 people", "The town has 2000 people.", "match", "no comma"),
    trap("Twelve people died", "The road has 12 lanes.", "not_found", "counts another thing"),
    trap(
        "Four people died in the crash",
        "Four cars were in the crash on the hill.",
        "not_found",
        "cars",
    ),
    Pair("The team won 5–2", "The team won by 5-2.", "match", "a score"),
    trap("The team won 5–2", "The team won 5–3.", "differs", "another score"),
    Pair("The court ruled 6-3", "In a 6–3 ruling the court agreed.", "match", "a vote"),
    Pair("The third attempt failed", "The 3rd attempt failed.", "match", "ordinals"),
    trap(
        "It is the second-largest bank", "It is the third-largest bank.", "differs", "another rank"
    ),
    trap("It is the third-largest bank", "It is the 4th largest bank.", "differs", "another rank"),
    Pair("Its 25th ship sailed", "Its twenty-fifth ship sailed.", "match", "ordinals in words"),
    Pair("The hotline is open 24/7", "The hotline is open 24/7.", "match", "a fixed phrase"),
    Pair("It has two million users", "It has 2 mn users.", "match", "mn"),
    Pair("It has 4 trillion tokens", "It has 4 tn tokens.", "match", "tn"),
    trap("It has 4 trillion tokens", "It has 4 billion tokens.", "differs", "tn, bn"),
    Pair(
        "The fund has 300 members", "The fund has three hundred members.", "match", "three hundred"
    ),
    Pair("Ninety-nine schools closed", "99 schools closed.", "match", "ninety-nine"),
    trap("Ninety-nine schools closed", "Ninety schools closed.", "differs", "nine less"),
    Pair("She died at the age of 83", "She was 83.", "match", "an age, bare"),
    Pair("She died at the age of 83", "The 83-year-old died.", "match", "an age with a hyphen"),
    trap("She died at the age of 83", "She died aged 38.", "differs", "digits changed places"),
)
