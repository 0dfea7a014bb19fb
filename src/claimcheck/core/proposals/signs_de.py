"""Words by which a German sentence shows whether it asserts something that can be checked."""

SIGNS = {
    "amount": (
        r"\b(?:hälfte|drittel|viertel|doppelt|verdoppel\w{1,5}|dreifach\w{0,2}|dutzende?|hunderte"
        r"|tausende|millionen|milliarden|mehrheit|prozent|durchschnitt\w{0,6}|insgesamt|mindestens"
        r"|rund|etwa|euro|anzahl|zahl der|anteil)\b"
    ),
    "change": (
        r"\b(?:stieg(?:en)?|steig(?:t|en)|gestiegen|sank(?:en)?|sink(?:t|en)|gesunken|wuchs(?:en)?"
        r"|wächst|wachsen|gewachsen|fiel(?:en)?|fällt|gefallen|verlor(?:en)?|gewann(?:en)?|gewonnen"
        r"|erhöh(?:t|te|ten|en)|senk(?:t|te|ten|en)|gesenkt|kürz(?:t|te|ten)|gekürzt"
        r"|zugenommen|abgenommen|schrumpf\w{1,4}|rückgang|anstieg|zuwachs|halbiert\w{0,3})\b"
    ),
    "degree": (
        r"\b(?:mehr|weniger|höher|niedriger|größer|kleiner|schneller|langsamer|besser|schlechter"
        r"|teurer|billiger|älter|jünger|länger|kürzer|stärker"
        r"|schwächer)\w{0,2} (?:\w{1,20} ){0,3}als\b"
        r"|\b(?:der|die|das|dem|den|des) (?:\w{1,20}(?:ste[nrs]?|ßte[nrs]?))\b|\berstmals\b"
        r"|\brekord\w{0,10}"
    ),
    "past": (
        r"\b(?:war(?:en)?|hatten?|wurden?|sagten?|gab(?:en)?|ging(?:en)?|kam(?:en)?|nahm(?:en)?"
        r"|ließ(?:en)?|stand(?:en)?|lag(?:en)?|hielt(?:en)?|schrieb(?:en)?|fand(?:en)?|zog(?:en)?"
        r"|traf(?:en)?|begann(?:en)?|starb(?:en)?|blieb(?:en)?|trat(?:en)?|erhielt(?:en)?"
        r"|schloss(?:en)?"
        r"|beschloss(?:en)?|unterschrieb(?:en)?|verkündeten?|kündigten?|gründeten?|eröffneten?"
        r"|zahlten?|kosteten?|stimmten?|lehnten?|forderten?|baute[nt]?|führten?"
        r"|(?-i:(?!heute|weite|letzte|seite|gute|beste|erste|zweite|dritte|könnte|sollte|müsste"
        r"|möchte|hätte|wollte|dürfte|bitte|leichte|rechte|alte|harte)[a-zäöüß]{3,20}ten?))\b"
    ),
    "perfect": (
        r"\b(?:hat|haben|habe|hatte|hatten|ist|sind|wurde|wurden|worden)\b[^.!?]{0,200}\b"
        r"(?:ge[a-zäöüß]{2,20}(?:t|en)|(?:be|ver|er|ent|zer)[a-zäöüß]{3,20}(?:t|en)"
        r"|[a-zäöüß]{3,20}iert)\b"
    ),
    "attribution": (
        r"\b(?:sagte|sagt|erklärte|teilte .{0,60} mit|laut|zufolge|nach angaben|berichtete?n?"
        r"|betonte|meldete|behauptet\w{0,2}|bestätigte|studie|umfrage|bericht|statistik\w{0,3}"
        r"|bundesamt"
        r"|angaben)\b"
    ),
    "deed": (
        r"\b(?:verurteilte\w?|verhaftet\w{0,2}|festgenommen|exportiert|importiert|beschlossen"
        r"|verabschiedet\w{0,2}|gewählt|ernannt|verkauft\w{0,2}|gekauft|kaufte"
        r"|gegründet"
        r"|eröffnet|geschlossen|verboten|genehmigt|abgelehnt|gestorben|getötet|verurteilt|entlassen"
        r"|eingestellt|kostet|beträgt|betrug|umfasst|besteht aus|produziert|liefert|beschäftigt"
        r"|investiert\w{0,2}|übernommen|gehört|enthält|verfügt|besitzt|liegt)\b"
    ),
    "when": (
        r"\b(?:seit|vor (?:\w{1,12} )?(?:jahr(?:en)?|monaten?|wochen|tagen)|(?:im|am|letzte[nrs]?"
        r"|vergangene[nrs]?|jede[ns]?|pro|diese[sn]?) (?:jahr|monat|woche|tag|quartal|januar"
        r"|februar"
        r"|märz|april|mai|juni|juli|august|september|oktober|november|dezember|montag|dienstag"
        r"|mittwoch|donnerstag|freitag|samstag|sonntag)\w{0,2}|jährlich|bislang|bisher|zuletzt"
        r"|gestern)\b"
    ),
    "scope": (
        r"\b(?:alle[nrs]?|jede[nrs]?|keine?[nrs]?|niemand|nie|immer|meisten|viele|mehrere"
        r"|einzige[nrs]?)\b"
    ),
    "cause": r"\b(?:wegen|aufgrund|durch|verursacht\w{0,2}|führte zu|führt zu|infolge|weil)\b",
    "matter": (
        r"\b(?:steuern?|haushalt|schulden|arbeitslos\w{0,8}|inflation|löhne|preise?|wirtschaft"
        r"|zinsen"
        r"|handel|rente\w{0,2}|versicherung\w{0,2}|krankenh\w{2,6}|schulen?|polizei"
        r"|gericht\w{0,2}|gesetz\w{0,2}"
        r"|vertrag|regierung|minister\w{0,3}|bundestag|partei\w{0,2}|wahl\w{0,2}|unternehmen"
        r"|konzern|bank"
        r"|firma|energie|strom|gas|bevölkerung|einwohner|krieg|umsatz|gewinn|stadt|land"
        r"|kilometer)\b"
    ),
    "third": r"^(?:der|die|das|er|sie|es|ein|eine|kein\w{0,2}|laut|nach angaben|allein|rund)\b",
    "named": (
        r"^(?-i:(?!(?:Das|Es|Ich|Wir|Sie|Er|Dies|Was|Wer|Hier|Man|Da|So|Und|Aber|Der|Die|Ihr)\b)"
        r"[A-ZÀ-Þ][\w.'&-]{0,30}(?: [A-ZÀ-Þ&][\w.'&-]{0,30}){0,4}) (?:ist|sind|war|waren|hat"
        r"|haben|hatte|wird|wurde|liegt|gehört)\b"
    ),
    "frame": (
        r"\b(?:ich|wir) (?:glaube?n?|denke?n?|finde?n?|meine?n?|hoffe?n?|wünsche?n?|möchten?"
        r"|wollen|will"
        r"|freue?n?|weiß|verstehe?n?|bin|sind)\b|\b(?:meiner|unserer) (?:meinung|ansicht)\b"
    ),
    "modal": (
        r"\b(?:soll(?:te|ten|en)?|muss|müssen|müssten?|darf|dürfen|dürften?|könnten?|kann|können"
        r"|würden?|möchten?)\b"
    ),
    "future": (
        r"\b(?:wird|werden) (?!ge)(?:[^.!?]{0,120}(?!worden)[a-zäöü]{3,20}en[.!])|\bmorgen\b"
        r"|\bkünftig\b"
    ),
    "condition": r"(?:^|, )(?:wenn|falls|sofern)\b",
    "judging": (
        r"\b(?:schön|toll|wunderbar|schlecht|gut|wichtig\w{0,2}|richtig|falsch|fair|unfair"
        r"|skandal\w{0,2}"
        r"|peinlich|leider|hoffentlich|vielleicht|wahrscheinlich|natürlich|sicherlich|zukunft"
        r"|mut)\b"
    ),
    "you": r"\b(?:du|dir|dich|ihr|lasst uns|bitte|meine damen und herren|liebe\w?)\b",
    "courtesy": (
        r"^(?:danke|vielen dank|guten (?:tag|morgen|abend)|hallo|herzlich willkommen|willkommen|ja"
        r"|nein|bitte|gern|auf wiedersehen)\b[^.!?]{0,40}[.!?]*$"
    ),
    "bid": (
        r"^(?:lassen sie|schauen sie|stellen sie sich|denken sie|lesen sie|sehen sie"
        r"|kommen sie)\b"
    ),
    "i": r"\b(?:ich|mich|mir|mein\w{0,2})\b",
    "empty": r"^(?:das|dies|es) (?:ist|sind|war)\b",
    "vague": r"\b(?:irgend\w{1,8}|etwas|dinge|sachen|themen?|probleme?)\b",
    "exists": r"\bes gibt\b|\bgibt es\b|\bhat(?:ten?)? kein\w{0,2}\b",
    "denied": r"\b(?:wurden?|hat(?:ten?)?|haben|war(?:en)?) (?:\w{1,20} )?nicht\b",
    "now": r"\b(?:derzeit|heute|aktuell|inzwischen|weiterhin|mittlerweile|noch|bereits)\b",
}
