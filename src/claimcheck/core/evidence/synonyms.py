"""Words that say nearly the same: a claim and its source seldom use one and the same word."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from claimcheck.core.evidence.languages import ENGLISH
from claimcheck.core.evidence.terms import word_terms

_GROUPS = {
    ENGLISH: """
        born birth birthday birthplace
        die death dead deceased late
        marry marriage wed wedding husband wife spouse couple
        divorce separate split
        child son daughter kid baby
        father dad parent
        mother mum mom parent
        brother sister sibling
        film movie documentary cinema
        premiere debut release launch
        song single track tune
        album record
        singer vocalist musician
        show series programme program
        actor actress star cast role play portray
        direct director filmmaker
        write writer author penned wrote written
        book novel publish
        buy purchase acquire acquisition bought takeover
        sell sale sold
        company firm business corporation
        found establish founder founded create set
        chief ceo executive boss head
        chair chairman chairwoman chairperson
        job employ hire work post position
        appoint name select choose chosen pick
        resign step quit leave depart left exit
        replace succeed successor predecessor
        win won victory beat defeat winner triumph
        lose lost loss defeat
        match game fixture
        team club side squad
        championship title champion tournament
        football soccer footballer
        sign deal agreement contract
        coach manager
        award prize honour honor
        nominate nomination shortlist
        elect election vote voter
        law legislation bill act
        court judge ruling lawsuit sue
        convict guilty sentence jail prison imprison
        arrest detain charge custody
        kill murder shot shoot slain
        attack assault strike raid
        injure injury wound hurt
        police officer cop
        war conflict battle fight
        army military troop soldier
        school university college academy
        student pupil graduate
        teach teacher taught professor lecturer
        doctor physician
        hospital clinic
        illness disease cancer sick
        house home residence
        build built building construct construction erect
        city town village
        country nation national
        road street highway route
        rail railway train
        ship vessel boat
        plane aircraft jet flight
        car vehicle automobile
        increase rise rose grow grew growth climb
        decrease fall fell drop decline cut reduce
        begin start began commence open
        end finish close conclude complete
        destroy demolish ruin
        move relocate transfer
        announce reveal declare confirm statement
        tell told state claim
        critic criticise criticize criticism review
        support back endorse
        display exhibit exhibition
        discover discovery find
        help aid assist
        use utilise utilize
        need require requirement
        big large huge
        important significant major
        area region district territory
        people population resident inhabitant
        money fund funding dollar cash
        cost price expense
        income revenue earnings
        profit gain
        pay paid salary wage
        donate donation gift gave bequest
        rate percentage percent proportion
        annual yearly
        church cathedral parish
        priest bishop pastor
        king queen monarch royal
        president leader
        minister secretary
        government administration
        member join
        family relative
        friend colleague
        climate warming temperature
        doctor medic
        vaccine vaccination jab
        scientist researcher
        study research
        american america us usa
        british britain uk
        french france
        german germany
        italian italy
        spanish spain
        chinese china
        japanese japan
        russian russia
        dutch netherlands
        swiss switzerland
        scottish scotland
        irish ireland
        polish poland
        swedish sweden
        european europe
        danish denmark
        norwegian norway
        greek greece
        turkish turkey
        feature include appear
        travel trip tour journey visit""",
    "german": """
        geboren geburt geburtstag
        sterben starb gestorben tod tot verstorben
        heiraten heiratete hochzeit ehe ehefrau ehemann
        kind sohn tochter
        firma unternehmen konzern betrieb
        gründen gegründet gründung gründer
        kaufen kauf kaufte erwerben übernahme
        verkaufen verkauf verkaufte
        steigen stieg anstieg zunahme wachsen wuchs
        sinken sank rückgang abnahme fallen fiel
        gewinnen gewann sieg sieger
        verlieren verlor niederlage
        wahl wählen gewählt wähler
        gesetz verordnung
        gericht urteil richter klage
        töten getötet ermordet mord
        verletzen verletzt verletzte
        polizei beamte polizist
        beginn beginnen begann anfang start
        ende enden beendet
        bauen bau gebaut gebäude errichtet
        kosten preis teuer
        gehalt lohn einkommen
        prozent anteil quote
        minister ministerium
        stadt ort gemeinde""",
    "french": """
        né née naissance
        mourir mort décès décédé
        mariage épouse époux marié
        entreprise société firme
        fonder fondé fondateur créer
        acheter achat acquis rachat
        vendre vente vendu
        augmenter augmentation hausse croissance
        baisser baisse diminution recul
        gagner victoire vainqueur
        perdre perte défaite
        élection élu vote électeur
        loi texte projet
        tuer tué meurtre
        blessé blesser
        début commencer
        prix coût
        salaire revenu""",
    "spanish": """
        nacer nació nacimiento
        morir murió muerte fallecer falleció
        casarse boda esposa esposo matrimonio
        empresa compañía firma
        fundar fundó fundador crear
        comprar compra adquirir adquisición
        vender venta
        aumentar aumento subir subida crecimiento
        bajar bajada caída descenso
        ganar ganó victoria
        perder pérdida derrota
        elección elegido voto
        ley decreto
        matar asesinato
        precio coste costo
        salario sueldo ingreso""",
}


@cache
def synonyms(language: str) -> Mapping[str, tuple[str, ...]]:
    """Give for a term the terms that say nearly the same."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in _GROUPS.get(language, "").strip().splitlines():
        group = {term for word in line.split() for term in word_terms(word, language)}
        for term in group:
            found[term] |= group - {term}
    return {term: tuple(sorted(others)) for term, others in found.items()}
