"""Checks on what users and models write: text in, findings out. Pure.

A rule is one file and one line in a dict here. Severities: `block` is never rendered, `neutralise` runs
with a harmless stand-in, `note` is only told.
"""

import logging
from collections.abc import Mapping
from traceback import extract_tb

from msgspec.structs import replace

from guards import (
    addresses,
    clipboard,
    comments,
    cookies,
    dialogs,
    downloads,
    dynamic_code,
    elements,
    instructions,
    internal_prompt,
    internals,
    leak,
    markup,
    modules,
    navigation,
    nesting,
    network,
    new_windows,
    other_windows,
    packages,
    sheets,
    size,
    spelled,
    storage,
    urls,
    workers,
)
from guards.artifact import SCRIPTS, Artifact
from guards.contract import CodeRule, PromptRule
from guards.heard import Heard
from guards.score import doubted, joined, odds, signals, suspicion, wording
from guards.tree import Source
from studio.protocol import Finding
from studio.scan import PromptScan
from studio.text16 import whole

CODE_RULES: dict[str, CodeRule] = {
    "dynamic-code": dynamic_code.rule,
    "cookies": cookies.rule,
    "other-windows": other_windows.rule,
    "modules": modules.rule,
    "elements": elements.rule,
    "urls": urls.rule,
    "workers": workers.rule,
    "internals": internals.rule,
    "spelled": spelled.rule,
    "network": network.rule,
    "storage": storage.rule,
    "markup": markup.rule,
    "dialogs": dialogs.rule,
    "navigation": navigation.rule,
    "new-windows": new_windows.rule,
    "clipboard": clipboard.rule,
    "downloads": downloads.rule,
    "packages": packages.rule,
    "comments": comments.rule,
    "addresses": addresses.rule,
    "leak": leak.rule,
}

PROMPT_RULES: dict[str, PromptRule] = {
    "instructions": instructions.rule,
    "internal-prompt": internal_prompt.rule,
    "size": size.rule,
}

log = logging.getLogger(__name__)

MAX_FINDINGS = 50
_ORDER = ("block", "neutralise", "note")
SHEETS = ".css"


def scan_code(path: str, text: str, others: Mapping[str, str] | None = None) -> list[Finding]:
    """All findings in one file, whole or cut off; one a rule and line, in the order of the lines.
    `others`: the other files of its artifact, which are not judged here."""
    if others and path.endswith(SCRIPTS):
        return scan_source(Artifact({**others, path: text}).source(path))
    if path.endswith(SHEETS):
        return sheets.scan(path, text)[:MAX_FINDINGS]
    return scan_source(Source(path, text)) if path.endswith(SCRIPTS) else []


def scan_source(source: Source) -> list[Finding]:
    """As scan_code, for a file that is parsed already. Of very many findings, the worst."""
    too_deep = nesting.rule(source)
    if too_deep:
        return too_deep
    findings = [finding for name in CODE_RULES for finding in _asked(name, source)]
    unique = {(finding.rule, finding.severity, finding.line): finding for finding in reversed(findings)}
    worst = sorted(unique.values(), key=lambda finding: _ORDER.index(finding.severity))[:MAX_FINDINGS]
    return [_whole(finding) for finding in sorted(worst, key=lambda finding: finding.line)]


def _asked(name: str, source: Source) -> list[Finding]:
    """What a rule finds. Where it breaks off, nobody has looked at the file: it is held back, as what is
    nested too deeply is, for else code that breaks a rule would get past it; and the turn can say so."""
    try:
        return CODE_RULES[name](source)
    except Exception as error:
        at = extract_tb(error.__traceback__)[-1]  # its words may quote code
        log.error("rule %s broke off: %s at %s:%s", name, type(error).__name__, at.filename, at.lineno)
        return [unread(source.path)]


def unread(path: str) -> Finding:
    return Finding(
        "unread", "block", path, 1, f"The check could not read {path} to its end.", "Write it more simply."
    )


def _whole(finding: Finding) -> Finding:
    """A message may quote what code spells, and code can spell half a character."""
    return replace(finding, message=whole(finding.message), remedy=whole(finding.remedy))


def scan_prompt(text: str) -> PromptScan:
    """All findings in a prompt, and the score that its signals add up to. Only clear cases block."""
    heard = Heard(text)
    findings = [finding for rule in PROMPT_RULES.values() for finding in rule(heard)]
    blocked = {finding.rule: 1.0 for finding in findings if finding.severity == "block"}
    because = blocked or signals(heard.own.plain, heard.own.readings)
    if not blocked:
        because = because | wording(heard.own, alone=not because)
    score = joined(because)
    if not findings:
        findings = suspicion(heard, score, because)
    return PromptScan(findings, score, because, odds(heard), doubted(heard))


__all__ = ["CODE_RULES", "PROMPT_RULES", "SCRIPTS", "scan_code", "scan_prompt", "scan_source", "unread"]
