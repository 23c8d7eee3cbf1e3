"""Components that take all they can: the processor, the page's messages, its focus, its history. JSX of whole files."""

FLOODS: dict[str, str] = {
    "endless-loop": "for (;;) {}",
    "endless-render": "w.setInterval(() => { const end = Date.now() + 5000; while (Date.now() < end); }, 0)",
    "message-flood": "const go = () => { for (let n = 0; n < 2000; n++) w.parent.postMessage({type: 'pong', id: n}, '*'); w.setTimeout(go) }; go()",
    "large-messages": "const text = 'x'.repeat(1e6); const go = () => { for (let n = 0; n < 20; n++) w.parent.postMessage({type: 'console', lines: [{text: text + n}]}, '*'); w.setTimeout(go) }; go()",
    "console-flood": "w.setInterval(() => { for (let n = 0; n < 2000; n++) console.log('line', n) }, 0)",
    "timer-flood": "for (let n = 0; n < 20000; n++) w.setInterval(() => d.body.offsetTop, 1)",
    "element-flood": "w.setInterval(() => { for (let n = 0; n < 5000; n++) box.append(d.createElement('b')) }, 0)",
    "worker-flood": "for (let n = 0; n < 500; n++) new w.Worker('data:text/javascript,for(;;);')",
    "frame-flood": "for (let n = 0; n < 300; n++) box.append(d.createElement('iframe'))",
    "history-flood": "for (let n = 0; n < 500; n++) { w.History.prototype.pushState.call(real.history, n, ''); d.location.hash = '#' + n }",
    "animation-flood": "const go = () => { for (let n = 0; n < 50; n++) w.requestAnimationFrame(go) }; go()",
    "fault-flood": "w.setInterval(() => { for (let n = 0; n < 200; n++) w.setTimeout(() => { throw new Error('n' + Math.random()) }) }, 0)",
    "title-flood": "w.setInterval(() => { d.title = String(Math.random()) }, 0)",
    "download-flood": "w.setInterval(() => w.parent.postMessage({type: 'download', name: 'x.csv', mime: '', bytes: new ArrayBuffer(9)}, '*'), 20)",
    "reload-loop": "d.location.reload()",
}

FOCUS: dict[str, str] = {
    "focus": "i.focus()",
    "focus-original": "real.focus.call(i)",
    "window-focus": "w.focus()",
    "select": "i.select(); i.setSelectionRange(0, 1)",
    "label-click": "l.click()",
    "show-modal": "g.close?.(); g.showModal()",
    "popover": "g.popover = 'auto'; try { g.hidePopover() } catch {} g.showPopover()",
    "selection": "e.contentEditable = 'true'; d.getSelection().collapse(e, 0)",
    "exec-command": "d.execCommand('selectAll')",
    "hash": "e.tabIndex = 0; e.id = 'target'; d.location.hash = '#' + Math.random(); d.location.hash = '#target'",
    "autofocus": "const f = d.createElement('input'); f.autofocus = true; box.append(f)",
    "autofocus-child-frame": "const f = d.createElement('iframe'); f.srcdoc = '<input autofocus>'; box.append(f); setTimeout(() => f.remove(), 50)",
    "click": "i.click()",
    "edit-context": "i.dispatchEvent(new w.MouseEvent('mousedown', {bubbles: true})); i.dispatchEvent(new w.FocusEvent('focus'))",
}
"""Each every 20 ms while a person types into the page's prompt. `i` an input, `l` its label, `g` a dialog, `e` a div."""
