"""Currencies: signs, codes, words, scales."""

from figure_pairs import Pair, trap

MONEY = (
    Pair("The deal cost $1.2 billion", "The deal cost 1,200 million dollars.", "match", "words"),
    Pair("The deal cost $1.2bn", "The deal cost US$1.2 billion.", "match", "US$"),
    Pair("The deal cost $1.2bn", "The deal cost USD 1.2 billion.", "match", "code before"),
    Pair("The deal cost $1.2bn", "The deal cost 1.2 billion USD.", "match", "code after"),
    trap("The deal cost $1.2 billion", "The deal cost €1.2 billion.", "differs", "euro"),
    trap("The deal cost £300,000", "The deal cost $300,000.", "differs", "dollar"),
    trap("The deal cost $5m", "The deal cost $5bn.", "differs", "m, bn"),
    trap("The deal cost $5m", "The deal cost $5.", "differs", "no scale"),
    Pair("The deal cost €5m", "The deal cost 5 million euros.", "match", "words"),
    Pair("The deal cost £5m", "The deal cost 5 million pounds.", "match", "pounds of money"),
    trap("The deal cost A$5m", "The deal cost US$5m.", "differs", "Australian dollars"),
    trap("The deal cost C$5m", "The deal cost $5m.", "differs", "Canadian dollars"),
    Pair("The deal cost ¥500 million", "The deal cost 500 million yen.", "match", "yen"),
    trap("The deal cost ¥500 million", "The deal cost 500 million yuan.", "differs", "yuan"),
    Pair(
        "The deal cost CHF 20 million", "The deal cost 20 million Swiss francs.", "match", "francs"
    ),
    Pair("It paid Rs 500", "It paid ₹500.", "match", "rupees"),
    Pair("It paid 2 crore rupees", "It paid 20 million rupees.", "match", "crore"),
    trap("It paid 2 crore rupees", "It paid 2 lakh rupees.", "differs", "lakh"),
    Pair("It pays $5 per share", "It pays $5 a share.", "match", "a share: read as a sum alone"),
    trap("It pays $5 per share", "It pays $5 per employee.", "differs", "another rate"),
    trap("It earns $5 million a year", "It earns $5 million a month.", "differs", "another rate"),
    Pair("It earns $5 million a year", "It earns $5 million annually.", "match", "annually"),
    Pair("It raised $12.5 million", "It raised $12,500,000.", "match", "in digits"),
    trap("It raised $12.5 million", "It raised $125 million.", "differs", "the point is lost"),
    Pair("It is worth $3 trillion", "It is worth $3tn.", "match", "tn"),
    trap("It is worth $3 trillion", "It is worth $3 billion.", "differs", "tn, bn"),
    Pair("It cost 40 million kronor", "It cost SEK 40 million.", "match", "kronor"),
    Pair("It cost 40 million zloty", "It cost PLN 40 million.", "match", "zloty"),
    Pair("It cost 50 cents", "It cost 50 cents.", "match", "cents"),
    trap("It cost 50 cents", "It cost $50.", "differs", "cents, dollars"),
)
