"""The words for directions, events, metrics and baselines, in five languages."""

UP_WORDS = (
    r"rais(?:e|es|ed|ing)|hik(?:e|es|ed|ing)|lift(?:s|ed|ing)?|creat(?:e|es|ed|ing)"
    r"|doubl(?:ed|es|ing)|tripl(?:ed|es|ing)|quadrupl(?:ed|es|ing)|\w{3,6}fold|add(?:ed|ing)"
    r"|rose|ris(?:e|es|en|ing)|increas\w*|gr[eo]w\w*|climb\w*|jump\w*|surg\w+|soar\w*"
    r"|gain\w*|higher"
    r"|expand\w*|expansion|boost\w*|rall(?:y|ied)|(?-i:up)(?!\s+(?:to|until))|uptick"
    r"|growth|faster"
    r"|st(?:ieg\w*|eig\w*)|gestiegen\w*|wuchs\w*|wächst|gewachsen|wachstum\w*|zugenommen|zunahme"
    r"|erhöh\w*|anstieg\w*|zuwachs|höher\w*|kletter\w*|gesteigert|zugelegt|legte|angestiegen"
    r"|augment\w*|hausse|progress\w+|croissance|accru\w*|bondi\w*|grimp\w*"
    r"|sub(?:ió|ieron|ida|e|en)|aument\w*|crec\w+|creció|alza|increment\w*"
    r"|増|上昇|伸び"
)
DOWN_WORDS = (
    r"will go|laid off|layoffs?|lays? off|halv(?:ed|es|ing)|trimm(?:ed|ing)|slash(?:es|ing)"
    r"|axe[ds]?|f[ea]ll(?:s|en|ing)?|dropp?\w*|declin\w*|decreas\w*|shr[aiu]nk\w*"
    r"|plung\w*"
    r"|slump\w*|lower\w*"
    r"|down(?!\s+to the)|cut(?:s|ting)?|reduc\w*|slid\w*|contract(?:ed|s|ion)|tumbl\w*"
    r"|s[aiu]nk\w*"
    r"|dipp?\w*|slow(?:ed|er)|fewer|shed|loss(?:es)? of|slashed|halved|eased|cheaper"
    r"|brach(?:en)?|sank\w*|sink\w*|gesunken|fiel\w*|gefallen|rückgang\w*|schrumpf\w*|verring\w*|abgenommen"
    r"|abnahme|niedriger\w*|zurück(?:gegangen)?|gesenkt|senkt\w*|eingebrochen|geschrumpft"
    r"|baiss\w*|recul\w*|chut\w*|diminu\w*|repli\w*"
    r"|cay(?:ó|eron)|caíd\w*|baj(?:ó|aron|a|an|ada)|descend\w*|descen\w*|disminu\w*|reduj\w+"
    r"|減|下落|低下|落ち"
)
EVENTS = {
    "birth": r"born|birth\w*|geboren\w*|née?|naissance|nació|nacid\w*|生まれ",
    "death": r"died|dies|dead|death\w*|passed away|lost (?:her|his|their) li(?:fe|ves)"
    r"|killed|starb"
    r"|gestorben|verstorben\w*|tod|morte?s?|décéd\w*|murió|fallec\w*|死去|亡くな",
    "marriage": r"marr(?:y|ied|ies|iage)|wed|wedding|heirat\w*|verheiratet|épous\w*"
    r"|mari(?:é|age)\w*"
    r"|casó|casad\w*|結婚",
    "divorce": r"divorc\w*|separated|geschieden|scheidung|離婚",
    "graduation": r"graduat\w*|diploma\w*|abschluss|diplômé\w*|graduó|卒業",
    "founding": r"found(?:ed|ing|er)|formed|forming|established|establish\w*"
    r"|incorporated|gegründet"
    r"|gründ\w+|fondée?s?|créée?s?|fund(?:ó|ada|ado)|設立|創業|創立",
    "end": r"disband\w*|dissol\w+|collaps\w*|split up|broke up|defunct|abolished"
    r"|liquidat\w*|aufgelöst"
    r"|dissoute?|disolvi\w*|disuelt\w*|解散|廃止",
    "opening": r"open(?:s|ed|ing)|inaugurat\w*|launch\w*|unveil\w*|eröffnet\w*|ouvert\w*"
    r"|inaugur\w*|abrió|開業|開館|発売",
    "closing": r"clos(?:ed|es|ing|ure)|shut\w*|demolish\w*|geschlossen|schließ\w*|fermé\w*"
    r"|fermeture|cerr(?:ó|ad\w*)|閉鎖|閉館",
    "start": r"beg[ai]n\w*|kick(?:s|ed|ing)? off|started|starts|starting|begann"
    r"|commenc\w*|comenzó|empezó|開始",
    "finish": r"ended|ends|ending|finish\w*|completed|beendet|endete|achevé\w*|terminé\w*|terminó"
    r"|終了|完成",
    "hiring": r"hired|appointed|joined|joining|recruited|named|berufen|ernannt"
    r"|nommé\w*|nombrad\w*",
    "leaving": r"resign\w*|fired|stepped down|retire\w*|quit|ousted|dismissed|trat zurück"
    r"|zurückgetreten|démission\w*|dimit\w*|辞任",
    "winning": r"w[io]n|wins|winning|winner|victor\w*|gewann|gewonnen|gagné|remporté\w*|ganó|優勝",
    "losing": r"lost|loses|losing|defeated by|verlor\w*|perdu|perdió",
    "purchase": r"bought|buys|acquir\w*|purchas\w*|kauft\w*|gekauft|erwarb|acheté\w*"
    r"|acquis\w*|compró"
    r"|買収",
    "sale": r"sold|sells|divest\w*|verkauf\w*|vendu\w*|cédé\w*|vendió|売却",
}  # fmt: skip
COMPATIBLE = {
    frozenset({"founding", "opening"}), frozenset({"founding", "start"}),
    frozenset({"opening", "start"}), frozenset({"end", "closing"}), frozenset({"end", "finish"}),
    frozenset({"closing", "finish"}), frozenset({"hiring", "start"}),
    frozenset({"hiring", "opening"}),
    frozenset({"opening", "finish"}), frozenset({"founding", "hiring"}),
    frozenset({"leaving", "closing"}), frozenset({"leaving", "finish"}),
    frozenset({"leaving", "end"}),
    frozenset({"purchase", "sale"}), frozenset({"winning", "losing"}),
    frozenset({"hiring", "purchase"}), frozenset({"finish", "winning"}),
    frozenset({"hiring", "sale"}),
}  # fmt: skip

METRICS = {
    "revenue": r"revenues?|sales|turnover|umsatz\w*|umsätze\w*|chiffre d['’]affaires"
    r"|ventes|ingresos"
    r"|ventas|売上|売り上げ",
    "profit": r"profits?|earnings|net income|gewinn\w*|überschuss\w*|bénéfices?"
    r"|beneficios?|ganancias?"
    r"|ebitda|ebit|利益",
    "loss": r"loss|losses|verlust\w*|pertes?|pérdidas?|損失|赤字",
    "cost": r"costs?|spending|expenses?|expenditures?|kosten|ausgaben|coûts?|dépenses"
    r"|costes?|costos?"
    r"|gastos?|費用",
    "price": r"prices?|priced|preis\w*|prix|precios?|inflation|価格|物価",
    "price-performance": r"price[- ]performance|preis[- ]leistung\w*",
    "performance": r"(?<!price[- ])performance|throughput|speedups?|leistung(?!saufnahme)\w*|性能",
    "power": r"power(?! plant| station)|energy use|electricity|stromverbrauch|strom"
    r"|énergie|consumption"
    r"|energía|消費電力|電力",
    "time": r"times?(?! as)|duration|dauer|zeit|durée|temps|tiempo|duración|時間",
    "efficiency": r"efficien\w+|effizienz|efficacité|eficiencia|効率",
    "accuracy": r"accura\w+|precision|genauigkeit|précision|精度",
    "capacity": r"capacit\w+|kapazität\w*|capacité|容量",
    "latency": r"latenc\w+|delay|latenz\w*",
    "memory": r"memory|ram|speicher|mémoire|memoria|メモリ",
    "bandwidth": r"bandwidth|bandbreite",
    "size": r"size|weight|größe|gewicht|taille|poids|tamaño|peso",
    "emissions": r"emissions?|emissionen|émissions?|emisiones|排出",
    "users": r"users?|subscribers?|customers?|nutzer\w*|kunden|abonnés|utilisateurs"
    r"|clients|usuarios"
    r"|clientes|利用者|会員|顧客",
    "staff": r"staff|employees|workers|workforce|jobs|headcount|beschäftigte\w*|mitarbeiter\w*"
    r"|salariés|employés|emplois|empleados|trabajadores|empleos|従業員|社員",
    "unemployment": r"unemploy\w*|jobless\w*|arbeitslos\w*|chômage|desempleo|paro|失業",
    "wages": r"wages?|salar(?:y|ies)|löhne|gehälter|salaires?|salarios?|sueldos?|賃金",
    "exports": r"exports?|exporte?n?|exportations|exportaciones|輸出",
    "imports": r"imports?|importe?n?|importations|importaciones|輸入",
    "production": r"production|output|produktion|producción|生産",
    "rescued": r"rescued?|saved|surviv\w+|gerettet\w*|überleb\w*|sauvés?|rescatad\w+|救助",
    "arrested": r"arrest\w*|detained|festgenommen|verhaftet|arrêtés?|detenid\w+|逮捕",
    "displaced": r"displaced|evacuat\w+|homeless|evakuiert|évacués|evacuad\w+|避難",
    "killed": r"killed|dead|deaths?|died|fatalit\w+|tote[nr]?|getötet|gestorben|morts?|tués?"
    r"|muert[oa]s?|fallecid\w+|死者|死亡",
    "injured": r"injur\w+|wounded|hurt|verletzt\w*|blessée?s?|herid[oa]s?|負傷|けが",
    "infected": r"infect\w*|cases|infizierte\w*|contagi\w*|感染",
    "missing": r"missing|vermisst\w*|disparus|desaparecid\w+|行方不明",
    "area": r"area|acres|fläche|superficie|面積",
    "height": r"tall|height|high|hoch|höhe|haut(?:eur)?|alt(?:o|ura)|高さ",
    "length": r"long|length|lang|länge|longueur|largo|longitud|長さ",
    "thickness": r"thick|thickness|dick|épais\w*|espesor|厚さ",
    "width": r"wide|width|breit\w*|large(?:ur)? de|ancho|幅",
    "depth": r"deep|depth|tief\w*|profond\w*|profund\w*|深さ",
    "speed": r"speed|velocity|geschwindigkeit|vitesse|velocidad|速度",
    "temperature": r"temperatur\w*|温度|気温",
    "debt": r"debts?|schulden|dettes?|deudas?|債務|負債",
    "deficit": r"deficits?|defizit|déficits?",
    "population": r"population|inhabitants|residents|einwohner\w*|bevölkerung|habitants|población"
    r"|habitantes|人口",
    "visitors": r"visitors?|tourists?|besucher\w*|visiteurs|visitantes|観光客|来場者",
    "passengers": r"passengers?|fahrgäste\w*|passagier\w*|passagers|pasajeros|乗客|旅客",
    "men": r"men|male|männer\w*|hommes|hombres|男性",
    "women": r"women|female|frauen|femmes|mujeres|女性",
    "boys": r"boys|jungen|garçons|niños",
    "girls": r"girls|mädchen|filles|niñas",
    "sons": r"sons?|söhne|fils|hijos",
    "daughters": r"daughters?|töchter|hijas",
    "goals": r"goals?|tore",
    "assists": r"assists?",
    "wins": r"wins|victories|siege",
    "losses at play": r"defeats|niederlagen",
    "gold": r"gold(?: medals?)?",
    "silver": r"silver(?: medals?)?",
    "bronze": r"bronze(?: medals?)?",
    "funding": r"rais(?:e[ds]?|ing)|fund(?:ing|raising)|levée?|eingesammelt|recaudó|調達",
    "investment": r"invest\w+|投資",
    "valuation": r"valuation|valued|market cap\w*|bewert\w*",
    "donation": r"donat\w+|spenden?|dons|donaci\w+|寄付",
}  # fmt: skip
BASELINES = {
    "year before": r"year[- ](?:on|over)[- ]year|(?:a|one) year (?:earlier|ago|before)"
    r"|(?:previous|prior"
    r"|last) year|vorjahr\w*|sur un an|interanual|año anterior|l['’]année précédente|前年",
    "quarter before": r"quarter[- ](?:on|over)[- ]quarter|(?:previous|prior|preceding) quarter"
    r"|a quarter earlier|vorquartal\w*|trimestre (?:précédent|anterior)|前期比|前四半期",
    "month before": r"month[- ](?:on|over)[- ]month|(?:previous|prior|last) month|a month earlier"
    r"|vormonat\w*|mois précédent|mes anterior|前月",
}
RATES = {
    "second": r"(?:a|per|each|every) second",
    "minute": r"(?:a|per|each|every) minute",
    "hour": r"hourly|(?:an|per|each|every) hour|pro stunde|par heure|por hora",
    "day": r"daily|(?:a|per|each|every) day|täglich\w*|pro tag|par jour|por día|diari[oa]s?",
    "week": r"weekly|(?:a|per|each|every) week|wöchentlich\w*|par semaine|por semana",
    "month": r"monthly|(?:a|per|each|every) month(?! (?:earlier|ago|before))|monatlich\w*|pro monat"
    r"|par mois|mensuel\w*|al mes|mensual\w*|月間",
    "quarter": r"quarterly|(?:a|per|each|every) quarter(?! (?:of|earlier|ago|before))",
    "year": r"annual(?:ly)?|yearly|(?:a|per|each|every) year(?! (?:earlier|ago|before))|jährlich\w*"
    r"|pro jahr|par an|annuel\w*|al año|anual\w*|年間",
}
QUALIFIERS = {
    "net": r"net|netto",
    "gross": r"gross|brutto",
    "operating": r"operating|operativ\w*|営業",
}
METRICS_THAT_MEET = {
    frozenset({"cost", "price"}),
    frozenset({"time", "latency"}),
    frozenset({"cost", "investment"}),
    frozenset({"performance", "efficiency"}),
    frozenset({"revenue", "price"}),
}
