"""How walls name themselves: robot checks, logins, pay walls, consent pages, errors, scripts.

Held against a whole heading or line, case folded. What is `BARE` also heads honest pages
(a poem `Just a moment`, a chapter `Log in`) and tells only with little beside it.
"""

CHALLENGE = (
    r"attention required",
    r"(?:please |let's |to continue,? (?:please )?)?(?:verify|confirm|prove|make sure|verifying"
    r"|making sure"
    r"|checking|check) (?:that |if )?you(?:'re| are) (?:not a (?:ro)?bot|(?:a )?(?:real "
    r")?human)(?:,? .{1,60})?",
    r"(?:human|bot|robot|browser) (?:verification|check)(?: required)?",
    r"(?:are you (?:a )?)(?:human|robot|bot)(?:,? or .{1,20})?|robot or human|i'm not a robot",
    r"(?:checking|verifying) your (?:browser|connection|device)(?: before .{1,60})?",
    r"checking if the site connection is secure",
    r"[\w.-]{3,80} needs to review the security of your connection before proceeding",
    r"(?:please )?(?:enter|complete|solve) (?:the |a )?(?:security )?captcha(?: below)?(?: to "
    r"(?:continue|proceed).{0,40})?"
    r"|(?:security )?captcha (?:challenge|required|check|verification)",
    r"pardon our interruption(?:\.\.\.)?",
    r"access to this page has been denied(?: because .{1,80})?",
    r"(?:please )?enable (?:js|javascript) and (?:cookies to continue|disable any ad ?blockers?)",
    r"enable javascript and cookies to continue",
    r"(?:sorry,? )?you have been blocked|why have i been blocked",
    r"vercel security checkpoint|sucuri website firewall(?: access denied)?|radware (?:bot "
    r"manager )?captcha"
    r"(?: page)?|client challenge|ddos-guard|ddos protection by .{1,30}|making sure you're not a "
    r"bot"
    r"|blocked by (?:the )?(?:web application )?firewall|web application firewall",
    r"request unsuccessful\. incapsula incident id.{0,80}",
    r"we(?:'ve| have) detected (?:unusual|suspicious|automated) (?:traffic|activity).{0,80}",
    r"(?:our systems have detected )?unusual traffic from your (?:computer )?network.{0,80}",
    r"unusual activity (?:has been )?detected|suspicious activity detected",
    r"(?:bitte )?(?:bestätigen|beweisen) sie,? dass sie (?:ein mensch|kein roboter) sind",
    r"sind sie ein (?:mensch|roboter)|sicherheits(?:überprüfung|abfrage|check)",
    r"(?:veuillez (?:confirmer|vérifier) que vous (?:êtes humain|n'êtes pas un robot)"
    r"|êtes-vous un (?:robot|humain)|vérification de sécurité)",
    r"(?:verifica|confirma|demuestra|compruebe) que (?:eres humano|no eres un robot)|¿eres (?:un "
    r"robot|humano)\??"
    r"|verificación de seguridad",
    r"(?:verifica|conferma) (?:di essere umano|di non essere un robot)|verifica di sicurezza",
    r"(?:verifique|confirme) (?:se )?(?:que )?você é humano|verificação de segurança",
    r"(?:controleer|bevestig) (?:of|dat) (?:u|je) (?:een mens|geen robot) bent"
    r"|beveiligingscontrole",
    r"(?:potwierdź|sprawdzamy),? (?:że|czy) (?:jesteś człowiekiem|nie jesteś robotem)",
    r"(?:bekräfta|verifiera) att du (?:är (?:en )?människa|inte är en robot)|säkerhetskontroll",
    r"(?:私は)?ロボットではありません(?:か)?|セキュリティ(?:チェック|認証)"
    r"|人間であることを確認.{0,30}",
    r"安全(?:验证|驗證|检查)|人机验证|请完成(?:安全)?验证.{0,20}",
    r"(?:подтвердите|докажите),? что вы (?:человек|не робот)|вы не робот\??|проверка "
    r"(?:безопасности|браузера)",
)
CHALLENGE_BARE = (
    "just a moment", "one moment", "one moment, please", "please wait", "one more step",
    "security check", "security verification", "captcha", "nur einen moment", "einen moment",
    "einen moment bitte", "un instant", "un momento", "um momento", "een moment geduld",
    "cierpliwości",
    "ett ögonblick", "しばらくお待ちください", "请稍候", "請稍候", "один момент", "подождите",
    "please stand by", "verification required", "验证码", "blocked", "request blocked",
)  # fmt: skip

LOGIN = (
    r"(?:please |you (?:must|need to|have to) |to continue,? (?:please )?)(?:be )?(?:log(?:ged)?"
    r"|sign(?:ed)?) ?in"
    r"(?: (?:to|first|before|or|with) ?.{0,60})?",
    r"you (?:must|need to|have to) (?:register|be a registered user|have an account).{0,60}",
    r"(?:log|sign) ?in (?:is )?required|login required(?: .{1,40})?|authentication required"
    r"|authori[sz]ation required",
    r"(?:log|sign) ?in to (?:continue|view|read|access|your account|see).{0,60}",
    r"session (?:has )?(?:expired|timed out)|your session has (?:expired|timed out).{0,60}",
    r"(?:bitte )?(?:melden sie sich|loggen sie sich) (?:bitte )?(?:an|ein)(?:,? um .{1,60})?"
    r"|anmeldung erforderlich",
    r"(?:veuillez vous connecter|connectez-vous)(?: pour .{1,60})?|connexion requise",
    r"(?:debes?|debe usted|por favor,?) inici(?:ar|a|e) sesión(?: para .{1,60})?|inicia sesión "
    r"para .{1,60}",
    r"(?:effettua (?:il login|l'accesso)|accedi per .{1,60})(?: per .{1,60})?",
    r"(?:faça|inicie) (?:o )?(?:login|sessão)(?: para .{1,60})?|é necessário (?:fazer login"
    r"|iniciar sessão).{0,40}",
    r"(?:log in|meld je aan|u moet inloggen|je moet ingelogd zijn) om .{1,60}|inloggen vereist",
    r"(?:zaloguj się,? aby .{1,60}|musisz się zalogować.{0,60}|wymagane logowanie)",
    r"(?:logga in för att .{1,60}|du måste (?:vara inloggad|logga in).{0,60}|inloggning krävs)",
    r"ログインが必要です.{0,20}|ログインしてください.{0,20}|请(?:先)?登录.{0,20}|請先登入.{0,20}",
    r"(?:пожалуйста, )?(?:войдите|авторизуйтесь)(?:,? чтобы .{1,60})|требуется (?:авторизация"
    r"|вход)",
)
LOGIN_NAMED = (r"(?:log|sign) ?in (?:to|with) .{1,60}",)
LOGIN_BARE = (
    "log in", "login", "sign in", "signin", "log on",
    "logon", "please log in", "login page",
    "sign in page", "log in or sign up", "sign in or register", "login or register",
    "member login",
    "user login", "account login", "single sign-on", "sign in with your account",
    "anmelden", "anmeldung", "einloggen", "bitte anmelden", "benutzeranmeldung",
    "connexion", "se connecter", "identification", "s'identifier", "iniciar sesión", "acceder",
    "accedi", "iniciar sessão", "entrar", "inloggen", "aanmelden", "zaloguj się", "logowanie",
    "logga in", "inloggning", "ログイン", "登录", "登入", "用户登录", "вход", "войти",
    "авторизация",
)  # fmt: skip

PAYWALL = (
    r"(?:please )?(?:subscribe|become a (?:subscriber|member)|start your (?:free )?trial"
    r"|register or subscribe)"
    r" (?:now |today |here )?(?:to|for|and) (?:read|continue|keep reading|unlock|access|full "
    r"access|get full|view|see)\b.{0,80}",
    r"(?:to |want to )?(?:continue|keep) reading,? .{0,60}subscri.{0,60}",
    r"(?:this|the) (?:article|story|content|page|post|section|premium content) is (?:for|only for"
    r"|reserved for"
    r"|exclusive to|exclusively for|available (?:only )?to|only available to|locked for"
    r"|restricted to) (?:our )?"
    r"(?:paying |paid |premium |registered )?(?:subscribers|members)(?: only)?",
    r"(?:for (?:paying )?(?:subscribers|members) only)|(?:only|reserved|exclusively) for "
    r"(?:paying )?subscribers",
    r"(?:subscribers|members|subscriber|member)[ -](?:only|exclusive)(?: (?:content|article"
    r"|story))?",
    r"(?:already a subscriber\??|you(?:'ve| have) (?:reached|used|read) (?:your|all of your|the) "
    r".{0,30}"
    r"(?:limit|free articles?)).{0,80}",
    r"to (?:read|continue|keep reading|finish) (?:the (?:full|whole|entire|rest of the) |this )?"
    r"(?:story|article|text|reading),? (?:please )?(?:subscribe|become a (?:subscriber"
    r"|member)).{0,60}",
    r"(?:subscription|payment) required(?: .{1,40})?|unlock this (?:article|story).{0,60}",
    r"(?:you have been )?(?:read|you've read) your last (?:free|complimentary) article.{0,60}",
    r"(?:dieser |der )?(?:artikel|inhalt|text) ist (?:nur |exklusiv )?(?:für|den) (?:unsere "
    r")?abonnent\w{0,8}.{0,60}",
    r"(?:jetzt )?(?:weiterlesen mit|abonnieren und weiterlesen|abo abschließen und "
    r"weiterlesen).{0,60}",
    r"(?:cet |l')?article (?:est )?(?:réservé|exclusivement réservé)(?: exclusivement)? (?:aux|à "
    r"nos) abonnés.{0,40}"
    r"|(?:il vous reste .{1,40} à lire|abonnez-vous pour (?:lire|continuer).{0,60})",
    r"(?:este )?(?:contenido|artículo) (?:es )?(?:exclusivo|solo|reservado) para (?:los "
    r")?(?:suscriptores|socios).{0,40}"
    r"|suscríbete para (?:leer|seguir|continuar).{0,60}",
    r"(?:questo )?(?:articolo|contenuto) (?:è )?(?:riservato|esclusivo) (?:agli|per gli) "
    r"abbonati.{0,40}"
    r"|abbonati per (?:leggere|continuare).{0,60}",
    r"(?:conteúdo|artigo|este (?:conteúdo|artigo) é) (?:exclusivo|reservado) (?:para|a|aos) "
    r"assinantes.{0,40}"
    r"|assine para (?:ler|continuar).{0,60}",
    r"(?:dit )?artikel is (?:alleen |exclusief )?(?:voor|voorbehouden aan) abonnees.{0,40}"
    r"|(?:alleen|exclusief) voor abonnees|word abonnee (?:om|en) .{1,60}",
    r"(?:ten )?(?:artykuł|treść) (?:jest )?(?:dostępny|tylko|dostępna)(?: tylko)? dla "
    r"(?:subskrybentów|prenumeratorów).{0,40}",
    r"(?:den här )?artikeln är (?:endast |bara )?(?:för|låst för) (?:våra )?prenumeranter.{0,40}",
    r"(?:この記事は)?(?:有料)?会員限定(?:記事|です|の記事です|コンテンツ).{0,30}|(?:本文"
    r"|此文章)?仅限(?:订阅者|会员|订户).{0,20}",
    r"(?:материал|статья) (?:доступна?|только) (?:только )?(?:для )?(?:подписчик(?:ам|ов)|по "
    r"подписке).{0,40}",
)
PAYWALL_BARE = ("subscribe", "subscription required", "premium content", "locked content")

CONSENT = (
    r"before you continue(?: to .{1,60})?",
    r"we (?:value|respect|care about) your privacy|welcome! (?:we value|manage) your (?:privacy"
    r"|consent)",
    r"(?:we and our (?:\d{1,4} )?partners|we) (?:store|use|need|ask for) (?:your consent|and/or "
    r"access|cookies and).{0,120}",
    r"(?:weiter|weiterlesen|lesen|nutzen) mit werbung oder .{1,40}|mit (?:ihrer|deiner) "
    r"(?:zustimmung|einwilligung) (?:verwenden|nutzen|speichern|verarbeiten) wir und (?:unsere "
    r")?.{1,40}partner.{0,80}|continuer sans accepter|accepter et continuer",
    r"bevor sie (?:fortfahren|weitermachen|zu .{1,40} weitergehen).{0,60}|wir (?:benötigen"
    r"|brauchen) ihre "
    r"(?:zustimmung|einwilligung)|.{0,30}mit werbung (?:und tracking )?(?:weiter)?lesen.{0,40}",
    r"avant d'accéder à .{1,60}|avant de continuer.{0,40}|nous respectons votre vie privée"
    r"|(?:le respect de )?votre vie privée (?:est notre priorité|nous (?:importe"
    r"|tient à cœur)).{0,60}",
    r"antes de (?:continuar|ir a) .{0,60}|valoramos (?:tu|su) privacidad",
    r"prima di continuare.{0,60}|rispettiamo la tua privacy"
    r"|(?:noi e i nostri (?:\d{1,4} )?partner )?teniamo alla (?:tua|vostra) privacy",
    r"antes de (?:continuar|avançar) .{0,60}|valorizamos (?:a )?sua privacidade",
    r"voordat (?:u|je) (?:verdergaat|doorgaat).{0,60}|(?:wij )?respecteren (?:uw|jouw) privacy",
    r"zanim przejdziesz (?:do|dalej).{0,60}|(?:szanujemy|dbamy o) (?:twoją|państwa) prywatność",
    r"innan du fortsätter(?: till .{1,60})?|vi värnar om din integritet",
    r"続行する前に.{0,40}|在继续(?:使用|之前|前往).{0,30}|прежде чем продолжить.{0,40}",
)
CONSENT_BARE = (
    "cookie consent", "privacy consent", "cookie choices", "privacy choices", "cookie settings",
    "privacy settings", "your privacy choices", "your cookie choices", "consent", "cookie wall",
    "cookie-einstellungen", "datenschutzeinstellungen", "paramètres des cookies",
    "cookie-instellingen",
    "privacygate", "privacy gate", "privacy manager", "consent manager",
)  # fmt: skip

ERROR_PAGE = (
    r"internal server error|bad gateway|gateway time-?out|http server error|web server is (?:down"
    r"|returning an .{1,40})"
    r"|origin is unreachable|(?:connection|request) timed out|bandwidth limit exceeded|too many "
    r"requests"
    r"|rate limit(?:ed| exceeded)|error establishing a (?:database|redis) connection|database "
    r"(?:connection )?error"
    r"|invalid ssl certificate|ssl handshake failed|origin dns error|request (?:rejected|header "
    r"or cookie too large)",
    r"(?:the |this )?(?:service|server|site|website) (?:is )?(?:currently |temporarily "
    r")?(?:unavailable|overloaded"
    r"|offline|not available)(?:[.!] .{1,60})?",
    r"(?:error: )?the request could not be satisfied|the requested url was rejected.{0,60}",
    r"(?:we(?:'re| are)|(?:the |this |our )?(?:web ?)?site(?: is)?|[\w-]{1,60}\.[\w.]{2,20} is)? "
    r"?(?:currently |temporarily )?"
    r"(?:down for|under|in|undergoing|closed for|offline for) (?:scheduled |routine |planned "
    r"|brief |essential )?"
    r"maintenance(?: mode)?(?:[.!,;:] .{1,80}| until .{1,40}| at the moment| right now)?"
    r"|(?:this |the |our )?(?:web ?)?(?:site|page) (?:is )?(?:currently |still )?under "
    r"construction",
    r"we(?:'ll| will) be (?:right )?back (?:soon|shortly|in a (?:moment|bit|few minutes)|online "
    r".{1,30})(?:[.!] .{1,60})?",
    r"(?:a|an|sorry,? an|unfortunately,? an) (?:unexpected |internal |unknown |application "
    r"|server )?error "
    r"(?:has )?occurred(?: while (?:processing|loading|handling|trying|getting|fetching) "
    r".{1,60})?|an application error occurred.{0,60}",
    r"server error in '.{1,40}' application|application error(?:: .{1,80})?|unhandled "
    r"exception(?: .{1,40})?",
    r"there has been a critical error on (?:this|your) website.{0,80}|this page isn't working(?: "
    r"right now)?",
    # What PHP says of itself where the page should be.
    r"(?:php )?(?:fatal|parse) error: .{1,130}",
    # Law or licence keeps readers of some countries out.
    r"(?:sorry,? )?(?:(?:this|the|our) )?(?:content|page|site|website|service|video|article)?"
    r" ?(?:is )?(?:currently )?(?:not available|unavailable|blocked) in your "
    r"(?:country|region|location|area)(?:[.!,] .{1,60})?",
    r"we recognize you are attempting to access this (?:web)?site from a country .{1,100}",
    r"(?:dieser |der )?inhalt ist in (?:ihrem|deinem) land (?:leider )?nicht verfügbar"
    r"|ce contenu n'est pas disponible dans votre (?:pays|région)"
    r"|(?:este )?contenido no (?:está )?disponible en (?:su|tu) (?:país|región)"
    r"|お住まいの地域ではご利用いただけません",
    r"(?:you (?:do not|don't) have|no) permission to (?:access|view) .{1,60}|this account has "
    r"been suspended.{0,40}",
    r"(?:we(?:'re| are) |the site is )?(?:currently )?experiencing technical difficult(?:y|ies)",
    r"(?:die |diese |unsere )?(?:web)?(?:seite|website) (?:befindet sich |ist )?(?:derzeit "
    r"|zurzeit |momentan )?"
    r"(?:im wartungsmodus|in wartung|nicht erreichbar|wegen wartungsarbeiten .{1,40})|interner "
    r"serverfehler"
    r"|dienst (?:vorübergehend )?nicht verfügbar",
    r"(?:le |notre )?site (?:est )?(?:actuellement )?en maintenance|erreur interne du serveur"
    r"|service indisponible",
    r"(?:el |nuestro )?(?:sitio|sitio web|página|web) (?:está )?en mantenimiento|error interno "
    r"del servidor",
    r"(?:il )?sito (?:è )?in manutenzione|errore interno del server|(?:o )?site (?:está )?em "
    r"manutenção"
    r"|erro interno do servidor",
    r"(?:de |deze )?(?:web)?site is (?:tijdelijk )?in onderhoud|interne serverfout|przerwa "
    r"techniczna"
    r"|wewnętrzny błąd serwera|(?:webb)?platsen (?:är under|genomgår) underhåll|internt "
    r"serverfel",
    r"(?:ただいま)?メンテナンス中(?:です)?|サーバーエラー|(?:系统|系統|网站|網站)(?:正在)?维护中?"
    r"|服务器(?:内部)?错误"
    r"|(?:на сайте )?ведутся технические работы|внутренняя ошибка сервера|сайт временно "
    r"недоступен",
)
ERROR_PAGE_BARE = (
    "500", "502", "503", "504", "403", "error 500", "error 503", "error 403", "500 error",
    "503 error",
    "403 error", "access denied", "forbidden", "permission denied", "unauthorized", "bad request",
    "something went wrong", "server error", "fatal error", "runtime error",
    "maintenance mode", "under maintenance", "site maintenance", "account suspended",
    "suspended page", "technical difficulties",
    "service unavailable", "temporarily unavailable", "zugriff verweigert",
    "wartungsmodus", "accès refusé", "accès interdit", "acceso denegado", "accesso negato",
    "acesso negado", "toegang geweigerd", "odmowa dostępu", "åtkomst nekad",
    "アクセスが拒否されました",
    "访问被拒绝", "доступ запрещен", "доступ запрещён", "request rejected", "webseite im aufbau",
)  # fmt: skip

SCRIPT_PLEA = (
    r"(?:please |you need to |you must |to (?:use|view|run) this (?:site|page|app|application"
    r"|website),? (?:please )?)?"
    r"(?:enable|turn on|activate|switch on) (?:js|javascript)(?: .{1,80})?",
    r"(?:we're sorry but )?.{0,40}(?:doesn't work properly|does not work) without javascript(?: "
    r"enabled)?.{0,60}",
    r"(?:your browser (?:does not|doesn't) support javascript|javascript (?:is|must be|seems to "
    r"be|has been|appears to be) "
    r"(?:currently )?(?:required|disabled|not enabled|enabled|not available|turned off)"
    r"|javascript required).{0,80}",
    r"this (?:site|page|app|application|website|content|feature) (?:requires|needs|relies on) "
    r"javascript.{0,80}",
    r"(?:bitte )?(?:aktivieren sie|aktiviere) (?:bitte )?javascript.{0,60}|javascript ist "
    r"(?:deaktiviert|erforderlich).{0,60}",
    r"(?:veuillez |merci d')?activer (?:le )?javascript.{0,60}|javascript est (?:désactivé|requis"
    r"|nécessaire).{0,60}",
    r"(?:por favor,? )?(?:habilit[ae]|activ[ae]) (?:el )?javascript.{0,60}|(?:abilita|attiva) "
    r"javascript.{0,60}"
    r"|(?:ative|habilite) o javascript.{0,60}",
    r"schakel javascript in.{0,60}|(?:proszę )?włącz(?:yć)? (?:obsługę )?javascript.{0,60}"
    r"|aktivera javascript.{0,60}",
    r"javascriptを有効に.{0,40}|(?:请|請)(?:启用|啟用|开启)javascript.{0,40}|(?:пожалуйста, "
    r")?включите javascript.{0,60}",
    r"(?:your browser is|you are using an) (?:out ?dated|(?:not|no longer) supported"
    r"|unsupported)(?: browser)?.{0,80}",
)
