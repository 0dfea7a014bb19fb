"""Claims against passages of the same words: those that deny them, and traps that do not."""

OPPOSITE = [
    # English: the doing is negated
    (
        "The price of the ferry ticket rose in 2025.",
        "The price of the ferry ticket did not rise in 2025.",
    ),
    (
        "The price of the ferry ticket did not rise in 2025.",
        "In 2025 the price of the ferry ticket rose.",
    ),
    ("The council approved the new harbour.", "The council didn’t approve the new harbour."),
    (
        "The council has approved the new harbour.",
        "The council has never approved the new harbour.",
    ),
    ("The tunnel was flooded in the storm.", "The tunnel was not flooded in the storm."),
    ("The old bridge was damaged.", "The old bridge, which was not damaged, reopened to traffic."),
    ("Wrenmouth won the rowing cup.", "Wrenmouth failed to win the rowing cup."),
    (
        "The harbour office is a member of the union.",
        "The harbour office is not a member of the union.",
    ),
    # English: a thing is negated
    ("Two deaths were reported in the fire.", "No deaths were reported in the fire."),
    ("No deaths were reported in the fire.", "Three deaths were reported in the fire."),
    ("Nobody died in the fire on the quay.", "Four people died in the fire on the quay."),
    ("The inspection found defects on the ferry.", "The inspection found no defects on the ferry."),
    (
        "The inspection of the ferry found no defects.",
        "The inspection of the ferry found several defects.",
    ),
    ("Nobody was injured in the collision.", "A passenger was injured in the collision."),
    # English: said by somebody
    (
        "The ferry ran aground in the fog.",
        "The captain said that the ferry did not run aground in the fog.",
    ),
    # German
    ("Die Preise sind 2024 gestiegen.", "Die Preise sind 2024 nicht gestiegen."),
    ("Die Preise stiegen 2024.", "Die Preise stiegen 2024 nicht."),
    ("Der Stadtrat hat die Brücke genehmigt.", "Der Stadtrat hat die Brücke nie genehmigt."),
    ("Bei dem Brand gab es zwei Todesopfer.", "Bei dem Brand gab es keine Todesopfer."),
    (
        "Die Prüfung fand keine Mängel an der Fähre.",
        "Die Prüfung fand mehrere Mängel an der Fähre.",
    ),
    ("Niemand wurde bei dem Unfall verletzt.", "Drei Menschen wurden bei dem Unfall verletzt."),
    # French
    ("Les prix ont augmenté en 2024.", "Les prix n’ont pas augmenté en 2024."),
    ("Le conseil a approuvé le nouveau port.", "Le conseil n’a jamais approuvé le nouveau port."),
    (
        "L’inspection a trouvé des défauts sur le bac.",
        "L’inspection n’a trouvé aucun défaut sur le bac.",
    ),
    (
        "Aucun passager n’a été blessé dans la collision.",
        "Trois passagers ont été blessés dans la collision.",
    ),
    ("Le pont ferme en hiver.", "Le pont ne ferme pas en hiver."),
    # Spanish
    ("Los precios subieron en 2024.", "Los precios no subieron en 2024."),
    ("El consejo aprobó el nuevo puerto.", "El consejo nunca aprobó el nuevo puerto."),
    (
        "La inspección encontró defectos en el barco.",
        "La inspección no encontró ningún defecto en el barco.",
    ),
    (
        "Ningún pasajero resultó herido en el choque.",
        "Tres pasajeros resultaron heridos en el choque.",
    ),
    ("El puente cierra en invierno.", "El puente no cierra en invierno."),
    # Japanese
    ("市議会は新しい橋を承認した。", "市議会は新しい橋を承認しなかった。"),
    ("フェリーは2025年に値上げした。", "フェリーは2025年に値上げしませんでした。"),
    ("点検で欠陥は見つからなかった。", "点検で欠陥が見つかった。"),
    ("火災で住民が死亡した。", "火災で住民は死亡していない。"),
    # Written before the rules were tried on them, which were mended by eight of these rows
    ("The company paid a dividend for 2023.", "The company did not pay a dividend for 2023."),
    (
        "Exports to Norway grew in the second quarter.",
        "Exports to Norway did not grow in the second quarter, the ministry said.",
    ),
    (
        "The minister attended the summit in Lisbon.",
        "The minister never attended the summit in Lisbon, her office said on Friday.",
    ),
    ("The vaccine is approved in Canada.", "The vaccine isn't approved in Canada."),
    (
        "Nobody has claimed responsibility for the attack.",
        "A group has claimed responsibility for the attack.",
    ),
    ("There were no survivors of the crash.", "There were two survivors of the crash."),
    ("The film received an award in Venice.", "The film received no award in Venice."),
    ("She has never held public office.", "She has held public office."),
    (
        "The reactor was shut down after the earthquake.",
        "The reactor was not shut down after the earthquake.",
    ),
    ("The police found weapons in the house.", "The police did not find any weapons in the house."),
    ("Das Unternehmen zahlte eine Dividende.", "Das Unternehmen zahlte keine Dividende."),
    (
        "Der Minister war bei dem Treffen anwesend.",
        "Der Minister war bei dem Treffen nicht anwesend.",
    ),
    ("Die Polizei fand Waffen in dem Haus.", "Die Polizei fand in dem Haus keine Waffen."),
    ("Der Impfstoff ist in Kanada zugelassen.", "Der Impfstoff ist in Kanada nicht zugelassen."),
    (
        "La police a trouvé des armes dans la maison.",
        "La police n'a pas trouvé d'armes dans la maison.",
    ),
    ("Le vaccin est autorisé au Canada.", "Le vaccin n'est pas autorisé au Canada."),
    ("Il n'y a eu aucun survivant dans l'accident.", "Il y a eu deux survivants dans l'accident."),
    ("La empresa pagó dividendos.", "La empresa no pagó dividendos."),
    ("La vacuna está autorizada en Canadá.", "La vacuna no está autorizada en Canadá."),
    ("Hubo tres muertos en el accidente.", "No hubo muertos en el accidente."),
    ("ワクチンはカナダで承認された。", "ワクチンはカナダで承認されていない。"),
    ("会社は配当を支払った。", "会社は配当を支払わなかった。"),
    # A second time
    ("Turnout exceeded 60 percent.", "Turnout did not exceed 60 percent."),
    ("The senator voted for the bill.", "The senator never voted for the bill."),
    ("The airline cancelled flights to Oslo.", "The airline cancelled no flights to Oslo."),
    ("The museum has reopened.", "The museum has not yet reopened."),
    ("The virus was detected in bats.", "The virus wasn’t detected in bats."),
    ("Die Mine wurde 2019 geschlossen.", "Die Mine wurde 2019 nicht geschlossen."),
    ("Der Senator stimmte für das Gesetz.", "Der Senator stimmte nicht für das Gesetz."),
    ("Das Museum hat Besucher.", "Das Museum hat keine Besucher."),
    ("La mine a fermé en 2019.", "La mine n'a pas fermé en 2019."),
    ("Le sénateur a voté la loi.", "Le sénateur n'a jamais voté la loi."),
    ("La mina cerró en 2019.", "La mina no cerró en 2019."),
    ("El senador votó la ley.", "El senador nunca votó la ley."),
    ("鉱山は2019年に閉鎖された。", "鉱山は2019年に閉鎖されなかった。"),
    ("議員は法案に賛成した。", "議員は法案に賛成しませんでした。"),
]
"""The passage says the opposite of the claim."""

TRAPS = [
    # English: both negate
    ("The price did not rise in 2025.", "In 2025 the price did not rise."),
    (
        "No deaths were reported in the fire.",
        "There were no deaths in the fire, the office reported.",
    ),
    # `not only` adds
    (
        "The ferry carried bicycles in 2025.",
        "The ferry carried not only bicycles in 2025 but dogs as well.",
    ),
    (
        "The council approved the harbour.",
        "The council not only approved the harbour, it paid for it.",
    ),
    # nothing is negated
    ("The council approved the harbour.", "No doubt the council approved the harbour."),
    ("The inspection found defects.", "The inspection found nothing but defects."),
    ("The ferry carried 300 passengers.", "The ferry carried no fewer than 300 passengers."),
    ("The works ended in May.", "The works ended in May, not least because of the weather."),
    ("The tunnel opened in 1990.", "Not until 1990 was the tunnel opened."),
    # another clause is negated
    ("The bridge reopened in May.", "The bridge, which was not damaged, reopened in May."),
    ("The mayor opened the bridge.", "The mayor, not the council, opened the bridge."),
    (
        "Ticket prices rose in Wrenmouth.",
        "Ticket prices rose in Wrenmouth but did not rise in Sorrel.",
    ),
    ("The bank closed its branch.", "The bank closed its branch although it had not lost money."),
    ("Wages rose in the port.", "Rents did not rise, wages in the port did."),
    # another year, another subject
    ("The price rose in 2024.", "The price did not rise in 2025."),
    (
        "The Harbour Bank closed its office in Wrenmouth.",
        "The River Bank did not close its office in Wrenmouth.",
    ),
    # double negation
    ("The plan is legal under the harbour act.", "The plan is not illegal under the harbour act."),
    ("The ferry sailed with a permit.", "The ferry did not sail without a permit."),
    ("The mayor knew of the plan.", "It is not that the mayor did not know of the plan."),
    # hedges, questions, conditions
    ("The council approved the harbour.", "The council might not approve the harbour."),
    ("The council approved the harbour.", "Did the council not approve the harbour?"),
    ("The ferry sails in fog.", "If the ferry does not sail in fog, buses run."),
    ("The ferry sank in the bay.", "The captain denied that the ferry did not sink in the bay."),
    # a part of it
    (
        "Members of the crew voted for the strike.",
        "Not all members of the crew voted for the strike.",
    ),
    # the text says both
    (
        "The ferry sailed on Friday.",
        "The ferry did not sail on Friday, the first notice said. The ferry sailed on Friday.",
    ),
    # German
    (
        "Die Fähre beförderte Fahrräder.",
        "Die Fähre beförderte nicht nur Fahrräder, sondern auch Hunde.",
    ),
    ("Der Stadtrat genehmigte die Brücke.", "Kein Zweifel: Der Stadtrat genehmigte die Brücke."),
    ("Der Stadtrat genehmigte die Brücke.", "Nicht der Bund, der Stadtrat genehmigte die Brücke."),
    ("Die Brücke wurde gebaut.", "Die Brücke wurde gebaut, nicht der Tunnel."),
    ("Die Preise stiegen 2024.", "Die Preise dürften 2024 nicht steigen."),
    ("Alle Mitglieder stimmten zu.", "Nicht alle Mitglieder stimmten zu."),
    ("Die Fähre fuhr bei Nebel.", "Fuhr die Fähre nicht bei Nebel?"),
    # French
    ("Le bac transporte des vélos.", "Le bac ne transporte que des vélos."),
    (
        "Le bac transporte des vélos.",
        "Le bac transporte non seulement des vélos mais aussi des chiens.",
    ),
    ("Le conseil a approuvé le port.", "Le conseil a sans doute approuvé le port."),
    ("Le conseil a approuvé le port.", "Nul doute que le conseil a approuvé le port."),
    ("Les prix ont augmenté en 2024.", "Les prix n’auraient pas augmenté en 2024."),
    ("Le pont a rouvert en mai.", "Le pont, qui n’a pas été touché, a rouvert en mai."),
    # Spanish
    ("El barco lleva bicicletas.", "El barco no solo lleva bicicletas, sino también perros."),
    ("El consejo aprobó el puerto.", "Sin duda el consejo aprobó el puerto."),
    ("El consejo aprobó el puerto.", "El consejo quizás no aprobó el puerto."),
    ("Los precios subieron en 2024.", "¿No subieron los precios en 2024?"),
    ("El puente reabrió en mayo.", "El puente, que no sufrió daños, reabrió en mayo."),
    # Japanese
    ("フェリーは自転車を運んだ。", "フェリーは自転車だけでなく犬も運んだ。"),
    ("市議会は橋を承認した。", "市議会は橋を承認しないかもしれない。"),
    ("市議会は橋を承認した。", "市議会は橋を承認したに違いない。"),
    ("点検で欠陥が見つかった。", "点検で欠陥が少なくとも三件見つかった。"),
    ("橋は5月に再開した。", "橋は被害を受けなかったが、5月に再開した。"),
    # Written before the rules were tried on them, which were mended by eight of these rows
    ("The company paid a dividend.", "The company, which had not made a profit, paid a dividend."),
    ("The vaccine is safe.", "The vaccine is no less safe than the older one."),
    ("The film won an award.", "The film won an award it had not expected."),
    ("The minister resigned.", "The minister resigned because she could not support the law."),
    ("The reactor was shut down.", "The reactor was shut down, but not because of the earthquake."),
    ("Sales grew in Europe.", "Sales grew in Europe, not in Asia."),
    ("The police searched the house.", "The police searched the house and found no weapons."),
    (
        "The law was passed by the senate.",
        "The law was passed by the senate with no votes against.",
    ),
    (
        "The team won the match.",
        "The team had not won an away match for a year before it won the match.",
    ),
    ("The singer was born in Leeds.", "The singer was born in Leeds, not London as is often said."),
    ("Exports grew to 5 million tons.", "Exports grew to not more than 5 million tons."),
    ("The hospital treats children.", "The hospital treats not just children."),
    (
        "The court found the mayor guilty.",
        "The court did not explain why it found the mayor guilty.",
    ),
    ("The bank cut 300 jobs.", "The bank said it did not regret that it cut 300 jobs."),
    ("The river flooded the town.", "It was not the first time the river flooded the town."),
    ("The army took the city.", "The report that the army took the city was not confirmed."),
    ("The trial begins in May.", "The trial does not end before it begins in May."),
    ("The company employs 500 people.", "No company employs 500 people without a works council."),
    ("No other company sells the drug.", "The company sells the drug in 30 countries."),
    ("No member of the board owns shares.", "The chair of the board owns shares in another firm."),
    ("Nobody else was hurt.", "The driver was hurt."),
    ("The plant does not emit mercury.", "The plant emits carbon dioxide."),
    (
        "Der Konzern meldete einen Verlust.",
        "Der Konzern meldete einen Verlust, mit dem niemand gerechnet hatte.",
    ),
    ("Die Bahn fährt nach Bremen.", "Die Bahn fährt nicht mehr nur nach Bremen."),
    (
        "Der Minister trat zurück.",
        "Der Minister trat zurück, ohne Gründe zu nennen, was nicht überraschte.",
    ),
    ("Le ministre a démissionné.", "Le ministre a démissionné sans donner de raisons."),
    ("Le ministre a démissionné.", "Le ministre n'a démissionné qu'en mai."),
    ("El ministro dimitió en mayo.", "El ministro dimitió en mayo, no en junio."),
    ("El ministro dimitió.", "El ministro no dimitió hasta mayo."),
    ("大臣は辞任した。", "大臣は理由を説明せずに辞任した。"),
    ("大臣は5月に辞任した。", "大臣は5月まで辞任しなかった。"),
    (
        "The minister did not resign.",
        "The minister resigned from the party board in 1998, years before.",
    ),
    ("The airport closed on Monday.", "The airport did not close until Monday."),
    ("The airport has closed.", "The airport has not closed its runway."),
    ("The book sold a million copies.", "The author did not think the book sold a million copies."),
    # A second time
    ("The mine closed in 2019.", "The mine did not close before 2019."),
    (
        "The mine closed in 2019.",
        "It was the union, not the owner, that said the mine closed in 2019.",
    ),
    ("The senator voted for the bill.", "The senator voted for the bill, though not happily."),
    (
        "The senator voted for the bill.",
        "The senator voted for the bill and did not vote for the amendment.",
    ),
    (
        "The airline cancelled flights to Oslo.",
        "The airline cancelled flights to Oslo and offered no refunds.",
    ),
    (
        "The airline cancelled flights to Oslo.",
        "Passengers were not told that the airline cancelled flights to Oslo.",
    ),
    ("The museum reopened.", "The museum reopened, but its cafe did not."),
    ("The museum is open daily.", "The museum is not open daily in winter."),
    ("The virus was detected in bats.", "The virus was detected in bats but not in birds."),
    ("The virus was detected in bats.", "No virus other than this one was detected in bats."),
    ("The drug lowers blood pressure.", "The drug not only lowers blood pressure but also weight."),
    ("The drug does not lower blood pressure.", "The drug lowers blood pressure in rats only."),
    ("Nobody lives on the island.", "A keeper lives on the island in summer."),
    (
        "The president signed the treaty.",
        "The president has not signed the treaty on trade but signed the treaty on fishing.",
    ),
    ("Critics say the plan failed.", "Critics do not say the plan failed."),
    ("The court did not rule on costs.", "The court ruled that it would decide on costs later."),
    (
        "There is no evidence of fraud.",
        "There is evidence of fraud in other states, the report says.",
    ),
    ("The bank is not insolvent.", "The bank is solvent."),
    ("Die Mine wurde 2019 geschlossen.", "Die Mine wurde nicht vor 2019 geschlossen."),
    ("Das Museum ist geöffnet.", "Das Museum ist montags nicht geöffnet."),
    (
        "Der Senator stimmte für das Gesetz.",
        "Der Senator stimmte für das Gesetz, nicht aber für den Zusatz.",
    ),
    ("La mine a fermé.", "La mine a fermé et n'a pas rouvert."),
    ("Le musée est ouvert.", "Le musée n'est pas ouvert le lundi."),
    ("La mina cerró en 2019.", "La mina cerró en 2019 y no ha reabierto."),
    ("El museo está abierto.", "El museo no está abierto los lunes."),
    ("鉱山は閉鎖された。", "鉱山は閉鎖されたが、再開されていない。"),
    ("博物館は開いている。", "博物館は月曜日は開いていない。"),
]
"""The passage has a negation, or a word like one, and does not say the opposite."""

MISSED = [
    # a subject that the rules take for a small word
    ("The mine closed in 2019.", "The mine did not close in 2019, contrary to reports."),
    # a span of time beside the claim's words
    ("The museum has not reopened.", "The museum has reopened after two years of works."),
    # other words
    ("The council approved the harbour.", "The council rejected the harbour."),
    # a pronoun
    ("The council approved the harbour.", "It did not approve the harbour."),
]
"""The passage says the opposite, and the rules are silent: known, and on the side of doubt."""
