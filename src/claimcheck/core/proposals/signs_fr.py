"""Words by which a French sentence shows whether it asserts something that can be checked."""

SIGNS = {
    "amount": (
        r"\b(?:moitié|tiers|quart|double|doublé|triplé|dizaines?|centaines?|milliers?|millions?"
        r"|milliards?|majorité|pour cent|moyenne|au moins|environ|euros?|nombre de|total|part)\b"
    ),
    "change": (
        r"\b(?:augment\w{1,6}|baiss\w{1,6}|diminu\w{1,6}|chut\w{1,5}|recul\w{1,5}|progress\w{1,6}"
        r"|hausse|croissance|perdu\w{0,2}|gagné\w{0,2}|réduit\w{0,2}|réduction|grimp\w{1,5}"
        r"|supprim\w{1,5})\b"
    ),
    "degree": (
        r"\b(?:plus|moins|meilleure?s?|pire) (?:[\w'’-]{1,20} ){0,3}(?:que?|qu['’])|\b(?:le|la"
        r"|les) (?:plus|moins) \w{3,}"
        r"|\b(?:premi(?:er|ère)s?|deuxième|seule?s?|dernière?s?) [\w'’]{2,20}|\brecord\b"
    ),
    "past": (
        r"\b(?:était|étaient|avait|avaient|fut|furent|[a-zéèêîïç]{3,20}(?:èrent|irent|urent"
        r"|aient))\b"
    ),
    "perfect": (
        r"\b(?:a|ont|avait|avaient|est|sont|s['’]est|se sont|n['’]a|n['’]ont)(?: (?:pas|jamais"
        r"|été|déjà"
        r"|également|aussi|toujours|ainsi))* (?:[a-zéèêîïç]{2,20}(?:é|ée|és|ées|i|is|it|u|us|ue"
        r"|ues|ert|ort|aint))\b"
    ),
    "attribution": (
        r"\b(?:selon|d['’]après|a déclaré|a annoncé|a indiqué|affirme|assure|annonce|déclare"
        r"|rapport"
        r"|étude|sondage|enquête|chiffres|statistiques|insee|explique|souligne)\b"
    ),
    "deed": (
        r"\b(?:voté|adopté|signé|nommé|élu|vendu|acheté|fondé|créé|ouvert|fermé|interdit"
        r"|approuvé|rejeté"
        r"|condamné|licencié|embauché|coûte|compte|emploie|produit|détient|possède|investi|lancé"
        r"|mort"
        r"|construit|livré|s['’]élève|représente|comprend|contient|appartient|racheté)\w{0,2}\b"
    ),
    "when": (
        r"\b(?:depuis|il y a|l['’]an (?:dernier|passé)|l['’]année (?:dernière|prochaine)|par an"
        r"|chaque"
        r"|hier|en (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre"
        r"|décembre)|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|récemment|jusqu['’]"
        r"|pendant"
        r"|dernier|dernière)\b"
    ),
    "scope": (
        r"\b(?:tous|toutes|chaque|aucune?|personne|jamais|toujours|plupart|plusieurs|unique)\b"
    ),
    "cause": r"\b(?:à cause de|en raison|grâce à|provoqué|causé|entraîn\w{1,4}|parce que|dû à)\b",
    "matter": (
        r"\b(?:impôts?|budget|dette|déficit|emplois?|chômage|inflation|salaires?|prix|économie|taux"
        r"|commerce|retraites?|assurance|hôpita\w{1,3}|écoles?|police|tribuna\w{1,2}|lois?"
        r"|traité|accord"
        r"|gouvernement|ministre|assemblée|sénat|partis?|élections?|entreprises?|banques?|énergie"
        r"|population|habitants|guerre|ventes|bénéfices?|ville|pays|état)\b"
    ),
    "third": r"^(?:le|la|les|il|elle|ils|elles|un|une|des|deux|trois|aucune?)\b|^l['’]",
    "named": (
        r"^(?-i:(?!(?:Je|Tu|Il|Elle|On|Nous|Vous|Ce|Cela|Qui|Que|Et|Mais|Le|La|Les)\b)"
        r"[A-ZÀ-Þ][\w.'&-]{0,30}(?: [A-ZÀ-Þ&][\w.'&-]{0,30}){0,4}) (?:est|sont|était|a|ont|avait"
        r"|compte)\b"
    ),
    "frame": (
        r"\b(?:je|nous) (?:pens\w{1,4}|crois|croyons|espér\w{1,4}|veux|voulons|souhait\w{1,4}"
        r"|aim\w{1,4}|trouv\w{1,4}"
        r"|suis|sommes)\b|\bj['’](?:espère|aime|aimerais|estime)\b|\bà mon avis\b|\bselon moi\b"
    ),
    "modal": (
        r"\b(?:doit|doivent|devons|devrait|devraient|faut|faudrait|peut|peuvent|pourrait|pourraient"
        r"|devrions|veut)\b"
    ),
    "future": (
        r"\b(?:va|vont|allons|vais) [a-zé]{2,20}(?:er|ir|re)\b|\b[a-zéè]{2,20}(?:era|eront|ira"
        r"|iront|erons)\b|\bdemain\b"
    ),
    "condition": r"(?:^|, )(?:si|s['’]il)\b",
    "judging": (
        r"\b(?:beau|belle|bon|bonne|mauvaise?|important\w{0,2}|juste|injuste|honte"
        r"|merveilleu\w{1,3}"
        r"|terrible|magnifique|malheureusement|heureusement|peut-être|sans doute|évidemment"
        r"|avenir)\b"
    ),
    "you": r"\b(?:vous|votre|vos|tu|ton|tes|mesdames|messieurs|chers|s['’]il vous plaît)\b",
    "courtesy": (
        r"^(?:merci|bonjour|bonsoir|bienvenue|oui|non|d['’]accord|au revoir)\b[^.!?]{0,40}[.!?]*$"
    ),
    "bid": r"^(?:regardez|écoutez|imaginez|pensez|lisez|voyez|prenez|allons|soyons|n['’]oubliez)\b",
    "i": r"\b(?:je|moi|mon|ma|mes)\b|\bj['’]",
    "empty": r"^(?:c['’]est|ce sont|cela est|ça)\b",
    "vague": r"\b(?:quelque chose|choses?|trucs?|problèmes?|questions?)\b",
    "exists": r"\bil y a\b|\bn['’](?:a|ont) (?:pas|aucune?)\b",
    "denied": r"\bn['’](?:a|ont|est|avait) (?:pas|jamais)\b",
    "now": r"\b(?:aujourd['’]hui|actuellement|désormais|encore|déjà|toujours)\b",
}
