"""Further attacks, by what newer browsers can do and by ways around the first ones. Rows as in table.py."""

from tests.attacks.table import FETCH, SCRIPT, html, link, style

CHILD = "const f = d.createElement('iframe'); box.append(f); const c = f.contentWindow;"

STILL: dict[str, str] = {
    # every feature of the browser that a policy governs
    "policy": "const on = d.featurePolicy.allowedFeatures(); if (on.length) leak('features ' + on.join())",
    # requests
    "fetch-attribution": "await real.fetch(u, {mode: 'no-cors', attributionReporting: {eventSourceEligible: true, triggerEligible: true}})",
    "fetch-local-network": "await real.fetch(u, {mode: 'no-cors', targetAddressSpace: 'loopback'})",
    "fetch-shared-storage": "await real.fetch(u, {mode: 'no-cors', sharedStorageWritable: true, browsingTopics: true})",
    "fetch-request-stream": "await real.fetch(u, {method: 'POST', body: new w.ReadableStream({start(c) { c.enqueue(new Uint8Array(9)); c.close() }}), duplex: 'half'})",
    "tcp-socket": f"await new w.TCPSocket('127.0.0.1', +new w.URL(u).port).opened; {FETCH}",
    "udp-socket": "const s = await new w.UDPSocket({remoteAddress: '127.0.0.1', remotePort: +stun.split(':').at(-1)}).opened; await s.writable.getWriter().write({data: new Uint8Array(9)})",
    "ice-transport": "const t = new w.RTCIceTransport(); t.gather({iceServers: [{urls: stun}], gatherPolicy: 'all'})",
    "child-xhr": CHILD + "const x = new c.XMLHttpRequest(); x.open('GET', u); x.send()",
    "child-websocket": CHILD + "new c.WebSocket(ws)",
    "child-event-source": CHILD + "new c.EventSource(u)",
    "child-image": CHILD + "new c.Image().src = u",
    "child-beacon": CHILD + "c.navigator.sendBeacon(u, 'x')",
    "child-worker": CHILD + f"new c.Worker(c.URL.createObjectURL(new Blob([`{FETCH}`])))",
    "child-open": CHILD + "c.open(u, '_self')",
    "child-location": CHILD + "c.location = u",
    "child-navigation": CHILD + "await c.navigation.navigate(u).committed",
    "child-of-child-peer": CHILD
    + "const g = c.document.createElement('iframe'); c.document.body.append(g); const p = new g.contentWindow.RTCPeerConnection({iceServers: [{urls: stun}]}); p.createDataChannel('x'); await p.setLocalDescription(await p.createOffer()); await wait(600)",
    "iframe-srcdoc-style": "const f = d.createElement('iframe'); f.srcdoc = `<style>@import '${u}.css'; * { background: url('${u}') }</style>x`; box.append(f)",
    "iframe-srcdoc-import-map": 'const f = d.createElement(\'iframe\'); f.srcdoc = `<script type=importmap>{"imports": {"e": "${u}.js"}}</scr` + `ipt><link rel=modulepreload href=${u}.js>`; box.append(f)',
    "iframe-srcdoc-speculation": 'const f = d.createElement(\'iframe\'); f.srcdoc = `<script type=speculationrules>{"prefetch": [{"source": "list", "urls": ["${u}"]}]}</scr` + `ipt>`; box.append(f)',
    "embed-svg-data": "const e = d.createElement('embed'); e.type = 'image/svg+xml'; e.src = 'data:image/svg+xml,' + encodeURIComponent(`<svg xmlns='http://www.w3.org/2000/svg'><script>"
    + FETCH
    + "</scr` + `ipt></svg>`); box.append(e)",
    "web-bundle": "const s = d.createElement('script'); s.type = 'webbundle'; s.textContent = JSON.stringify({source: u, resources: [u + '/a']}); d.head.append(s)",
    "import-css": "await w.eval(`import('${u}.css', {with: {type: 'css'}})`)",
    "import-source-phase": "await w.eval(`import.source('${u}.wasm')`)",
    "import-scripts-worker": "new real.Worker(w.URL.createObjectURL(new Blob([`importScripts('${u}.js')`])))",
    "shared-worker-blob": f"new real.SharedWorker(w.URL.createObjectURL(new Blob([`{FETCH}`])))",
    "audio-worklet-blob": "await new w.AudioContext().audioWorklet.addModule(w.URL.createObjectURL(new Blob([`import '${u}.js'`], {type: 'text/javascript'})))",
    "shared-storage-worklet": "await real.sharedStorage.createWorklet(u + '.js')",
    "federated-login": "await w.navigator.credentials.get({identity: {providers: [{configURL: u + '.json', clientId: 'x'}]}})",
    "digital-credential": "if (await w.navigator.credentials.get({digital: {requests: [{protocol: 'openid4vp', data: {}}]}})) leak('a credential')",
    "passkey": "if (await w.navigator.credentials.create({publicKey: {challenge: new Uint8Array(16), rp: {name: 'x'}, user: {id: new Uint8Array(8), name: 'x', displayName: 'x'}, pubKeyCredParams: [{type: 'public-key', alg: -7}]}})) leak('a key')",
    "presentation": "await new w.PresentationRequest([u]).start(); leak('a screen')",
    "speech": "const s = new w.webkitSpeechRecognition(); await new Promise((ok, no) => { s.onstart = ok; s.onerror = no; s.start() }); leak('speech')",
    # hints
    "link-prefetch-document": link("rel: 'prefetch', as: 'document'"),
    "link-preload-srcset": "const l = d.createElement('link'); l.rel = 'preload'; l.as = 'image'; l.imageSrcset = `${u} 1x`; d.head.append(l); await wait(300)",
    "link-preload-style": link("rel: 'preload', as: 'style'"),
    "link-monetization": link("rel: 'monetization'"),
    "link-payment": link("rel: 'facilitated-payment'"),
    "link-search": link("rel: 'search', type: 'application/opensearchdescription+xml'"),
    "link-touch-icon": link("rel: 'apple-touch-icon'"),
    "speculation-document": "const s = d.createElement('script'); s.type = 'speculationrules'; s.textContent = JSON.stringify({prerender: [{source: 'document', where: {href_matches: '/*'}, eagerness: 'immediate'}]}); d.head.append(s);"
    + html("<a href='${u}'>x</a>"),
    # pictures and style sheets
    "img-decode": "const i = new w.Image(); i.src = u; await i.decode()",
    "img-auto-sizes": html("<img sizes=auto loading=lazy srcset='${u} 1x' width=9 height=9>"),
    "created-document": "const p = d.implementation.createHTMLDocument(); p.body.innerHTML = `<img src='${u}'>`; box.append(p.body.firstChild)",
    "shadow-declarative": "const e = d.createElement('div'); box.append(e); e.setHTMLUnsafe(`<b><template shadowrootmode=open><style>@import '${u}.css'; b { background: url('${u}') }</style><b>x</b></template></b>`)",
    "css-counter-style": style(
        "@counter-style att { system: cyclic; symbols: url('${u}') } .att { display: list-item; list-style: att }"
    ),
    "css-src": style(".att { background: src('${u}'); background: image('${u}') }"),
    "css-property": style(
        "@property --p { syntax: '<url>'; inherits: true; initial-value: url('${u}') } .att { background: var(--p) }"
    ),
    "css-attr": style(".att { background: attr(data-u type(<url>)) }")
    + "box.querySelectorAll('.att').forEach((e) => { e.dataset.u = u })",
    "css-function": style("@function --f() { result: url('${u}') } .att { background: --f() }"),
    "css-if": style(".att { background: if(else: url('${u}')) }"),
    "css-offset-path": style(".att { offset-path: url('${u}.svg#p') }"),
    "css-marker": style(".att { display: list-item } .att::marker { content: url('${u}') }"),
    "css-scope-import": style("@import url('${u}.css') scope(.att) layer;"),
    "css-typed": "box.append(html('<i id=typed>x</i>')); box.querySelector('#typed').attributeStyleMap.set('background-image', `url('${u}')`)",
    "css-registered": "w.CSS.registerProperty({name: '--r', syntax: '<image>', inherits: false, initialValue: `url('${u}')`});"
    + style(".att { background: var(--r) }"),
    "animate-image": "box.append(html('<i id=moving>x</i>')); box.querySelector('#moving').animate({backgroundImage: [`url('${u}')`, `url('${u}2')`]}, 500)",
    # what belongs to the user
    "battery": "const b = await (real.getBattery ?? w.navigator.getBattery).call(w.navigator); if (w.BatteryManager && b instanceof w.BatteryManager) leak('battery')",
    "midi": "await w.navigator.requestMIDIAccess(); leak('midi')",
    "sensors": "const s = new w.Accelerometer(); await new Promise((ok, no) => { s.onreading = ok; s.onerror = no; s.start() }); leak('motion')",
    "idle": "await new w.IdleDetector().start(); leak('idle')",
    "screens": "await w.getScreenDetails(); leak('screens')",
    "keyboard-lock": "await w.navigator.keyboard.lock(); leak('keyboard')",
    "keyboard-map": "if ((await w.navigator.keyboard.getLayoutMap()).size) leak('keyboard layout')",
    "bluetooth": "if (await w.navigator.bluetooth.requestDevice({acceptAllDevices: true})) leak('bluetooth')",
    "serial": "if (await w.navigator.serial.requestPort()) leak('serial')",
    "hid": "if ((await w.navigator.hid.requestDevice({filters: []})).length) leak('hid')",
    "nfc": "await new w.NDEFReader().scan(); leak('nfc')",
    "contacts": "if ((await w.navigator.contacts.select(['name'])).length) leak('contacts')",
    "eye-dropper": "if (await new w.EyeDropper().open()) leak('a colour of the screen')",
    "save-picker": "await w.showSaveFilePicker(); leak('file')",
    "folder-picker": "await w.showDirectoryPicker(); leak('folder')",
    "storage-buckets": "await w.navigator.storageBuckets.open('x'); leak('storage bucket')",
    "storage-persist": "if (await w.navigator.storage.persist()) leak('storage')",
    "locks": "await w.navigator.locks.request('x', () => leak('lock'))",
    "document-domain": "d.domain = 'localhost'; if (w.parent.document.title) leak('the page')",
    "language-model": "await w.LanguageModel.create(); leak('language model')",
    "summarizer": "await w.Summarizer.create(); leak('summarizer')",
    "translator": "await w.Translator.create({sourceLanguage: 'en', targetLanguage: 'de'}); leak('translator')",
    "memory-measure": "await w.performance.measureUserAgentSpecificMemory(); leak('memory of other frames')",
    "frame-names": "const names = []; for (let i = 0; i < w.parent.length; i++) if (w.parent[i] !== w) names.push(w.parent[i].name); if (names.join('')) leak(names.join())",
    "broadcast": "const b = new real.BroadcastChannel('atelier'); b.onmessage = () => leak('a broadcast'); b.postMessage('x'); await wait(300)",
    "scroll-page": "box.scrollIntoView({block: 'start'}); w.parent.scrollTo(0, 9)",
}

LEAVING: dict[str, str] = {
    "location-setter": "w.Object.getOwnPropertyDescriptor(d, 'location').set.call(d, u)",
    "location-in-child": CHILD + "c.eval ? c.eval(`parent.location = '${u}'`) : 0",
    "history-reload": "w.History.prototype.go.call(real.history, 0)",
    "navigation-reload": "await w.navigation.reload().finished",
    "own-asset-document": "d.location.href = d.querySelector('script[src], link[href]').src",
    "about-blank": "d.location.href = 'about:blank'",
    "svg-document": f"d.location.href = w.URL.createObjectURL(new Blob([`<svg xmlns='http://www.w3.org/2000/svg'><script>{FETCH}</scr` + `ipt></svg>`], {{type: 'image/svg+xml'}}))",
    "external-program": "d.location.href = 'mailto:' + encodeURIComponent(u); d.location.href = 'tel:1'",
    "meta-refresh-data": f"const m = d.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=data:text/html,' + encodeURIComponent({SCRIPT}); d.head.append(m)",
    "link-ctrl-click": html("<a href='${u}'>x</a>")
    + "for (const more of [{ctrlKey: true}, {metaKey: true}, {shiftKey: true}, {button: 1}]) real.dispatchEvent.call(box.querySelector('a'), new w.MouseEvent('click', {bubbles: true, ...more}))",
    "link-blank-page": html("<a target=_blank rel=opener href='about:blank'>x</a>")
    + "real.click.call(box.querySelector('a'))",
    "form-javascript": html("<form action='javascript:0'><button formaction='javascript:0'>x</button></form>")
    + f"box.querySelector('form').action = `javascript:{FETCH}`; real.submit.call(box.querySelector('form'))",
    "form-dialog": html(
        "<dialog open><form method=dialog action='${u}'><button formmethod=get>x</button></form></dialog>"
    )
    + "real.click.call(box.querySelector('button'))",
    "svg-animated-link": html(
        "<svg><a><animate attributeName=href values='${u}' dur=9s fill=freeze /><text>x</text></a></svg>"
    )
    + "await wait(100); real.dispatchEvent.call(box.querySelector('a'), new w.MouseEvent('click', {bubbles: true}))",
    "document-write-refresh": "d.write(`<meta http-equiv=refresh content='0;url=${u}'>`)",
    "root-removed": "d.documentElement.remove()",
    "messages-swallowed": "w.addEventListener('message', (e) => e.stopImmediatePropagation(), true); w.setTimeout = () => 0; w.requestAnimationFrame = () => 0; d.getElementById('root').remove()",
}

CLICKS: dict[str, str] = {
    "click-share": "<button onClick={() => w.Navigator.prototype.share?.call(w.navigator, {url: u}).then(() => leak('share'), () => 0)}>click</button>",
    "click-save-picker": "<button onClick={() => w.showSaveFilePicker?.().then(() => leak('file'), () => 0)}>click</button>",
    "click-eye-dropper": "<button onClick={() => w.EyeDropper && new w.EyeDropper().open().then(() => leak('a colour'), () => 0)}>click</button>",
    "click-storage-access": "<button onClick={() => d.requestStorageAccess().then(() => leak('storage access'), () => 0)}>click</button>",
    "click-position": "<button onClick={() => w.Navigator.prototype.__lookupGetter__('geolocation').call(w.navigator).getCurrentPosition(() => leak('position'), () => 0)}>click</button>",
    "click-screen": "<button onClick={() => w.Navigator.prototype.__lookupGetter__('mediaDevices').call(w.navigator)?.getDisplayMedia().then(() => leak('screen'), () => 0)}>click</button>",
    "click-federated": "<button onClick={() => w.navigator.credentials?.get({identity: {mode: 'active', providers: [{configURL: u, clientId: 'x'}]}}).then(() => leak('login'), () => 0)}>click</button>",
    "click-payment": "<button onClick={() => w.PaymentRequest && new w.PaymentRequest([{supportedMethods: u}], {total: {label: 'x', amount: {currency: 'EUR', value: '1'}}}).show().catch(() => 0)}>click</button>",
    "click-external-program": "<a href={'mailto:a@b.example?body=' + encodeURIComponent(u)} target='_top'>click</a>",
    "click-keyboard-lock": "<button onClick={() => w.navigator.keyboard?.lock().then(() => leak('keyboard'), () => 0)}>click</button>",
    "click-permission-element": "<div onClick={(e) => { for (const name of ['geolocation', 'usermedia', 'permission', 'install']) { const p = d.createElement(name); p.setAttribute('type', 'camera'); p.onclick = (x) => x.stopPropagation(); p.onpromptaction = () => leak(name); e.currentTarget.append(p); p.click() } }}>click</div>",
    "click-interest": "<button {...{interestfor: 'x', command: 'show-modal', commandfor: 'x'}} onClick={() => real.open('about:blank', '_blank')}>click</button>",
}
