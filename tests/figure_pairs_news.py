"""Sentences as newspapers and firms write them: several figures, asides, other words."""

from figure_pairs import Pair, trap

NEWS = (
    Pair(
        "The company reported revenue of $96.3 million for the quarter, up 14% from a year earlier",
        "Quarterly revenue came to $96.3m, a rise of 14 per cent on the same period last year.",
        "match match",
        "sum and rise in other words",
    ),
    trap(
        "The company reported revenue of $96.3 million for the quarter",
        "The company reported a net loss of $96.3 million for the quarter.",
        "differs",
        "a loss",
    ),
    Pair(
        "The bridge, which cost €450 million, carries 60,000 vehicles a day",
        "Some 60,000 vehicles cross the €450m bridge every day.",
        "match close",
        "some 60,000",
    ),
    trap(
        "The bridge carries 60,000 vehicles a day",
        "The bridge carries 60,000 vehicles a year.",
        "differs",
        "a year",
    ),
    trap(
        "Amazon says Trainium3 cuts training costs by up to 50 percent",
        "Trainium3 cuts training time by up to 50 percent, Amazon says.",
        "match differs",
        "time, not costs",
    ),
    Pair(
        "Inflation slowed to 2.4 percent in October",
        "Consumer prices rose 2.4 percent in October from a year earlier, down from 2.6 percent.",
        "differs match",
        "a limit: inflation that slows and prices that rise look opposite",
    ),
    trap(
        "Inflation slowed to 2.4 percent in October 2024",
        "Inflation slowed to 2.4 percent in October 2023.",
        "differs differs",
        "a year before",
    ),
    Pair(
        "At least 43 people were killed when the ferry sank",
        "The sinking of the ferry left at least 43 people dead.",
        "match",
        "killed, dead",
    ),
    trap(
        "At least 43 people were killed when the ferry sank",
        "At least 43 people were rescued when the ferry sank.",
        "differs",
        "rescued",
    ),
    trap(
        "The quake injured 230 people and killed 12",
        "The quake killed 230 people and injured 12.",
        "differs differs",
        "the other way round",
    ),
    Pair(
        "The law passed by 312 votes to 240",
        "The law was passed with 312 votes in favour and 240 against.",
        "match match",
        "votes",
    ),
    trap(
        "The law passed by 312 votes to 240",
        "The law passed by 321 votes to 240.",
        "differs match",
        "digits turned",
    ),
    Pair(
        "The population of the city was 8.4 million in 2020",
        "In 2020 the city had 8,398,748 inhabitants.",
        "close match",
        "rounded",
    ),
    trap(
        "The population of the city was 8.4 million in 2020",
        "In 2010 the city had 8.4 million inhabitants.",
        "differs differs",
        "another census",
    ),
    Pair(
        "The temperature reached 48.8 °C, a European record",
        "A record temperature of 48.8C was measured.",
        "match",
        "C without a sign",
    ),
    trap(
        "The temperature reached 48.8 °C", "The temperature reached 38.8 °C.", "differs", "ten less"
    ),
    Pair(
        "Ocean temperatures rose 0.9 °C",
        "Ocean temperatures rose by 0.9 degrees Celsius.",
        "match",
        "",
    ),
    Pair(
        "The vaccine was 94.1% effective",
        "Efficacy was 94.1 percent.",
        "match",
        "a precise figure",
    ),
    trap(
        "The vaccine was 94.1% effective", "The vaccine was 91.4% effective.", "differs", "turned"
    ),
    Pair("The flight takes 13 hours", "It is a 13-hour flight.", "match", "with a hyphen"),
    trap("The flight takes 13 hours", "It is a 3-hour flight.", "differs", "a digit less"),
    Pair(
        "He was sentenced to 12 years in prison",
        "He got a twelve-year prison sentence.",
        "match",
        "words",
    ),
    trap(
        "He was sentenced to 12 years in prison",
        "He was sentenced to 12 months in prison.",
        "differs",
        "months",
    ),
    Pair(
        "Its market value passed $3 trillion",
        "The firm is now worth more than $3 trillion.",
        "close",
        "more than",
    ),
    Pair(
        "The ship is 400 metres long and 61 metres wide",
        "At 400m by 61m, the ship is huge.",
        "match match",
        "by",
    ),
    trap("The ship is 400 metres long", "The ship is 400 feet long.", "differs", "feet"),
    Pair(
        "Emissions fell by a third between 1990 and 2020",
        "From 1990 to 2020, emissions declined by 33 percent.",
        "close match match",
        "a third",
    ),
    trap(
        "Emissions fell by a third between 1990 and 2020",
        "From 1990 to 2020, emissions grew by 33 percent.",
        "differs match match",
        "grew",
    ),
    trap("Emissions fell by a third", "Emissions fell to a third.", "differs", "by, to"),
    Pair("One in three adults smokes", "A third of adults smoke.", "match", "two spellings"),
    trap("One in three adults smokes", "Three in ten adults smoke.", "differs", "30 percent"),
    Pair(
        "The chip packs 208 billion transistors",
        "With 208bn transistors, the chip is large.",
        "match",
        "",
    ),
    trap(
        "The chip packs 208 billion transistors",
        "The chip packs 208 million transistors.",
        "differs",
        "",
    ),
    Pair(
        "It delivers 2.52 petaflops of FP8 compute",
        "It gives 2.52 PFLOPs in FP8.",
        "match match",
        "name",
    ),
    trap(
        "It delivers 2.52 petaflops of FP8 compute",
        "It gives 2.52 PFLOPs in FP16.",
        "match differs",
        "FP16",
    ),
    Pair("It offers 144 GB of memory", "144GB memory is on board.", "match", "no space"),
    trap(
        "It offers 144 GB of memory",
        "It offers 144 GB/s of memory bandwidth.",
        "differs",
        "bandwidth",
    ),
    Pair(
        "The bank raised rates to 5.25% from 5%",
        "The bank raised rates from 5 percent to 5.25 percent.",
        "match match",
        "from, to",
    ),
    trap(
        "The bank raised rates to 5.25% from 5%",
        "The bank cut rates from 5.25 percent to 5 percent.",
        "differs differs",
        "the other way",
    ),
    trap(
        "The bank raised rates by 0.25 percentage points",
        "The bank raised rates to 0.25 percent.",
        "differs",
        "by points, to percent",
    ),
    Pair("Sales were flat at $10 million", "Sales stood at $10 million.", "match", "flat"),
    Pair(
        "The team won the cup for the third time", "It was the team's third cup.", "match", "third"
    ),
    trap(
        "The team won the cup for the third time",
        "It was the team's fifth cup.",
        "differs",
        "fifth",
    ),
    Pair(
        "She finished second in the 2019 race",
        "In 2019 she came second in the race.",
        "match",
        "second alone is not read, the year is",
    ),
    Pair("It takes 25 minutes by train", "The train needs 25 min.", "match", "min"),
    trap("It takes 25 minutes by train", "The train needs 35 min.", "differs", "ten more"),
    Pair(
        "Turnout was 66.6 percent",
        "Two thirds of voters took part.",
        "not_found",
        "the source is rounder",
    ),
    Pair(
        "The sum was 1.5 million euros", "Der Betrag lag bei 1,5 Millionen Euro.", "match", "German"
    ),
    trap(
        "The sum was 1.5 million euros",
        "Der Betrag lag bei 15 Millionen Euro.",
        "not_found",
        "German, no word to tie it",
    ),
    Pair(
        "The sum was 1.5 million euros",
        "Le montant était de 1,5 million d’euros.",
        "match",
        "French",
    ),
    Pair(
        "The sum was 1.5 million euros", "La suma fue de 1,5 millones de euros.", "match", "Spanish"
    ),
    Pair("The plane flew at 35,000 feet", "The plane cruised at 10,668 m.", "match", "exactly"),
    Pair("The stadium seats 81,365", "The 81,365-seat stadium was full.", "match", "with a hyphen"),
    trap(
        "The stadium seats 81,365", "The stadium, with 81,356 seats, was full.", "differs", "turned"
    ),
    Pair(
        "Between 1,000 and 1,500 people marched",
        "1,000 to 1,500 people marched.",
        "match match",
        "",
    ),
    trap(
        "Between 1,000 and 1,500 people marched",
        "Between 10,000 and 15,000 people marched.",
        "differs differs",
        "a nought more",
    ),
    Pair(
        "The loan runs until 31 December 2030",
        "The loan matures on December 31st, 2030.",
        "match",
        "",
    ),
    trap(
        "The loan runs until 31 December 2030",
        "The loan matures on 31 December 2031.",
        "differs",
        "",
    ),
    Pair("The war began on 24 February 2022", "On Feb. 24, 2022, the war began.", "match", ""),
    trap(
        "The war began on 24 February 2022",
        "The war ended on 24 February 2022.",
        "differs",
        "ended",
    ),
    Pair(
        "The book appeared in the late 1990s", "It came out in the late 1990s.", "match", "decade"
    ),
    trap(
        "The book appeared in the late 1990s",
        "It came out in the late 1980s.",
        "not_found",
        "no word to tie it",
    ),
    Pair(
        "The fund holds over €2bn",
        "The fund, with more than 2 billion euros, is large.",
        "match",
        "",
    ),
    trap("The fund holds over €2bn", "The fund, with some €1.2bn, is large.", "differs", "less"),
    Pair("Roughly 1,200 jobs will go", "The firm will cut about 1,200 jobs.", "match", "cut jobs"),
    trap(
        "Roughly 1,200 jobs will go", "The firm will create about 1,200 jobs.", "differs", "create"
    ),
    Pair(
        "The mine yields 3.5 million tonnes a year",
        "Annual output of the mine is 3.5 million tonnes.",
        "match",
        "yearly",
    ),
    Pair("The wall is 3.6 m high", "The wall stands 3.6 metres tall.", "match", "high, tall"),
    trap("The wall is 3.6 m high", "The wall is 3.6 metres thick.", "differs", "thick"),
    Pair(
        "Shares fell 3.2% to $41.50",
        "The stock dropped 3.2 percent, closing at $41.50.",
        "match match",
        "",
    ),
    trap(
        "Shares fell 3.2% to $41.50", "Shares gained 3.2% to $41.50.", "differs differs", "gained"
    ),
    Pair("The river is 1,320 km long", "The river has a length of 1 320 km.", "match", ""),
    Pair(
        "Attendance doubled to 40,000",
        "Attendance rose twofold to 40,000.",
        "match match",
        "twofold",
    ),
    trap(
        "Attendance doubled to 40,000",
        "Attendance halved to 40,000.",
        "not_found differs",
        "halved",
    ),
    Pair(
        "It has more than 1 billion monthly users",
        "It counts 1.2 billion users a month.",
        "close",
        "over",
    ),
    trap(
        "It has more than 1 billion monthly users",
        "It counts 800 million users a month.",
        "differs",
        "",
    ),
    Pair(
        "Five of the nine judges agreed",
        "Five judges of the nine agreed.",
        "match match",
        "five, nine",
    ),
    trap(
        "Five of the nine judges agreed", "Six of the nine judges agreed.", "differs match", "six"
    ),
    Pair(
        "It uses 20 W at most",
        "It uses up to 20 W.",
        "close",
        "at most after the figure is not read",
    ),
    Pair(
        "The satellite weighs 1.2 t",
        "The satellite weighs 1,200 kg.",
        "not_found",
        "t alone is not read",
    ),
    Pair("The budget is ¥112.7 trillion", "予算は112兆7000億円。", "match", "兆 and 億"),
    trap("The budget is ¥112.7 trillion", "予算は112億円。", "not_found", "no word to tie it"),
    Pair(
        "15% of 200 respondents agreed", "Of 200 respondents, 15 percent agreed.", "match match", ""
    ),
    trap(
        "15% of 200 respondents agreed",
        "Of 150 respondents, 20 percent agreed.",
        "differs differs",
        "",
    ),
)
