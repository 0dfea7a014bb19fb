"""How sites say that a page is not there, in twelve languages.

Each pattern is held against a whole heading or line, case folded, codes and interjections gone.
None repeats what itself repeats, so the time a hostile heading takes is bounded by its length.
"""

_ASKED_EN = (
    r"(?: (?:that |which )?you(?:'re| are| were|'ve| have)? ?(?:just )?(?:request(?:ed)?|seek"
    r"|want(?:ed)?"
    r"|asked for|look(?:ed|ing) for|search(?:ed|ing) for|(?:trying|tried|attempting) to "
    r"(?:reach|access|find|view|open|visit)))?"
)
_NOT_EN = r"(?:(?:is|was|could|can|has|does) ?(?:not|n't)|can't|cannot|not)"
_TAIL_EN = (
    r"(?:[.!,;]? (?:please|it may|it might|try|return to|check|go (?:back|to)|or (?:has|is|was|no"
    r"|you|it))"
    r" .{1,80}| (?:here|any ?more|right now|at the moment|on (?:this|our) (?:server|site"
    r"|website)))?"
)
_ENGLISH = (
    # the page you are looking for could not be found
    r"(?:the |this |that |your )?(?:requested |specified )?"
    r"(?:(?:web ?|sub ?)?page|article|content|document|file|url|resource|story|link|address)"
    + _ASKED_EN
    + r" (?:"
    + _NOT_EN
    + r" (?:be |been )?(?:found|located|available|exist)"
    r"|(?:is |was )?(?:no longer|not currently) (?:available|exists?|here|online|on (?:this|our) "
    r"site)"
    r"|(?:is |has gone |went )?missing|(?:is |was |is currently )?unavailable|(?:is |has )?gone"
    r"|(?:has |was |has been |may have been )(?:moved|removed|deleted|unpublished|taken down)"
    r"(?: or (?:deleted|removed|renamed|moved))?)" + _TAIL_EN,
    # a thing that such a site lists
    r"(?:the |this |that )?(?:requested )?(?:item|product|post|entry|topic|thread|listing|record"
    r"|event"
    r"|job|profile|user|account|channel|video|site|website|domain|node|object|key|book|paper)"
    + _ASKED_EN
    + r" (?:"
    + _NOT_EN
    + r" (?:be |been )?(?:found|exist)|(?:is )?no longer (?:exists?|available))"
    + _TAIL_EN,
    r"(?:http |error |status |code ){0,3}\(?4(?:04|10)\)?[:.!,]? (?:error:? )?(?:not found|gone"
    r"|nicht gefunden"
    r"|introuvable|no encontrado|non trovato|não encontrado|niet gevonden|nie znaleziono"
    r"|hittades inte)",
    r"no such (?:page|file|document|article)(?: or directory)?",
    r"(?:nosuchkey|nosuchbucket)",
    r"we(?: are|'re| were)? ?(?:can(?:'t| ?not)|could(?:n't| not)|did(?:n't| not)|unable to) "
    r"(?:seem to )?(?:find|locate) "
    r"(?:(?:the|that|this|your|any|a) (?:\w{1,12} )?(?:page|article|document|content|file|story)"
    r"|what you(?:'re| are| were)? (?:looking|searching) for).{0,80}",
    r"(?:it )?(?:looks|seems) like you(?:'re| are) lost|you seem to be lost",
    r"this is(?: not|n't) the (?:web ?)?page you(?:'re| are| were) looking for",
    r"(?:looks like )?this page (?:does(?: not|n't)|did(?: not|n't)) (?:seem to "
    r")?exist" + _TAIL_EN,
    r"the link you (?:followed|clicked)(?: on)? (?:is|may be|has) (?:broken|expired|dead).{0,80}",
)
_GERMAN = (
    r"(?:die |diese |der |dieser |das |dieses |ihre )?(?:von ihnen )?(?:gewünschte |angeforderte "
    r"|gesuchte "
    r"|aufgerufene |gewählte )?(?:(?:web|internet)?seite|artikel|inhalt|dokument|datei)"
    r"(?:,? die sie (?:suchen|aufrufen wollten|angefordert haben),?)? "
    r"(?:(?:wurde |ist |konnte |kann )?(?:leider )?nicht (?:mehr )?"
    r"(?:gefunden(?: werden)?|vorhanden|verfügbar|erreichbar|auffindbar)"
    r"|existiert (?:leider )?nicht(?: mehr)?|gibt es (?:leider )?nicht(?: \(?mehr)?)",
    r"(?:leider )?(?:wir )?(?:konnten|können)(?: wir)? (?:die|diese) (?:\w{1,20} )?seite "
    r"(?:leider )?nicht finden",
)
_FRENCH = (
    r"(?:la |cette |votre |le |cet |ce |l')?(?:page|article|contenu|document|fichier|ressource)"
    r"(?: (?:que vous (?:recherchez|cherchez|demandez|avez demandée?|souhaitez (?:voir"
    r"|consulter))"
    r"|demandée?|recherchée?))? "
    r"(?:(?:est |semble |reste )?introuvable|non trouvée?|(?:est )?inexistante?|indisponible"
    r"|n'a (?:pas|pu)(?: pu)?(?: être| été)? trouvée?|n'existe (?:pas|plus|pas ou plus)"
    r"|n'est (?:pas|plus) (?:disponible|accessible)|a été (?:supprimée?|déplacée?))",
    r"nous n'avons pas (?:pu )?trouv(?:é|er) (?:la|cette|votre) page.{0,60}",
    r"impossible de trouver (?:la|cette) page.{0,60}",
)
_SPANISH = (
    r"(?:la |esta |el |este )?(?:página|artículo|contenido|documento|archivo)"
    r"(?: (?:que (?:buscas?|busca usted|estás? buscando|ha solicitado|has solicitado|solicitó"
    r"|intentas? \w{3,9})"
    r"|solicitad[ao]))? (?:no (?:fue )?encontrad[ao]|(?:ya )?no existe|(?:ya )?no (?:está "
    r")?disponible"
    r"|no se (?:encuentra|encontró|ha encontrado|ha podido encontrar|pudo encontrar|puede "
    r"encontrar)"
    r"(?: disponible)?|no ha sido encontrad[ao]|no pudo ser encontrad[ao])",
    r"no (?:se (?:encontró|ha encontrado|pudo encontrar|encuentra)|encontramos|hemos encontrado"
    r"|hemos podido encontrar|pudimos encontrar) (?:la|esta) página.{0,60}",
)
_ITALIAN = (
    r"(?:la |questa |il |l')?(?:pagina|articolo|contenuto|documento|file)"
    r"(?: (?:richiest[ao]|cercat[ao]|che (?:stai|stavi) cercando|che cerchi|che hai (?:richiesto"
    r"|cercato)))? "
    r"(?:non (?:è stat[ao] )?trovat[ao]|non esiste(?: più)?|(?:non è|non) (?:più )?disponibile"
    r"|inesistente"
    r"|non (?:può|è possibile) essere trovat[ao]|è stat[ao] (?:rimoss[ao]|spostat[ao]))",
    r"(?:non (?:abbiamo trovato|riusciamo a trovare)|impossibile trovare) (?:la|questa) "
    r"pagina.{0,60}",
)
_PORTUGUESE = (
    r"(?:a |esta |essa |o |este )?(?:página|artigo|conteúdo|documento|arquivo|ficheiro)"
    r"(?: (?:que (?:você )?(?:procura|procurou|procurava|está procurando|está a procurar"
    r"|solicitou|tentou acessar)"
    r"|solicitad[ao]|procurad[ao]|pretendid[ao]))? "
    r"(?:não (?:foi |pôde ser |pode ser )?encontrad[ao]|(?:já )?não existe(?: mais)?"
    r"|(?:já )?não (?:está )?(?:mais )?disponível|inexistente|foi removid[ao])",
    r"não (?:encontramos|conseguimos encontrar|foi possível encontrar) (?:a|esta) página.{0,60}",
)
_DUTCH = (
    r"(?:de |deze |het |dit )?(?:door u )?(?:opgevraagde |gevraagde |gezochte )?"
    r"(?:(?:web)?pagina|artikel|document|bestand)(?: (?:die|dat) (?:u|je) (?:zoekt|zocht"
    r"|opvroeg))? "
    r"(?:(?:is |werd |kon |kan )?(?:helaas )?niet (?:meer )?(?:gevonden(?: worden)?|worden "
    r"gevonden|beschikbaar)"
    r"|bestaat (?:helaas )?niet(?: meer)?)",
    r"(?:we|wij) (?:kunnen|konden) (?:de|deze) pagina (?:helaas )?niet vinden",
)
_POLISH = (
    r"(?:ta |szukana |żądana |podana |wybrana )?(?:strona|podstrona|witryna|treść)"
    r"(?: o podanym adresie|,? której szukasz,?| której szukasz)? "
    r"(?:nie została (?:znaleziona|odnaleziona)|nie (?:istnieje|znaleziona)|już nie istnieje"
    r"|jest niedostępna|nie jest dostępna|została usunięta)",
    r"nie (?:znaleziono|można (?:odnaleźć|znaleźć|wyświetlić)|odnaleziono|ma(?: takiej)?) "
    r"(?:\w{1,12} )?strony",
)
_SWEDISH = (
    r"(?:den (?:här )?)?(?:begärda |efterfrågade )?(?:webb)?sidan"
    r"(?: (?:som )?du (?:söker|sökte|letar efter|letade efter|försökte nå))? "
    r"(?:(?:hittades|finns) (?:tyvärr )?inte(?: längre)?|kunde (?:tyvärr )?inte hittas|saknas"
    r"|går inte att hitta|kan inte hittas|har (?:flyttats|tagits bort))",
    r"vi (?:kunde|kan|hittar|hittade) (?:tyvärr )?inte (?:hitta )?sidan.{0,60}",
)
_JAPANESE = (
    r"(?:申し訳(?:ございません|ありません)[、,。 ]?)?(?:お探しの|指定された|ご指定の|該当する?の?"
    r"|要求された"
    r"|リクエストされた|アクセスしようとした|このurlの)?(?:web|ウェブ)?(?:ページ|記事|ファイル"
    r"|コンテンツ)(?:が|は)? ?"
    r"(?:現在)?(?:見つかりません(?:でした)?|見つからない|存在しません|ありません|表示できません"
    r"|削除されました"
    r"|みつかりません(?:でした)?|not found).{0,40}",
)
_CHINESE = (
    r"(?:(?:非常|很)?抱歉|对不起|對不起)?[,，!！ ]*(?:您|你)?(?:所|要|想)*(?:访问|訪問|请求|請求"
    r"|查找|尋找|寻找|找|浏览|瀏覽|查看)?的?"
    r"(?:该|此|該|这个)?(?:页面|網頁|网页|頁面|文章|内容|內容|文件)(?:可能)?(?:已经|已經|已|并)?"
    r"(?:不存在|未找到|找不到|没有找到|沒有找到|无法找到|無法找到|无法访问|被?删除|被?刪除|不见了"
    r"|走丢了|失效|丢失).{0,30}",
    r"(?:找不到|未找到|无法找到|無法找到|没有找到)(?:您|你)?(?:所|要)?(?:请求|請求|访问|查找"
    r"|找)?的?(?:该|此|該)?(?:页面|網頁|网页|頁面|文件).{0,30}",
)
_RUSSIAN = (
    r"(?:к сожалению, )?(?:запрашиваемая |запрошенная |эта |такая |данная |искомая )?(?:вами "
    r")?страница"
    r"(?:, которую вы (?:ищете|искали|запрашиваете|запросили),?)? "
    r"(?:не (?:найдена|существует|обнаружена)|(?:была )?удалена|больше не (?:существует|доступна)"
    r"|недоступна"
    r"|отсутствует)",
    r"(?:такой|этой|данной|запрашиваемой) страницы (?:больше )?(?:не существует|нет)",
    r"мы не (?:нашли|смогли найти|можем найти) (?:эту |такую |запрашиваемую )?страницу.{0,60}",
)
MISSING = (
    *_ENGLISH,
    *_GERMAN,
    *_FRENCH,
    *_SPANISH,
    *_ITALIAN,
    *_PORTUGUESE,
    *_DUTCH,
    *_POLISH,
    *_SWEDISH,
    *_JAPANESE,
    *_CHINESE,
    *_RUSSIAN,
)

MISSING_BARE = (
    "404", "410", "error 404", "404 error", "error404", "http 404", "http error 404", "404 page",
    "fehler 404", "erreur 404", "error 404", "errore 404", "erro 404", "fout 404", "błąd 404",
    "fel 404", "404エラー", "404错误", "404 错误", "404 錯誤", "404页面", "ошибка 404",
    "not found", "page missing", "missing page", "nothing found", "there's nothing here",
    "nicht gefunden", "introuvable",
    "non trouvé", "no encontrado", "non trovato", "não encontrado", "niet gevonden",
    "nie znaleziono", "hittades inte", "見つかりません", "未找到", "找不到", "не найдено",
    "не найден",
)  # fmt: skip
"""What also heads an honest page: it tells only with little beside it."""

PARKED = (
    r"(?:(?:this |the )?(?:domain(?: name)?|premium domain|website|site)(?: "
    r"[\w-]{1,63}\.[a-z.]{2,20})?"
    r"|[\w-]{1,63}\.[a-z.]{2,20}) (?:is|may be) (?:available )?(?:for sale|parked)"
    r"(?:[.!,] .{1,60}| (?:by|on|free) .{1,40})?",
    r"(?:buy|purchase|get|make an offer on) this (?:domain|premium domain)(?: name)?(?: "
    r".{1,40})?",
    r"(?:this |the )?domain(?: name)? (?:is|has|has been|was) (?:parked|expired|suspended)"
    r"(?: (?:and|by) .{1,60})?",
    r"(?:diese |die )?domain (?:steht zum verkauf|ist zu verkaufen|wurde registriert)(?: "
    r".{1,40})?",
    r"(?:ce |le )?(?:nom de )?domaine est à vendre.{0,40}",
    r"(?:este |el )?dominio (?:está )?(?:en|a la) venta.{0,40}",
    r"future home of (?:something quite cool|.{1,40})",
    r"welcome to nginx|apache2 \w{3,10} default page(?:: it works)?|iis windows(?: server)?"
    r"|default web ?(?:site )?page|test page for the (?:apache|nginx) http server.{0,40}"
    r"|web ?site (?:coming soon|not configured)|site not (?:published|configured)",
)
"""A domain that nobody uses, or whose server nobody has set up."""
