"""Hand-made pages: those that are no evidence, and those that only look like it."""

import pytest

from claimcheck.core.documents import Document
from claimcheck.core.outcomes import Quality
from claimcheck.core.quality import Judgement, judge_quality

URL = "https://harbour.example/news/ferry-timetable"
SHORT = "The ferry leaves at nine. Dogs travel free. Bring a coat, the deck is cold in May."
MENU = "Home\nNews\nSport\nContact\nImprint\n" + "Other stories that you may like.\n" * 40

Top = tuple[str | None, str | None]


def judge(title: str | None, h1: str | None = None, text: str = SHORT) -> Judgement:
    return judge_quality(
        http_status=200,
        document=Document(text=text, title=title, h1=h1),
        cut=None,
        final_url=URL,
        source_url=URL,
    )


# title, first heading
MISSING: tuple[Top, ...] = (
    ("Page not found | Harbour Gazette", None),
    ("404 - File not found", None),
    ("Harbour Gazette", "Oops! That page can't be found."),
    ("Harbour Gazette", "Sorry, the page you are looking for could not be found."),
    ("Harbour Gazette", "The requested URL was not found on this server."),
    ("This page is no longer available · Gazette", None),
    ("Gazette", "We couldn't find what you were looking for"),
    ("Gazette", "We can’t seem to find the page you’re looking for"),
    ("Gazette", "This article has been removed"),
    ("Gazette", "The page you requested has been moved or deleted"),
    ("Gazette", "Looks like you're lost"),
    ("Error 404", None),
    ("404 Not Found", "Not Found"),
    ("Content not available", None),
    ("Gazette", "This account does not exist"),
    # German
    ("Seite nicht gefunden - Hafenblatt", None),
    ("Hafenblatt", "Diese Seite existiert leider nicht mehr"),
    ("Hafenblatt", "Die gewünschte Seite konnte leider nicht gefunden werden."),
    ("Fehler 404 | Hafenblatt", None),
    # French
    ("Page introuvable | Journal du port", None),
    ("Journal du port", "Désolé, la page que vous recherchez n’existe plus"),
    ("Erreur 404 : page non trouvée", None),
    # Spanish
    ("Página no encontrada - Diario del puerto", None),
    ("Diario", "Lo sentimos, la página que buscas no existe"),
    # Italian
    ("Pagina non trovata", None),
    ("Il porto", "La pagina richiesta non è disponibile"),
    # Portuguese
    ("Página não encontrada | Jornal do porto", None),
    ("Jornal", "A página que você procura não existe"),
    # Dutch
    ("Pagina niet gevonden | Havenblad", None),
    ("Havenblad", "Deze pagina bestaat niet meer"),
    # Polish
    ("Nie znaleziono strony", None),
    ("Gazeta", "Strona nie została znaleziona"),
    # Swedish
    ("Sidan hittades inte | Hamnbladet", None),
    ("Hamnbladet", "Sidan du söker finns inte längre"),
    # Japanese
    ("ページが見つかりません | 港新聞", None),
    ("港新聞", "お探しのページは見つかりませんでした"),
    # Chinese
    ("页面不存在_港口新闻", None),
    ("港口新闻", "抱歉，您访问的页面不存在"),
    # Russian
    ("Страница не найдена — Портовые вести", None),
    ("Вести", "Запрашиваемая страница не существует"),
    # a domain that nobody uses any more, a server that nobody has set up
    ("harbour.example is for sale", None),
    ("This domain has expired", None),
    ("Welcome to nginx!", None),
)
CHALLENGES: tuple[Top, ...] = (
    ("Just a moment...", None),
    ("Nur einen Moment…", None),
    ("Un instant…", None),
    ("请稍候…", None),
    ("Attention Required! | Shield", None),
    ("Gazette", "Verify you are human by completing the action below."),
    ("Making sure you're not a bot!", None),
    ("Security Checkpoint | Vercel", "Vercel Security Checkpoint"),
    ("Robot or human?", None),
    ("Access to this page has been denied", None),
    ("Pardon Our Interruption", None),
    ("harbour.example", "Checking your browser before accessing harbour.example"),
    ("Human Verification", None),
    ("Sorry, you have been blocked", None),
    ("Are you a robot?", None),
    ("Gazette", "Bitte bestätigen Sie, dass Sie ein Mensch sind"),
    ("安全验证", None),
)
LOGINS: tuple[Top, ...] = (
    ("Log in to Harbour Archive", None),
    ("Sign in - Harbour Archive", None),
    ("Anmelden | Hafenarchiv", None),
    ("Connexion - Archives", None),
    ("Iniciar sesión", None),
    ("Archive", "You must be logged in to view this page"),
    ("Archive", "Please sign in to continue"),
    ("ログイン | 港新聞", None),
    ("Your session has expired", None),
)
PAYWALLS: tuple[Top, ...] = (
    ("Subscribe to read | Gazette", None),
    ("Gazette", "This article is for subscribers only"),
    ("Gazette", "Become a member to unlock this story"),
    ("Gazette", "You have reached your limit of free articles"),
    ("Hafenblatt", "Dieser Artikel ist nur für Abonnenten"),
    ("Journal", "Cet article est réservé aux abonnés"),
    ("Diario", "Contenido exclusivo para suscriptores"),
    ("Gazette", "To read the full story, please subscribe"),
)
CONSENTS: tuple[Top, ...] = (
    ("Before you continue to Gazette", None),
    ("Gazette", "We value your privacy"),
    ("Bevor Sie fortfahren", None),
    ("Cookie settings - Gazette", None),
    ("Hafenblatt", "Weiter mit Werbung oder Pur-Abo"),
)
ERRORS: tuple[Top, ...] = (
    ("503 Service Temporarily Unavailable", None),
    ("Gazette", "Sorry, an unexpected error has occurred"),
    ("Error establishing a database connection", None),
    ("We'll be back soon!", None),
    ("Site under maintenance", None),
    ("Access Denied", None),
    ("Interner Serverfehler", None),
    ("Le site est en maintenance", None),
    ("ERROR: The request could not be satisfied", None),
    ("Account Suspended", None),
    ("Too Many Requests", None),
    # kept out by country
    ("Gazette", "Sorry, this content is not available in your country."),
    ("Unavailable in your region | Gazette", None),
    ("Hafenblatt", "Dieser Inhalt ist in Ihrem Land leider nicht verfügbar"),
    ("Journal", "Ce contenu n’est pas disponible dans votre pays"),
    ("Diario", "Este contenido no está disponible en su país"),
)
POSITIVES = [
    (top, quality)
    for tops, quality in (
        (MISSING, Quality.SOFT_404),
        (CHALLENGES, Quality.CHALLENGE),
        (LOGINS, Quality.LOGIN),
        (PAYWALLS, Quality.PAYWALL),
        (CONSENTS, Quality.CONSENT),
        (ERRORS, Quality.ERROR_PAGE),
    )
    for top in tops
]


@pytest.mark.parametrize(("top", "quality"), POSITIVES, ids=range(len(POSITIVES)))
def test_walls_and_errors_are_told(top: Top, quality: Quality) -> None:
    """What such a page says at its top gives it away, in twelve languages."""
    judged = judge(*top)
    assert judged.quality is quality, judged
    assert judged.fired


@pytest.mark.parametrize("top", MISSING, ids=range(len(MISSING)))
def test_a_missing_page_within_menus_is_told(top: Top) -> None:
    """Around its one sentence a site puts menus and other stories; bare codes need less text."""
    judged = judge(*top, text=MENU)
    assert judged.quality is Quality.SOFT_404, judged


# pages that say little else, whatever their title
LITTLE_ELSE = (
    ("You need to enable JavaScript to run this app.", Quality.EMPTY),
    ("Please enable JS and disable any ad blocker", Quality.CHALLENGE),
    ("Enable JavaScript and cookies to continue", Quality.CHALLENGE),
    ("Sorry, this page isn't available.\nHome", Quality.SOFT_404),
    ("Bitte aktivieren Sie JavaScript, um diese Seite zu nutzen.", Quality.EMPTY),
    ("Please log in to continue.\nHome\nHelp", Quality.LOGIN),
    ("Subscribe to continue reading.\nHome", Quality.PAYWALL),
    ("Gazette\nThis site is currently under maintenance.", Quality.ERROR_PAGE),
    ("We've detected unusual activity from your network.", Quality.CHALLENGE),
    ("JavaScript is disabled in your browser.", Quality.EMPTY),
    (
        "Fatal error: Uncaught Error: Call to undefined function x() in index.php:3",
        Quality.ERROR_PAGE,
    ),
    (
        "We recognize you are attempting to access this website from a country belonging to the "
        "European Economic Area.",
        Quality.ERROR_PAGE,
    ),
    ("Mit Ihrer Zustimmung verwenden wir und unsere 250 Partner Cookies.", Quality.CONSENT),
)


@pytest.mark.parametrize(("text", "quality"), LITTLE_ELSE, ids=range(len(LITTLE_ELSE)))
def test_a_page_that_says_little_else_is_told(text: str, quality: Quality) -> None:
    """Where the title is the site's name, the few words of the page speak."""
    assert judge("harbour.example", text=text).quality is quality
    # the same sentence beside other words of its own leaves the page to people
    assert judge("harbour.example", text=text + "\n" + SHORT * 4).quality is Quality.OK


NEGATIVES: tuple[Top, ...] = (
    # about missing pages
    ("Page not found errors and how to mend them", None),
    ("What does 404 mean?", "What does 404 mean?"),
    ("HTTP 404, explained", None),
    ("A history of the 404 page", None),
    ("404 ways to cook a potato", None),
    ("Not found in nature: ten new elements", None),
    ("The page that could not be found in the archive of the duke", None),
    ("How to write a good “page not found” page", None),
    ("Missing pages of the logbook found in an attic", None),
    ("Missing: a dog", None),
    ("The last page is missing from the city's oldest book, archivists say", None),
    ("Body found", None),
    ("Page found after a hundred years", None),
    ("Lost property office", None),
    ("You're lost without a map: walking the moor", None),
    ("Warum Seiten verschwinden: der Fehler 404 erklärt", None),
    ("Die Seite der Kinder", None),
    ("Une page se tourne au port", None),
    ("La página en blanco", None),
    ("Verdwenen pagina's uit het stadsarchief", None),
    ("ページの歴史", None),
    ("页面设计基础", None),
    ("Страница истории", None),
    # about robots
    ("How to solve a captcha", None),
    ("It took just a moment", None),
    ("Just a moment: a memoir of the lifeboat crew", None),
    ("Are you human? What a test of 1950 asked", None),
    ("Robots in the harbour: an inventory", None),
    ("Human verification of machine translation", None),
    ("Security checks at the ferry terminal take longer", None),
    ("Please wait here for the ferry", None),
    ("Attention required at level crossings, the railway says", None),
    # about countries and crashes
    ("Why some films are not available in your country", None),
    ("Mit Werbung oder ohne: was Leser wollen", None),
    ("Fatal errors in cockpit design, 1950 to 1970", None),
    # about logging in
    ("Why we ask you to log in twice", None),
    ("How to log in", None),
    ("Login times of the night shift", None),
    ("Sign in sheets of the museum, 1901", None),
    ("Signing in the rain", None),
    ("Anmeldung zum Hafenlauf 2026", None),
    ("Connexion entre les deux rives", None),
    ("Passwords and people", None),
    # about money
    ("Subscribe to the idea of less", None),
    ("Subscribe to keep the radio alive", None),
    ("Paywalls and what they do to local news", None),
    ("Members only: the club that bought the pier", None),
    ("For members", None),
    ("Free articles about the sea", None),
    ("Ein Artikel über Abonnenten", None),
    # about consent
    ("Cookie consent law passed in parliament", None),
    ("Before you continue a course of antibiotics, ask", None),
    ("Privacy at sea", None),
    ("Cookie recipes from the harbour", None),
    # about failure
    ("Forbidden fruit on the quay", None),
    ("Access to the beach denied for a third summer", None),
    ("Service of the ferry is unavailable to half the islands", None),
    ("Bridge under maintenance until June", None),
    ("An error occurred in the count of votes, the clerk says", None),
    ("Something went wrong on the night ferry: an inquiry", None),
    ("Maintenance", None),
    ("Wartungsarbeiten an der Schleuse", None),
    ("Bad gateways of medieval towns", None),
    ("500 years of the harbour", None),
    ("Bus 503", "Bus 503"),
    ("Domain for sale at auction: the duke's estate", None),
    ("The pier is for sale", None),
    ("JavaScript for sailors", None),
    # short ordinary pages
    ("Ferry timetable", "Ferry timetable"),
    ("harbour.example", None),
    ("Contact", "Contact"),
    ("Untitled", None),
    ("", ""),
    (None, None),
)


@pytest.mark.parametrize("top", NEGATIVES, ids=range(len(NEGATIVES)))
def test_pages_about_walls_and_short_pages_are_ok(top: Top) -> None:
    """A page that speaks of a wall is not one, and to be short is no fault."""
    judged = judge(*top)
    assert judged.quality is Quality.OK, judged


def test_the_tables_are_as_large_as_promised() -> None:
    """At least sixty of each."""
    assert len(POSITIVES) >= 60
    assert len(NEGATIVES) >= 60
