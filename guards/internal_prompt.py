"""Prompts that ask to see the internal prompt, straight, bit by bit, translated or encoded."""

import re

from guards.heard import Heard
from studio.protocol import Finding

_TELL = r"show|print|reveal|repeat|output|display|tell|give|write|dump|leak|expose|return|recite|copy|list|state|spell|share|disclose|paste|render|include|embed|put|quote|type|send|start|begin|echo"
_SHOW = rf"(?:{_TELL}|translate|encode|summari[sz]e|paraphrase|rephrase|describe|explain|convert|rot13|base64|reverse|spell out|hide|decode|turn)(?:s|es|ing)?"
_KIND = r"(?:system|internal|hidden|secret|initial|original|developer|base|core|starting|foundational|configuration|setup|confidential|private|underlying|pre)"
_WHAT = rf"(?:{_KIND}(?:\s+|-)+)+(?:prompts?|instructions?|message|directives?|rules|guidelines|text|context|configuration)"
_ALL = r"(?:(?:whole|full|entire|exact|complete|own|very|current|actual|verbatim|detailed|secret)\s+)*"
_NEAR = r"[\w\s,'’():/-]{0,60}?"
_ASKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_SHOW}\b{_NEAR}\byour\s+{_ALL}{_WHAT}\b",
        rf"\b{_SHOW}\s+(?:(?:me|us|all|of|out|back|the|text|contents?)\s+)*(?:the|this)\s+{_ALL}(?:system|internal|hidden|developer)\s+(?:prompt|message|instructions)\s*(?:[.?!]|$|(?:above|verbatim|word|in|as|into|to|of (?:this|atelier)|you|that|and|exactly|with)\b)(?!\s*(?:editor|field|a (?:chat|bot|form|text|card)))",
        rf"\b{_SHOW}\s+(?:me\s+|us\s+|out\s+|back\s+)*(?:all\s+)?(?:of\s+)?your\s+{_ALL}(?:prompt|instructions|rules|guidelines|configuration|directives)\b(?!\s+(?:page|card|list|section))",
        rf"\bwhat(?:'s| is| are| were| was| does| do)\s+(?:written in\s+|in\s+)?your\s+{_ALL}(?:{_WHAT}|instructions|rules|prompt|guidelines)\b",
        rf"\b(?:what|which)\s+(?:\w+\s+){{0,3}}(?:instructions|rules|prompt|guidelines|text|words)\s+(?:were|have|did|are|was)\s+(?:you|they)\b{_NEAR}\b(?:given|told|follow|receive|get|start|told you|operat)",
        r"\b(?:repeat|print|output|copy|recite|echo|write|translate|summari[sz]e|encode|paste|return|quote)\s+(?:(?:me|out|back|down)\s+)?(?:everything|all|the (?:text|words|content|message|lines?|paragraph|sentences?)|all text|verbatim)\s+(?:(?:that\s+)?(?:is\s+|was\s+|were\s+|came\s+|stands\s+)?(?:written\s+|you were (?:given|told)\s+)?)?(?:above(?!\s+(?:the|each|every)\s+\w)|before (?:this|my|our)|preceding|prior to (?:this|my)|you were given|at the (?:top|start|beginning) of (?:this|the|your))",
        r"\brepeat the (?:words|text|sentences?) (?:above|before)|\bstarting with the (?:words|phrase)? ?[\"'“]?you are\b",
        r"\bthe (?:first|last|next|\d+(?:st|nd|rd|th)?) (?:\d+ )?(?:words?|letters?|lines?|sentences?|characters?|paragraphs?) of (?:your|the (?:system|internal|hidden|developer)) (?:\w+ )?(?:prompt|instructions?|message|rules)",
        rf"\b(?:your|the)\s+{_ALL}(?:system|internal|developer|hidden)\s+(?:prompt|message|instructions)\b.{{0,60}}\b(?:base64|hex|rot13|rot-13|morse|reverse[d]?|backwards|as (?:a )?(?:comment|comments|poem|json|haiku|list items?)|in (?:a )?(?:comment|code comment|the (?:page|footer|component|source))|word for word|verbatim)\b",
        r"\b(?:comment|comments|footer|paragraph|list|alt text|aria-label|string|constant|variable|textarea)\b.{0,60}\b(?:contain(?:s|ing)?|with|holding|that (?:holds|shows|lists)|listing|quoting|repeating|of)\b.{0,30}\byour\s+(?:\w+\s+){0,3}(?:prompt|instructions|rules|guidelines|directives)\b",
        r"\b(?:the text|everything|words|tokens|content)\s+(?:of|in|from)\s+your\s+(?:context(?: window)?|memory|system prompt|instructions|prompt)\b.{0,40}",
        r"\b(?:canary|mark of this text|kestrel-[0-9a-f]{4})\b.{0,40}\b(?:prompt|instructions?|text|token|secret|reveal)\b",
    )
)
_ELSEWHERE = (
    r"(?:zeig|zeige|gib|nenn|nenne|wiederhole|verrate|drucke|übersetze|schreib)\w*\s+(?:mir\s+|uns\s+|bitte\s+)*(?:deine?n?|den|die|das)\s+(?:\w+\s+){0,2}(?:system-?\s?prompts?|systemanweisung\w*|internen? anweisungen|systemnachricht|anweisungen aus|system-?anweisungen)",
    r"(?:wie lautet|was steht in|wie lauten|was sind)\s+(?:dein|deinem|deine)\w*\s+(?:\w+\s+)?(?:system-?\s?prompt|systemprompt|anweisungen|systemanweisung\w*)",
    r"(?:montre|affiche|révèle|répète|donne|traduis|écris)\w*(?:-moi|-nous)?\s+(?:\w+\s+)?(?:ton|ta|tes|votre|vos|le|les)\s+(?:\w+\s+){0,2}(?:prompt|invite|instructions?|message|consignes)\s*(?:système|système|internes?|initiales?|cachées?|secr[eè]tes?|secret)",
    r"(?:muestra|muéstrame|revela|revélame|repite|dime|imprime|traduce|escribe|dame)\w*\s+(?:tu|tus|el|las|los)\s+(?:\w+\s+){0,2}(?:prompt|instrucciones|mensaje|indicaciones)\s*(?:del? sistema|internas?|iniciales?|ocultas?|secretas?)",
    r"(?:mostra|mostrami|rivela|ripeti|dimmi|stampa|scrivi|traduci)\w*\s+(?:il|le|tuo|tue|i)\s+(?:\w+\s+){0,2}(?:prompt|istruzioni|messaggio)\s*(?:di sistema|interne?|iniziali|nascoste)",
    r"(?:mostre|mostra|revele|repita|diga|imprima|escreva|traduza)\w*(?:-me)?\s+(?:o|as|seu|suas|teu)\s+(?:\w+\s+){0,2}(?:prompt|instruções|mensagem)\s*(?:do sistema|de sistema|internas?|iniciais)",
    r"(?:покажи|выведи|раскрой|повтори|напиши|переведи|назови)(?:те)?\s+(?:мне\s+)?(?:свой|свои|твой|твои|весь|ваш|системный|системные)?\s*(?:\S+\s+)?(?:системн\S+\s+(?:промпт|инструкции|сообщение|запрос|подсказк\S+)|промпт|внутренни\S+ инструкции)",
    r"(?:显示|顯示|告诉|告訴|输出|輸出|重复|重複|打印|翻译|泄露|给我看|說出|说出|列出|展示)\S{0,8}(?:系统|系統|内部|初始|隐藏|內部)(?:提示|指令|提示词|消息|訊息|指示)",
    r"(?:システム|内部|初期|隠れた)(?:プロンプト|指示|メッセージ|命令)\S{0,6}を?\S{0,6}(?:表示|教え|見せ|出力|繰り返|翻訳|書)",
    r"(?:시스템|내부|초기|숨겨진)\s*(?:프롬프트|지시|메시지|지침)\S*\s*(?:\S+\s+)?(?:보여|알려|출력|반복|번역|공개)",
    r"(?:أظهر|اعرض|اكشف|كرر|اطبع|اكتب)\s+(?:لي\s+)?(?:موجه|تعليمات|رسالة|التعليمات)\s*(?:النظام|الداخلية|الأولية|السرية)",
    r"(?:toon|geef|herhaal|onthul|vertaal)\s+(?:me\s+)?(?:je|jouw|de)\s+(?:\w+\s+)?(?:systeemprompt|systeeminstructies|interne instructies|systeembericht)",
    r"(?:pokaż|wypisz|ujawnij|powtórz|podaj)\s+(?:mi\s+)?(?:swój|swoje|twój|treść)?\s*(?:\w+\s+)?(?:prompt\w* systemow\w+|systemow\w+ prompt\w*|instrukcje systemowe|wewnętrzne instrukcje)",
    r"(?:sistem|gizli|dahili)\s+(?:istemini|komutunu|talimatlarını|promptunu|mesajını)\s+(?:\w+\s+)?(?:göster|yazdır|açıkla|tekrarla)",
    r"(?:सिस्टम|आंतरिक)\s+(?:प्रॉम्प्ट|निर्देश\S*)\s+(?:\S+\s+)?(?:दिखाओ|दिखाएं|बताओ|बताएं|दोहराओ)",
)
_PATTERNS = (*_ASKS, *(re.compile(pattern) for pattern in _ELSEWHERE))


def rule(heard: Heard) -> list[Finding]:
    return heard.judged(
        "internal-prompt",
        _PATTERNS,
        asked="The prompt asks for the internal prompt, which is not shown.",
        pasted="The pasted text asks for the internal prompt; it is handed on as data.",
    )
