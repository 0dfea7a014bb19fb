"""
Whole pages that are no evidence, as servers send them with status 200, in eleven languages.

Each is a title, what stands in the body, and the quality that it has to be given. Menus, footers
and teasers stand around the telling words, as they do in life.
"""

MENU = (
    "<header><a href='/'>Home</a><nav><ul><li><a href='/news'>News</a></li><li><a href='/sport'>"
    "Sport</a></li><li><a href='/about'>About</a></li></ul></nav></header>"
)
FOOT = "<footer><a href='/imprint'>Imprint</a> <a href='/privacy'>Privacy</a> © 2026</footer>"
TEASER = (
    "<p>The ferry to the island left nine minutes late on Monday, and nobody on the quay was "
    "surprised. It has been late on every second day of this year.</p>"
)


def page(title: str, body: str, *, menus: bool = True) -> bytes:
    """Write a page; `menus` puts a site's header and footer around it."""
    inside = f"{MENU}<main>{body}</main>{FOOT}" if menus else body
    head = f"<head><title>{title}</title></head>"
    return f"<!doctype html><html>{head}<body>{inside}</body></html>".encode()


FORM = "<form><input name='user'><input type='password' name='word'><button>{}</button></form>"

SOFT_404 = (
    page("Page not found - Harbour Gazette", "<h1>Page not found</h1><p>Try the search.</p>"),
    page(
        "Harbour Gazette",
        "<h1>404</h1><h2>Oops, nothing here</h2><p>The page you wanted has moved "
        "or never existed.</p>",
    ),
    page(
        "Harbour Gazette",
        "<h1>We can't find that page</h1><p>It may have been moved or removed.</p>",
    ),
    page(
        "Sorry, this page isn't available",
        "<h2>Sorry, this page isn't available.</h2>"
        "<p>The link you followed may be broken, or the page may have been removed.</p>",
        menus=False,
    ),
    page(
        "This content isn't available right now",
        "<p>This content isn't available right now. When this "
        "happens, it's usually because the owner only shared it with a small group.</p>",
        menus=False,
    ),
    page(
        "Video unavailable", "<h1>Video unavailable</h1><p>This video is no longer available.</p>"
    ),
    page(
        "Harbour Gazette",
        "<h1>Article expired</h1><p>This article is no longer available on our site.</p>",
    ),
    page("Job offer | Careers", "<h1>This job is no longer available</h1><p>See other jobs.</p>"),
    page(
        "Error",
        "<h1>Object not found!</h1><p>The requested URL was not found on this server. The link "
        "on the referring page seems to be wrong or outdated.</p><h2>Error 404</h2>",
        menus=False,
    ),
    page(
        "Seite nicht gefunden | Hafenblatt",
        "<h1>Hoppla!</h1><p>Die angeforderte Seite wurde nicht gefunden.</p>",
    ),
    page(
        "Hafenblatt", "<h1>Diese Seite gibt es nicht (mehr)</h1><p>Bitte nutzen Sie die Suche.</p>"
    ),
    page(
        "Page introuvable - Le Port",
        "<h1>Oups !</h1><p>La page que vous recherchez est introuvable.</p>",
    ),
    page("Le Port", "<h1>Cette page n'existe plus</h1><p>Retour à l'accueil.</p>"),
    page(
        "Diario del Puerto", "<h1>Página no encontrada</h1><p>La página solicitada no existe.</p>"
    ),
    page("Il Porto", "<h1>Errore 404</h1><p>La pagina che stai cercando non esiste.</p>"),
    page("Jornal do Porto", "<h1>Página não encontrada</h1><p>Volte ao início.</p>"),
    page("Havenblad", "<h1>Pagina niet gevonden</h1><p>De pagina bestaat niet meer.</p>"),
    page("Gazeta Portowa", "<h1>Błąd 404</h1><p>Strona, której szukasz, nie istnieje.</p>"),
    page("港新聞", "<h1>お探しのページは見つかりませんでした。</h1><p>トップページへ戻る</p>"),
    page("港口新闻", "<h1>404</h1><p>抱歉，您访问的页面不存在或已被删除。</p>"),
    page("Портовые вести", "<h1>Страница не найдена</h1><p>Вернуться на главную.</p>"),
    page(
        "Not Found",
        "<h1>Not Found</h1><p>Sorry, but the page you were trying to view does not exist.</p>",
    ),
    page(
        "Harbour Gazette",
        "<h1>This story has been unpublished</h1><p>Read our latest news instead.</p>",
    ),
    page(
        "Harbour Shop",
        "<h2>This product is no longer available</h2><p>You may also like these.</p>",
    ),
    page("Gazette", "<h1>That page doesn't exist!</h1><p>Maybe it was moved.</p>"),
    page(
        "Nicht gefunden",
        "<h1>404 – Seite nicht gefunden</h1><p>Der Artikel ist leider nicht mehr verfügbar.</p>",
    ),
    page("Le Port", "<h1>Erreur 404</h1><p>Désolé, cette page n'est plus disponible.</p>"),
    page("Diario", "<h1>Error 404</h1><p>No hemos podido encontrar la página que buscas.</p>"),
    page("Hamnbladet", "<h1>Sidan kunde inte hittas</h1><p>Gå till startsidan.</p>"),
)
LOGIN = (
    page(
        "Log in to Harbour Archive",
        f"<h1>Welcome back</h1>{FORM.format('Log in')}<p>Forgot password?</p>",
    ),
    page("Sign in", f"<h1>Sign in to your account</h1>{FORM.format('Sign in')}", menus=False),
    page(
        "Harbour Archive",
        f"<h1>You must be logged in to view this page</h1>{FORM.format('Log in')}",
    ),
    page(
        "Harbour Forum",
        "<h1>Login required</h1><p>Please log in or register to read this topic.</p>",
    ),
    page(
        "Anmelden | Hafenarchiv",
        f"<h1>Anmelden</h1>{FORM.format('Anmelden')}<p>Passwort vergessen?</p>",
    ),
    page("Connexion", f"<h1>Connectez-vous pour continuer</h1>{FORM.format('Se connecter')}"),
    page("Archivo", f"<h1>Inicia sesión para continuar</h1>{FORM.format('Entrar')}"),
    page("ログイン - 港アーカイブ", f"<h1>ログイン</h1>{FORM.format('ログイン')}"),
    page("Members area", f"<h1>Please log in to continue</h1>{FORM.format('Go')}"),
    page("Accedi | Il Porto", f"<h1>Accedi al tuo account</h1>{FORM.format('Accedi')}"),
    page("Entrar - Jornal", f"<h1>Entrar</h1>{FORM.format('Entrar')}"),
)
PAYWALL = (
    page(
        "Ferry late again - Gazette",
        f"<h1>Ferry late again</h1>{TEASER}<div><h2>Subscribe to continue "
        "reading</h2><p>Get unlimited access from 1 euro a month.</p></div>",
    ),
    page(
        "Ferry late again - Gazette",
        f"<h1>Ferry late again</h1>{TEASER}<p>This article is for "
        "subscribers only.</p><p>Already a subscriber? Log in</p>",
    ),
    page("Gazette", "<h1>You've reached your limit of free articles</h1><p>Subscribe now.</p>"),
    page(
        "Fähre wieder verspätet - Hafenblatt",
        f"<h1>Fähre wieder verspätet</h1>{TEASER}<p>Weiterlesen mit "
        "Hafenblatt Plus</p><p>Jetzt abonnieren</p>",
    ),
    page("Hafenblatt", "<h1>Dieser Artikel ist exklusiv für Abonnenten</h1><p>Jetzt testen.</p>"),
    page(
        "Le ferry en retard - Le Port",
        f"<h1>Le ferry en retard</h1>{TEASER}<p>Cet article est réservé aux "
        "abonnés.</p><p>Il vous reste 80 % de cet article à lire.</p>",
    ),
    page(
        "El ferry tarde - Diario",
        f"<h1>El ferry llega tarde</h1>{TEASER}<p>Contenido exclusivo para "
        "suscriptores</p><p>Suscríbete para seguir leyendo</p>",
    ),
    page(
        "フェリー遅れる - 港新聞",
        f"<h1>フェリー遅れる</h1>{TEASER}<p>この記事は有料会員限定です。</p>",
    ),
    page(
        "Harbour loses money - Gazette",
        f"<h1>Harbour loses money</h1>{TEASER}<p>To continue reading, subscribe or log in.</p>",
    ),
    page(
        "Harbour loses money - Gazette",
        f"<h1>Harbour loses money</h1>{TEASER}<h3>Unlock this article</h3><p>Become a "
        "member from 5 euros.</p>",
    ),
    page(
        "Porto in perdita - Il Porto",
        f"<h1>Porto in perdita</h1>{TEASER}<p>Questo articolo è riservato agli abbonati</p>",
    ),
)
CONSENT = (
    page(
        "Before you continue",
        "<h1>Before you continue to Harbour Search</h1><p>We use cookies and data to "
        "deliver and maintain our services.</p><button>Reject all</button><button>Accept "
        "all</button>",
        menus=False,
    ),
    page(
        "Gazette",
        "<h1>We value your privacy</h1><p>We and our 842 partners store and access information on "
        "a device.</p><button>Accept all</button><button>Manage options</button>",
        menus=False,
    ),
    page(
        "Hafenblatt",
        "<h1>Wir benötigen Ihre Zustimmung</h1><p>Mit Werbung weiterlesen oder ein Abo "
        "abschließen.</p><button>Akzeptieren und weiter</button>",
        menus=False,
    ),
    page(
        "Le Port",
        "<h1>Le respect de votre vie privée est notre priorité</h1><p>Avec votre accord, nos "
        "partenaires et nous utilisons des cookies.</p><button>Accepter et fermer</button>",
        menus=False,
    ),
    page(
        "Il Porto",
        "<h1>Noi e i nostri partner teniamo alla tua privacy</h1><p>Utilizziamo i cookie.</p>"
        "<button>Accetta e continua</button>",
        menus=False,
    ),
    page(
        "Privacy",
        "<h1>Your privacy choices</h1><p>Accept cookies to continue to the "
        "site.</p><button>Accept</button>",
        menus=False,
    ),
    page(
        "De Haven",
        "<h1>Voordat je verdergaat</h1><p>Wij gebruiken cookies.</p><button>Akkoord</button>",
        menus=False,
    ),
)
CHALLENGE = (
    page(
        "Just a moment...",
        "<h1>gazette.example</h1><p>Verifying you are human. This may take a few seconds."
        "</p><p>gazette.example needs to review the security of your connection before "
        "proceeding.</p>",
        menus=False,
    ),
    page(
        "Attention Required!",
        "<h1>Sorry, you have been blocked</h1><p>You are unable to access gazette.example</p>",
        menus=False,
    ),
    page(
        "Gazette",
        "<h1>Are you a robot?</h1><p>Please confirm that you are not by ticking the box.</p>",
        menus=False,
    ),
    page(
        "Access denied",
        "<h1>Access Denied</h1><p>You don't have permission to access this page on this "
        "server.</p><p>Reference #18.2f4d</p>",
        menus=False,
    ),
    page(
        "Security check",
        "<h1>One more step</h1><p>Please complete the security check to access gazette.example</p>",
        menus=False,
    ),
    page(
        "Hafenblatt",
        "<h1>Sicherheitsüberprüfung</h1><p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p>",
        menus=False,
    ),
    page(
        "Le Port",
        "<h1>Vérification de sécurité</h1><p>Veuillez confirmer que vous êtes humain.</p>",
        menus=False,
    ),
    page("安全验证", "<h1>安全验证</h1><p>请完成下方验证后继续访问。</p>", menus=False),
    page(
        "Checking your browser",
        "<h1>Checking your browser before accessing gazette.example</h1><p>This process "
        "is automatic.</p>",
        menus=False,
    ),
    page(
        "DDoS-Guard",
        "<h1>Checking your browser</h1><p>Please allow up to 5 seconds</p>",
        menus=False,
    ),
    page(
        "Pardon Our Interruption",
        "<h1>Pardon Our Interruption...</h1><p>As you were browsing something about your "
        "browser made us think you were a bot.</p>",
        menus=False,
    ),
)
PARKED = (
    page(
        "gazette.example", "<h1>gazette.example is for sale</h1><p>Make an offer.</p>", menus=False
    ),
    page(
        "gazette.example",
        "<h1>This domain is parked free of charge</h1><p>Related searches: ferry "
        "tickets, harbour hotels</p>",
        menus=False,
    ),
    page(
        "gazette.example",
        "<p>The domain gazette.example may be for sale. Click here to inquire.</p><p>Ferry "
        "tickets</p><p>Hotels</p>",
        menus=False,
    ),
    page(
        "gazette.example",
        "<h1>Diese Domain steht zum Verkauf</h1><p>Jetzt Angebot einholen.</p>",
        menus=False,
    ),
    page("gazette.example", "<h1>Ce nom de domaine est à vendre</h1>", menus=False),
    page(
        "Account suspended",
        "<h1>This Account has been suspended.</h1><p>Contact your hosting provider for "
        "more information.</p>",
        menus=False,
    ),
    page(
        "Apache2 Debian Default Page: It works",
        "<h1>It works!</h1><p>This is the default welcome page.</p>",
        menus=False,
    ),
    page("Coming soon", "<h1>Website coming soon</h1><p>We are working on it.</p>", menus=False),
    page(
        "gazette.example - domain for sale",
        "<h1>Buy this domain</h1><p>gazette.example</p>",
        menus=False,
    ),
    page(
        "Domain expired",
        "<h1>This domain has expired</h1><p>If you are the owner, renew it.</p>",
        menus=False,
    ),
    page(
        "Parked",
        "<h1>Future home of something quite cool.</h1><p>Come back later.</p>",
        menus=False,
    ),
)
