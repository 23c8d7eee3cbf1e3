"""Prompts that tell the model to drop its instructions, in plain words, in disguise, in other languages or in
pasted text. Honest prompts "ignore" fields, not instructions."""

import re

from guards.heard import Heard
from studio.protocol import Finding

_DROP = r"(?:ignore|disregard|forget|override|bypass|discard|neglect|skip|drop|abandon|set aside|do not (?:follow|obey)|don't (?:follow|obey)|stop (?:following|obeying))"
_OWN = r"(?:previous|previously|prior|above|earlier|preceding|system|original|initial|your|safety|foregoing|developer'?s?|internal|hidden)"
_ANY = rf"(?:(?:all|any|every|everything|of|the|these|those|what|you|were|was|given|told|that|my|current|existing|built-in|{_OWN})\s+)*"
_WHAT = r"(?:instructions?|directions?|rules|guidelines|guardrails|(?:system|internal) (?:prompt|message)s?|prompts?|directives|restrictions|constraints|programming|orders|training)"
_FREED = r"(?:dan|jailbroken|unrestricted|unfiltered|uncensored|(?:not )?bound by (?:your|any|the|its) (?:rules|instructions|guidelines))"
_MODE = r"(?:enter|enable|activate|switch (?:in)?to|you are (?:now )?in)\s+(?:\w+\s+)?(?:developer|dan|god|jailbreak|debug|maintenance|admin|root|sudo) mode"
_OFF = r"\b(?:rules|restrictions|instructions|filters|guidelines|limits|safety|safeguards|system prompt|policies)\b"
_ASSISTANT = r"(?:chat ?gpt|an? (?:general|helpful|normal|regular|ordinary) (?:ai|assistant|chatbot|language model|llm)|a language model|an llm|the assistant|yourself)"

ORDERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_DROP}\s+{_ANY}{_OWN}\s+{_ANY}{_WHAT}\b",
        rf"\b{_DROP}\s+{_ANY}(?:system|internal) prompt\b",
        rf"\b{_DROP}\s*(?:all\s*)?(?:of\s*)?(?:the\s*|your\s*)?(?:previous|prior|system)\s*(?:instructions|rules|prompt)\b",
        rf"\b{_DROP}\s+(?:the|these|those|all|your|any)\s+{_WHAT}\s+(?:above|before|given|so far)\b",
        rf"\b{_DROP}\s+(?:everything|anything|all|what)\s+(?:(?:that\s+)?(?:you\s+(?:were|have been|are)\s+(?:told|given|taught)|i said|said|written|stated|came|comes|is|was)\s*)?(?:before|above|previously|so far|until now|in your (?:system )?prompt)",
        rf"\b{_DROP}\s+(?:all\s+)?(?:of\s+)?your\s+{_ANY}{_WHAT}\b",
        rf"\b(?:{_WHAT})\s+(?:above|before this|so far|you were given|you have)\s+(?:are|is|were)\s+(?:void|cancel|revoked|obsolete|no longer|invalid|superseded|null)",
        rf"\byou are (?:now |no longer )?\s*(?:\w+\s+){{0,5}}{_FREED}\b",
        rf"\b(?:act|behave|respond|pretend|answer|reply|play)\b.{{0,40}}\b(?:as|like|to be)\b.{{0,30}}\b(?:{_FREED}|without (?:any )?(?:rules|restrictions|filters|limits|guidelines))\b",
        r"\b(?:no|without)\s+(?:longer\s+)?(?:any\s+)?(?:ethical |safety |content )?(?:rules|restrictions|filters|guidelines|limitations)\b.{0,40}\b(?:apply|bind|you)\b",
        rf"\b{_MODE}\b.{{0,100}}{_OFF}",
        rf"{_OFF}.{{0,60}}\b(?:are|is)\s+(?:now\s+)?(?:disabled|off|suspended|lifted|deactivated)\b.{{0,40}}\b(?:you|answer|model|assistant)\b",
        rf"\b{_MODE}\b[.,:;!]? (?:and |then )?(?:print|show|output|dump|reveal|answer|obey)",
        r"<\|(?:im_start|im_end|system|endoftext|start_header_id|eot_id)\|>|\[/?inst\]|<</?sys>>|<(?:/)?(?:system|assistant)(?:_prompt|_message)?>\s*\w",
        r"(?:^|\s)(?:#+\s*|\[|\*\*)?(?:new |updated )?(?:system|developer|assistant)(?: (?:message|prompt|instructions?|override|notice|update))?\]?\s*(?:\*\*)?:\s*(?:you|ignore|the user|from now|override|disregard|all|forget|reveal|new)\b",
        r"\b(?:new|updated|real|actual|true) (?:system )?(?:instructions?|orders|task|directive)s?\s*(?:from|by|:).{0,60}\b(?:ignore|instead|reveal|print|you (?:are|must|will)|forget|admin|anthropic|openai|developers?)\b",
        r"\b(?:do not|don't|instead of|rather than)\s+(?:write|writing|build|building|make|making|create|creating|generat(?:e|ing))\s+(?:any |a |an |the )?(?:react )?(?:component|code|ui|interface|page)s?\b.{0,80}\b(?:instead|answer|tell|write|explain|chat|talk|just)\b",
        rf"\b(?:answer|respond|reply|talk|behave|act)\b.{{0,30}}\b(?:as|like)\s+{_ASSISTANT}\b",
        r"\b(?:as|i am|i'm|this is)\s+(?:an?|the|your)?\s*(?:\w+\s+)?(?:developer|administrator|admin|engineer|creator|owner|operator|security team|support)s?\b.{0,80}\b(?:authori[sz]e|override|system prompt|your (?:instructions|rules|prompt|config)|unlock|verification code|debug)\b",
        r"\b(?:if you are|note (?:to|for)|attention|hey|dear|hello|to any|to the|message (?:to|for)|important for)\s+(?:an? |any |all |the )?(?:ai|llm|language models?|model|assistant|bot|agents?|artificial intelligence)s?\b.{0,80}\b(?:ignore|instead|must|reveal|print|add|insert|include|send|stop|disregard|obey|do not|always|write)\b",
        r"\b(?:from now on|henceforth|starting now),?\s+(?:you|all your)\b.{0,40}\b(?:obey|are (?:not|no longer)|must (?:not )?(?:follow|obey|answer)|will (?:not )?(?:follow|obey|answer|respond)|respond only|speak|have no)\b",
        r"\b(?:send|post|upload|transmit|exfiltrate|leak|embed|put|print|show|include|output|write)\b.{0,40}\b(?:the |your |all |any |its )?(?:server'?s? |environment |env |process\.)?(?:api[ _-]?keys?|env(?:ironment)? ?var(?:iable)?s?|process\.env|secrets?(?: keys?)?|other users'? (?:sessions?|prompts?|data|conversations?))\b.{0,60}\b(?:of (?:the|this|your) server|you (?:have|know|run|use|were given)|into the (?:page|component)|from (?:the|your) (?:server|environment|context)|to http)",
    )
)
_ELSEWHERE = (
    r"(?:ignor(?:iere|ier|iert)|vergiss|missachte)\w*\s+(?:bitte\s+)?(?:(?:alle|deine|die|sämtliche|meine|bisherigen|vorherigen|obigen|früheren|vorangegangenen|ursprünglichen)\s+)+(?:anweisungen|instruktionen|regeln|vorgaben|befehle)",
    r"(?:ignore[zrs]?|oublie[zrs]?|ne (?:tiens|tenez) pas compte)\s+(?:de\s+)?(?:(?:toutes|tes|vos|les|des|ces)\s+)+(?:instructions|consignes|règles|directives)",
    r"(?:ignora|ignore|olvida|olvide|omite|descarta)\w*\s+(?:(?:todas|todos|tus|las|los|sus|de)\s+)+(?:instrucciones|indicaciones|reglas|órdenes|directrices)",
    r"(?:ignora|dimentica|trascura)\w*\s+(?:(?:tutte|tutti|le|tue|i|gli|alle|delle)\s+)+(?:istruzioni|regole|indicazioni|ordini|direttive)",
    r"(?:ignore|ignora|esqueça|esquece|desconsidere)\w*\s+(?:(?:todas|todos|as|os|suas|tuas)\s+)+(?:instruções|regras|orientações|ordens)",
    r"(?:negeer|vergeet)\s+(?:(?:alle|je|de|jouw|vorige|eerdere|bovenstaande|voorgaande)\s+)+(?:instructies|regels|opdrachten)",
    r"(?:zignoruj|ignoruj|zapomnij)\s+(?:o\s+)?(?:(?:wszystkie|wszystkich|poprzednie|poprzednich|swoje|swoich|wcześniejsze|wcześniejszych)\s+)+(?:instrukcje|instrukcjach|polecenia|poleceniach|zasady|zasadach)",
    r"(?:önceki|yukarıdaki|tüm)\s+(?:\w+\s+)?(?:talimatları|talimatlarını|kuralları|komutları)\s+(?:\w+\s+)?(?:yoksay|unut|görmezden|dikkate alma)",
    r"(?:игнорируй|забудь|проигнорируй|не обращай внимания на)(?:те)?\s+(?:(?:все|всё|о|свои|предыдущие|прежние|системные|предыдущих)\s+)+(?:инструкции|указания|правила|команды|инструкциях)",
    r"(?:忽略|无视|忘记|忽視|無視|忘掉)(?:你|您|之前|以前|前面|上面|先前|以上|此前|所有|全部|的|一切|任何|系统|系統)*(?:指令|指示|说明|規則|规则|提示|命令|要求)",
    r"(?:以前|これまで|上記|前|すべて|全て|今まで|システム)の?(?:すべての|全ての|指示|命令|ルール|プロンプト|の)+を?(?:無視|忘れ)",
    r"(?:이전|위의|모든|지금까지의|앞의|시스템)\s*(?:모든\s*)?(?:지시|명령|규칙|지침|프롬프트)\S*\s*(?:을|를|은|는)?\s*(?:무시|잊)",
    r"(?:تجاهل|انس|انسَ)\s+(?:جميع|كل|كافة)?\s*(?:التعليمات|الأوامر|القواعد|تعليماتك)",
    r"(?:पिछले|पिछली|सभी|उपरोक्त)\s+(?:\S+\s+)?(?:निर्देशों|निर्देश|नियमों|आदेशों)\s+को\s+(?:अनदेखा|नज़रअंदाज़|भूल|नजरअंदाज)",
    r"(?:ігноруй|забудь)(?:те)?\s+(?:(?:всі|усі|попередні|свої)\s+)+(?:інструкції|вказівки|правила)",
    r"(?:bỏ qua|quên)\s+(?:tất cả\s+|mọi\s+)?(?:các\s+)?(?:hướng dẫn|chỉ dẫn|quy tắc|lệnh)",
    r"(?:abaikan|lupakan)\s+(?:semua\s+)?(?:instruksi|perintah|aturan)",
    r"(?:ignorera|glöm)\s+(?:(?:alla|dina|tidigare|föregående|de)\s+)+(?:instruktioner|regler|anvisningar)",
)
_PATTERNS = (*ORDERS, *(re.compile(pattern) for pattern in _ELSEWHERE))


def rule(heard: Heard) -> list[Finding]:
    return heard.judged(
        "instructions",
        _PATTERNS,
        asked="The prompt asks to set the instructions of Atelier aside.",
        pasted="The pasted text carries orders to the model; it is handed on as data.",
    )
