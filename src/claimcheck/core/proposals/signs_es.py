"""Words by which a Spanish sentence shows whether it asserts something that can be checked."""

SIGNS = {
    "amount": (
        r"\b(?:mitad|tercio|cuarto|doble|duplic\w{1,4}|triplic\w{1,4}|decenas?|docenas?|cientos"
        r"|miles"
        r"|millones|mayoría|por ciento|promedio|media|al menos|unos|cerca de|euros?|dólares|pesos"
        r"|número de|total)\b"
    ),
    "change": (
        r"\b(?:aument\w{1,5}|subi\w{1,4}|sube[n]?|baj(?:ó|aron|a|an|ado)|disminuy\w{1,4}|cay(?:ó"
        r"|eron)|caíd[ao]"
        r"|creci\w{1,5}|crece[n]?|perd(?:ió|ieron|ido)|gan(?:ó|aron|ado)|redu(?:jo|jeron|cido"
        r"|ce)|recort\w{1,4}"
        r"|alza|descenso)\b"
    ),
    "degree": (
        r"\b(?:más|menos|mejor|peor|mayor|menor)(?:es)? (?:[\w-]{1,20} ){0,3}(?:que|de)\b"
        r"|\b(?:el|la|los|las) (?:[\w-]{1,20} )?(?:más|menos|mayor|menor) \w{3,}"
        r"|\b(?:primer|primera|segunda?|única?|último|última)\b|\brécord\b"
    ),
    "past": (
        r"\b(?:fue|fueron|era|eran|había|habían|tuvo|tuvieron|hizo|hicieron|dijo|dijeron|dio|dieron"
        r"|estuvo|pudo|puso|vino|llegó|(?!según|además|también|jamás|quizás"
        r"|después)[a-zñ]{3,20}(?:ó|aron|ieron|aba|aban|ía|ían))(?!\w)"
    ),
    "perfect": (
        r"\b(?:ha|han|había|habían|hemos|he)(?: (?:ya|nunca|sido))* [a-zñí]{2,20}(?:ado|ido|isto"
        r"|echo|icho|uesto|ierto|rito)\b"
    ),
    "passive": r"\b(?:es|son|fue|fueron|está|están) [a-zñ]{2,20}(?:ad|id)[oa]s?\b",
    "attribution": (
        r"\b(?:según|de acuerdo con|dijo|afirm(?:ó|a)|anunci(?:ó|a)|declar(?:ó|a)|asegur(?:ó|a)"
        r"|inform(?:ó|a|e)"
        r"|estudio|encuesta|datos|cifras|estadísticas|explic(?:ó|a)|señal(?:ó|a))\b"
    ),
    "deed": (
        r"\b(?:vot(?:ó|aron)|aprob(?:ó|aron|ado)|firm(?:ó|aron|ado)|nombr(?:ó|ado)|eligi\w{1,5}"
        r"|vend(?:ió|ieron|ido)"
        r"|compr(?:ó|aron|ado)|fund(?:ó|aron|ado|ada)|cre(?:ó|aron|ado)|abri(?:ó|eron)|cerr(?:ó"
        r"|aron|ado)|prohib\w{1,4}"
        r"|rechaz(?:ó|aron|ado)|murió|murieron|conden\w{1,4}|despid\w{1,5}|contrat(?:ó|aron)"
        r"|cuesta|cuenta con"
        r"|emplea|produce|posee|invirti\w{1,4}|lanz(?:ó|aron|ado)|constru\w{2,5}|representa"
        r"|incluye|contiene)\b"
    ),
    "when": (
        r"\b(?:desde|hace|el año pasado|año|al año|cada|ayer|en (?:enero|febrero|marzo|abril"
        r"|mayo|junio"
        r"|julio|agosto|septiembre|octubre|noviembre|diciembre)|lunes|martes|miércoles|jueves"
        r"|viernes"
        r"|sábado|domingo|recientemente|hasta|durante|pasado|pasada)\b"
    ),
    "scope": (
        r"\b(?:todos|todas|cada|ningún|ninguna|nadie|nunca|siempre|mayoría|varios|varias|único)\b"
    ),
    "cause": (
        r"\b(?:debido a|a causa de|por culpa de|provoc(?:ó|ado|a)|caus(?:ó|ado|a)|porque"
        r"|gracias a)\b"
    ),
    "matter": (
        r"\b(?:impuestos?|presupuesto|deuda|déficit|empleos?|desempleo|paro|inflación|salarios?"
        r"|precios?"
        r"|economía|tasas?|comercio|pensiones|seguros?|hospital\w{0,2}|escuelas?|policía"
        r"|tribunal\w{0,2}"
        r"|ley|leyes|tratado|acuerdo|gobierno|ministr[oa]|congreso|senado|partidos?|elecciones"
        r"|empresas?"
        r"|bancos?|energía|población|habitantes|guerra|ventas|beneficios|ciudad|país|estado)\b"
    ),
    "third": r"^(?:el|la|los|las|un|una|él|ella|ellos|ellas|dos|tres|ningún|ninguna)\b",
    "named": (
        r"^(?-i:(?!(?:Yo|Eso|Esto|Es|Que|Y|Pero|El|La|Los|Las|Se|No)\b)"
        r"[A-ZÀ-Þ][\w.'&-]{0,30}(?: [A-ZÀ-Þ&][\w.'&-]{0,30}){0,4}) (?:es|son|fue|era|tiene|ha"
        r"|han|está)\b"
    ),
    "frame": (
        r"\b(?:creo|creemos|pienso|pensamos|espero|esperamos|quiero|queremos|siento|opino|me gusta"
        r"|deseo|estoy segur[oa]|en mi opinión|a mi juicio)\b"
    ),
    "modal": (
        r"\b(?:debe[n]?|debemos|debería[n]?|hay que|tenemos que|tiene que|puede[n]?|podría[n]?"
        r"|podemos|quiere)\b"
    ),
    "future": (
        r"\b(?:va|van|vamos|voy) a [a-zñ]{2,20}r\b|\b[a-zñ]{3,20}(?:ará|erá|irá|arán|erán|irán"
        r"|aremos|eremos)(?!\w)|\bmañana\b"
    ),
    "condition": r"(?:^|, )si\b",
    "judging": (
        r"\b(?:buen[oa]?|mal[oa]?|bonit[oa]|hermos[oa]|terrible|maravillos[oa]|importante"
        r"|just[oa]|injust[oa]"
        r"|vergüenza|lamentablemente|afortunadamente|quizás?|tal vez|claro|futuro|esperanza)\b"
    ),
    "you": r"\b(?:usted|ustedes|tú|tu|tus|vosotros|señoras|señores|por favor|amigos)\b",
    "courtesy": (
        r"^(?:gracias|muchas gracias|hola|buen[oa]s (?:días|tardes|noches)|bienvenid[oa]s?|sí|no"
        r"|adiós)\b[^.!?]{0,40}[.!?]*$"
    ),
    "bid": (
        r"^¡?(?:mire[n]?|escuche[n]?|imagine[n]?|piense[n]?|vea[n]?|recuerde[n]?|vamos|hagamos"
        r"|no olvide[n]?)\b"
    ),
    "i": r"\b(?:yo|mí|mis?|me)\b",
    "empty": r"^(?:eso|esto|es|ésa|ese) (?:es|fue|son)?\b",
    "vague": r"\b(?:algo|cosas?|problemas?|temas?|asuntos?)\b",
    "exists": r"\b(?:hay|había|no tiene[n]?)\b",
    "denied": r"\bno (?:fue|ha|han|tuvo|hizo|era)\b",
    "now": r"\b(?:hoy|actualmente|ahora|todavía|aún|ya)\b",
}
