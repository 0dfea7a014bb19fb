"""Words by which an English sentence shows whether it asserts something that can be checked."""

_PAST_LIST = """
was were had did said told made went took came gave got found left lost paid met ran brought began
kept held wrote stood heard led spoke spent grew fell rose sent built broke bought became won chose
drew drove knew saw sold taught threw sank struck sought fought caught fled flew hid shot slept
stole swore woke sued froze forgot shook bore bred dealt dug fed hung laid lent meant rode rang
sang shrank slid spun stuck swept swung tore wound withdrew undertook overcame overthrew forbade
underwent oversaw foresaw rebuilt understood arose
"""
_PARTICIPLE_LIST = """
been had done said told made gone taken come given got gotten found left lost paid met run brought
begun kept held written stood heard led spoken spent grown fallen risen sent built broken bought
become won chosen drawn driven known seen sold taught thrown sunk struck sought fought caught fled
flown hidden shot stolen sworn frozen forgotten shaken borne bred dealt dug fed hung laid lent set
put cut hit shut let hurt quit bet torn withdrawn undertaken overcome overthrown forbidden rebuilt
shown proven beaten cost spread split
"""
_PAST = "|".join(_PAST_LIST.split())
_PARTICIPLE = "|".join(_PARTICIPLE_LIST.split())
_REGULAR = (
    r"(?!(?:need|indeed|hundred|proceed|speed|feed|exceed|succeed|seed|breed|agreed-upon|united"
    r"|sacred|naked|wicked|beloved|supposed|interested|concerned|committed|dedicated|excited"
    r"|worried|convinced|pleased|honored|prepared|determined|opposed to|used to be)\b)[a-z]{2,30}ed"
)

SIGNS = {
    "amount": (
        r"\b(?:half|third|thirds|quarter|double[ds]?|doubling|triple[ds]?|twice|quadrupled|dozens?"
        r"|hundreds|thousands|millions|billions|trillions|majority|minority|percentage|per ?cent"
        r"|percent|average|median|number of|amount of|total of|at least|as (?:many|much) as|bucks"
        r"|dollars|cents|once every|(?:two|three|four|five|six|seven|eight|nine|ten)[- ]?fold)\b"
    ),
    "change": (
        r"\b(?:increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|ris(?:e|es|en|ing)|rose|fall(?:s|en"
        r"|ing)?|fell|gr(?:ow|ows|ew|own|owing)|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)"
        r"|shr(?:ink|inks|ank|unk|inking)|expand(?:s|ed|ing)?|los(?:e|es|t|ing)|gain(?:s|ed|ing)?"
        r"|cut(?:s|ting)?|reduc(?:e|es|ed|ing|tion|tions)|rais(?:ed|es|ing)|slash(?:ed|es|ing)?"
        r"|soar(?:s|ed|ing)?|surg(?:e|es|ed|ing)|plung(?:e|es|ed|ing)|climb(?:s|ed|ing)?"
        r"|jump(?:s|ed|ing)?|gone (?:up|down)|went (?:up|down)|go(?:es|ing)? (?:up|down)"
        r"|(?:is|are|was|were) (?:up|down)|eliminat(?:es|ed|ing)|skyrocket(?:s|ed|ing)?)\b"
    ),
    "degree": (
        r"\b(?:more|less|fewer|higher|lower|larger|smaller|bigger|greater|faster|slower|better"
        r"|worse"
        r"|older|younger|cheaper|longer|shorter|stronger|weaker|earlier|later|richer|poorer)"
        r" (?:[a-z'-]{1,20} ){0,7}than\b|\bas [a-z]{2,20} as\b"
        r"|\b(?:highest|lowest|largest|smallest|biggest|greatest|fastest|slowest|worst|longest"
        r"|oldest|youngest|richest|poorest|cheapest|fewest|toughest|leading|record|all[- ]time"
        r"|first|last|second|only|single) (?:[a-z-]{2,20} ){0,2}(?:in|of|ever|since|time|on|to)\b"
        r"|\b(?:first|second|third|fourth|fifth) (?:time|largest|highest|president|country|year)\b"
        r"|\bnumber one\b"
    ),
    "past": rf"\b(?:{_PAST}|{_REGULAR})\b",
    "perfect": (
        r"(?:\b(?:has|have|had|having)|'ve)(?:n't)? (?:(?:not|never|already|also|just"
        r"|now|only|ever|all|both|consistently|repeatedly|recently|since|always|actually|really)"
        rf" ){{0,2}}(?:{_PARTICIPLE}|{_REGULAR})\b"
    ),
    "passive": (
        rf"\b(?:is|are|was|were|been|being|gets?|got|getting|'re"
        rf"|'s) (?:[a-z]{{2,14}}ly )?(?:{_REGULAR}"
        r"|known|built|made|paid|held|run|led|sold|given|taken|born|drawn|shown|driven|written"
        r"|spent|cut|hit|lost|set|put|found)\b(?! to be\b)"
    ),
    "attribution": (
        r"\b(?:said|says|told|announced|reported|reports|according to|testified|claimed|claims"
        r"|stated|denied|admitted|revealed|confirmed|estimates?|estimated|found that|shows that"
        r"|showed that|concluded|argued|warned|promised|pledged|called for|declared|acknowledged"
        r"|studies|study|survey|poll|polls|report|data|statistics|figures|census|evidence)\b"
    ),
    "deed": (
        r"\b(?:vot(?:e|es|ed|ing)|veto(?:es|ed)?|sign(?:s|ed)|pass(?:es|ed)|enact(?:ed|s)"
        r"|appoint(?:s|ed)|nominat(?:es|ed)|elect(?:s|ed)|support(?:s|ed)|oppos(?:es|ed)"
        r"|propos(?:es|ed|ing)|endors(?:es|ed)|introduc(?:es|ed)|fund(?:s|ed|ing)|invad(?:es|ed)"
        r"|attack(?:s|ed)|kill(?:s|ed|ing)|arrest(?:s|ed)|indict(?:s|ed)|convict(?:s|ed)"
        r"|fir(?:es|ed)"
        r"|hir(?:es|ed)|launch(?:es|ed)|releas(?:es|ed)|bann(?:ed|ing)|bans|block(?:s|ed)"
        r"|refus(?:es|ed)"
        r"|reject(?:s|ed)|approv(?:es|ed)|creat(?:es|ed)|establish(?:es|ed)|found(?:ed)"
        r"|buil(?:ds|t)|buys|bought|sells|sold|pays|paid|spen(?:ds|t|ding)|owns?|owned|owes?|owed"
        r"|receiv(?:es|ed)|provid(?:es|ed)|cover(?:s|ed)|import(?:s|ed)|export(?:s|ed)"
        r"|produc(?:es|ed)"
        r"|employ(?:s|ed)|cost(?:s|ing)?|earn(?:s|ed|ing)?|tax(?:es|ed)|died|dies|dying|sued"
        r"|acquired|merged|moved|withdrew|negotiated|joined|ended|started|began|closed|opened"
        r"|won|lost|became|replaced|doubled|deployed|tested|contains?|includes?|consists?)\b"
    ),
    "when": (
        r"\b(?:(?:last|past|previous|next|this|every|each|per|a) (?:[a-z]{2,10} )?(?:year|month"
        r"|week"
        r"|day|night|summer|winter|spring|fall|autumn|decade|century|quarter|hour|session|years"
        r"|months|weeks|decades)|years? ago|months? ago|weeks? ago|days? ago|decades? ago|ago"
        r"|since|yesterday|annually|monthly|in the (?:last|past)|for the (?:last|past|first)|during"
        r"|recently|until|january|february|march(?= \d)|april|june|july|august|september|october"
        r"|november"
        r"|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|so far|to date"
        r"|in history|at the time|currently)\b"
    ),
    "scope": (
        r"\b(?:every|all|none|nobody|never|always|most|majority|many|several|few|both|entire"
        r"|no (?:one|[a-z]{3,20}s)|not a single|any other|nationwide|worldwide"
        r"|across the country)\b"
    ),
    "cause": (
        r"\b(?:because of|due to|caused? by|caused|causes|led to|leads to|leading to|result(?:s"
        r"|ed)?"
        r" in|as a result|thanks to the|responsible for|contribut(?:es|ed) to|driven by"
        r"|stems? from)\b"
    ),
    "matter": (
        r"\b(?:tax(?:es)?|budget|deficits?|debt|jobs?|unemployment|inflation|wages?|incomes?"
        r"|prices?"
        r"|econom(?:y|ies)|rates?|interest|trade|tariffs?|imports?|exports?|welfare|pensions?"
        r"|insurance|medicare|medicaid|health ?care|hospitals?|doctors?|patients?|drugs?"
        r"|prescription"
        r"|schools?|teachers?|students?|crimes?|police|prisons?|courts?|judges?|laws?|acts?|bills?"
        r"|legislation|amendments?|treat(?:y|ies)|agreements?|sanctions?|troops|soldiers|army"
        r"|navy|war|wars"
        r"|weapons?|missiles?|nuclear|terrorists?|oil|gas|coal|energy|emissions|climate|water"
        r"|workers?"
        r"|employees?|unions?|compan(?:y|ies)|corporations?|banks?|business(?:es)?|industr(?:y|ies)"
        r"|population|immigrants?|border|borders|elections?|votes?|voters?|congress|senate"
        r"|parliament"
        r"|governor|senator|president|minister|secretary|administration|agenc(?:y|ies)|department"
        r"|government|republicans?|democrats?|part(?:y|ies)|spending|cuts|increases?|revenues?"
        r"|profits?"
        r"|sales|market|households?|famil(?:y|ies)|poverty|children|record|policy|program|programs"
        r"|funds?|funding|members?|countr(?:y|ies)|states?|cit(?:y|ies)|committee|commission"
        r"|plan)\b"
    ),
    "frame": (
        r"\b(?:I|we)(?:'m| am| do| don't| really| would| also| just| still| truly| firmly|'d"
        r"|'re| are)* (?:think|believe|feel|hope|want|wish|guess|suppose|like|love|care|know|trust"
        r"|agree|disagree|understand|appreciate|respect|mean|need|look forward|see|expect|hear"
        r"|remember|stand|prefer|intend|plan to|propose|ask|say|tell|intend|sure|proud|glad|happy"
        r"|sorry|confident|certain|convinced|grateful|honored|excited|committed|determined|ready)\b"
        r"|\bin my (?:opinion|view|judgment|heart)\b|\bmy (?:view|belief|hope|opinion|feeling"
        r"|heart)\b"
        r"|\bi'm (?:not )?(?:sure|proud|glad|happy|sorry|going)\b"
    ),
    "modal": (
        r"\b(?:should|must|ought|would|could|might|may|can|cannot|can't|couldn't|wouldn't"
        r"|shouldn't|need to|needs to|have to|has to|has got to|have got to|'ve got to|got to"
        r"|had better|want to|wants to|try to|trying to|able to)\b"
    ),
    "future": (r"\b(?:will|won't|shall|going to|gonna|about to|tomorrow)\b|'ll\b"),
    "condition": (
        r"(?:^|[,;] ?)(?:and |but |so |now )?(?:if|unless|suppose|imagine|whether)\b|\bif (?:you"
        r"|we|i|they|he|she)\b"
    ),
    "judging": (
        r"\b(?:great|good|bad|wonderful|terrible|beautiful|horrible|amazing|incredible|important"
        r"|right|wrong|fair|unfair|proud|shame|shameful|disgrace|ridiculous|nice|tremendous"
        r"|fantastic"
        r"|outrageous|sad|happy|best thing|essential|critical|crucial|vital|fundamental|values"
        r"|freedom"
        r"|dream|hopes?|faith|courage|leadership|character|decency|honest(?:y|ly)?|truth|trust"
        r"|future|better|perhaps|maybe|probably|frankly|obviously|clearly|simply|of course)\b"
    ),
    "you": (
        r"\b(?:you|your|yours|let me|let us|let's|please|folks|my friends|ladies and gentlemen)\b"
    ),
    "courtesy": (
        r"^(?:thank|thanks|welcome|good (?:evening|morning|afternoon|night)|hello|hi|okay|ok|yes"
        r"|no|sure|right|sorry|excuse me|well|absolutely|please|congratulations|bye|goodbye)\b"
        r"[^.!?]{0,25}[.!?]*$|\b(?:thank you|thanks)\b"
    ),
    "bid": (
        r"^(?:and |but |so |now |then )?(?:let|look|listen|consider|remember|imagine|ask|stop|vote"
        r"|join|tell|give|take|make|keep|go|come|think|read|wait|see|don't|do not|never"
        r"|please)\b(?! (?:is|are|was|were|place)\b)"
    ),
    "i": r"\b(?:I|I'm|I'd|I've|my|me|mine|myself)\b(?!-)",
    "empty": (
        r"^(?:and |but |so |well,? |now,? )?(?:that|this|it|there|these|those)(?:'s| is| are"
        r"| was)(?: not| no)?\b"
    ),
    "ongoing": (
        r"\b(?:is|are|'s|'re|been) (?:now |still |currently |already |not )?"
        r"(?!(?:going|trying|talking|doing|looking|saying|being|asking|thinking)\b)[a-z]{3,20}ing\b"
    ),
    "now": r"\b(?:now|today|right now|at present|currently|still|no longer|already)\b",
    "exists": r"\bthere (?:is|are|was|were|has|have)(?:n't)?\b|\b(?:has|have|had) no\b",
    "superlative": (
        r"\b(?:the|its|their|our) (?:very )?(?!(?:best|rest|west|test|forest|harvest)\b|honest|"
        r"interest\b|request\b|protest)[a-z]{2,10}(?:est|iest) [a-z]{3,20}"
    ),
    "untrue": (
        r"\b(?:not|n't|simply|just|isn't|absolutely) (?:true|accurate|correct|the case)\b"
        r"|\b(?:false|untrue|lied|lie)\b"
    ),
    "denied": r"\b(?:did|was|were|had|has|does)(?:n't| not| never)\b",
    "third": (
        r"^(?:and |but |so |now,? |well,? )?(?:he|she|they|the|his|her|their|its|mr|mrs|senator"
        r"|president|governor|minister|(?-i:[A-Z][a-z]{1,20} [A-Z][a-z]{1,20}))\b"
    ),
    "named": (
        r"^(?:the )?(?-i:(?!(?:It|That|This|There|These|Those|He|She|They|We|You|I|What|Who|Here"
        r"|Now"
        r"|And|But|So|If|My|Our|Your|Nobody|Everybody|Everyone|Nothing|Everything)\b)"
        r"[A-Z][\w.'&-]{0,30}(?: (?:of )?[A-Z&][\w.'&-]{0,30}){0,5}) (?:(?:is|was|are|were|has|had"
        r"|does|did)\b|(?!yes\b|us\b|less\b|always\b|this\b)[a-z]{2,20}(?:s|ed)\b)"
    ),
    "vague": (
        r"\b(?:something|anything|everything|somebody|anybody|things?|stuff|ways?|issues?|ideas?"
        r"|problems?|kind of|sort of|a lot)\b"
    ),
}

FINITE = (
    r"(?:n't\b|\b(?:it|he|she|that|there)'s\b|\b(?:they|we|you)'re\b"
    r"|\b(?:is|are|has|have|does|do|will|would|can|could|may|might|must|should|cut|cost|hit|put"
    r"|set|let|shut|spread|beat|says|goes|gets|covers|includes|gives|lives|rules"
    rf"|{_PAST}|{_REGULAR}"
    r"|[a-z]{2,20}(?:ates|izes|ises|ows|oves|akes|uces|ides|eases|ains|ends|ents|ects|ays|eeds"
    r"|elps|eels|ells|olds|eads|uys)(?= (?:a|an|the|its|their|his|her|to|up|over|\d)\b))\b)"
)
"""A verb that can stand with a subject; of the present, endings that nouns rarely have."""
