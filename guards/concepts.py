"""What a prompt may speak of that no component needs: the model's own instructions, dropping or telling them,
freedom from rules, errands of another kind. Patterns over text as guards/phrases.py evens it out.

Data only, read by guards/score.py. A concept by itself says little ("ignore" and "rules" are in honest
prompts); which of them say much together is a table there.
"""

import re

_MATERIAL = r"(?:instructions?|instrucions?|inst(?=\.\.\.|…|['\"])|rules?|guidelines?|guidance|prompts?|directives?|policies|constraints?|restrictions?|configuration|programming|guardrails?|orders|(?:initial )?set-?up|briefing|initial context|system message|developer message)"
_KIND = r"(?:(?:own|real|actual|true|exact|full|entire|whole|complete|current|secret|hidden|internal|system|initial|original|previous|prior|earlier|safety|all|of|the|base|first)\s+)*"
_GIVEN = (
    r"(?:told|instructed|given|handed|taught|ordered|programmed|configured|prompted|loaded|briefed|set up)"
)

OWN = rf"\byour\s+{_KIND}{_MATERIAL}\b(?!\s+(?:page|card|list|section|editor|field|form|table|view|button|tab))|\b{_MATERIAL}\s+(?:that |which )?you(?:'ve| have| were| are|'re)?\s+(?:been |were |was )?(?:given|handed|told|received|got|follow|obey|operate (?:under|on|by)|work under|run on|run with|have been|live by)\b|\b(?:what|everything|anything|whatever|all|things)\s+(?:that\s+)?(?:you(?:'ve| have| were| had been| got)|were you|have you been|are you|was man dir)\s+(?:been\s+)?(?:\w+\s+)?{_GIVEN}\b(?! as\b)|\b(?:which|what)\s+\w+\s+(?:were|are|have) you\s+(?:been\s+)?{_GIVEN}\b|\b(?:wrote|put|typed|fed|built) (?:\w+ ){{0,2}}into you\b|\b(?:assistant|robot|bot|ai|model|llm|machine)(?:'s|s')\s+{_KIND}{_MATERIAL}\b|\b(?:its|their|my|asked for)\s+(?:its\s+)?(?:own|real|actual|true|secret|hidden|system|internal)\s+{_KIND}(?:instructions?|prompt|rules|guidelines)\b|\b(?:its|her|his)\s+(?:own\s+)?(?:instructions|system prompt|guidelines)\b"
PRIOR = rf"\b(?:previous|prior|earlier|preceding|foregoing|above|past)\s+{_MATERIAL}\b|\b{_MATERIAL}\s+(?:above|before this|so far|earlier)\b(?!\s+(?:the|a|an|each|every|it|its|my)\b)|\b(?:earlier|previous|prior) (?:task|job|assignment)\b"
ABOVE = r"\b(?:hidden|secret|invisible) (?:text|message|part|words?)\b[^.!?]{0,30}\b(?:precedes?|before|above|comes? first)\b|\b(?:message|text|words|lines?|sentences?|paragraphs?|everything|anything|content|what)\b[^.!?]{0,40}\b(?:before|above|prior to|preceding)\s+(?:this line|this message|my (?:message|prompt|words|request|question|first)|mine|this (?:one|conversation|prompt))\b|\b(?:very\s+)?(?:start|beginning|top) of (?:this|the|our) (?:conversation|chat|context|prompt)\b|\bwhat you see above\b|\b(?:system|hidden) prompt\b(?=[^.!?]{0,30}(?:\bverbatim\b|\bword for word\b))|\bbefore i wrote to you\b|\b(?:dump|print|reveal) (?:the |your )?(?:whole |full )?context\b"
ANY_RULES = rf"\b(?:the|all|any|every|those|these|of)\s+{_MATERIAL}\b(?!\s+(?:of|for|to|in|on|below|above the|page|card|list|section|library))"
SYSTEM = r"\b(?:system|hidden|internal|developer)(?:\s+|-|_)(?:prompt|message|instructions)s?\b"
DROP = r"\b(?:doesn't|does not|don't|do not) apply\b|\bmore important than\b|\b(?:has|have) ended\b|\brules? (?:are|is) off\b|\bremoved\b|\b(?:erase|clear|delete|wipe|outdated|ignore|disregard|forget|scrap|discard|drop|abandon|bypass|override|overrule|neglect|skip|dismiss|withdrawn?|void|cancel(?:led)?|lifted|suspended|revoked)\b|\b(?:throw|toss)\s+(?:out|away)\b|\b(?:set|put|leave|lay)\b[^.!?]{0,40}\b(?:aside|to one side)\b|\bpay no (?:attention|heed)\b|\b(?:do not|don't|didn't|did not|no longer|never|stop|not)\s+(?:to\s+)?(?:stick(?:ing)? to|follow(?:ing)?|obey(?:ing)?|heed|listen|adher\w+|bound by|complying|comply)\b|\bno longer (?:counts?|appl(?:y|ies)|bind|matters?|valid)\b|\bopposite of\b|\bwere (?:only )?a test\b|\btest is over\b|\bfree of\b"
TELL = r"\b(?:show|print|reveal|repeat|output|display|tell|give|write|dump|leak|expose|recite|recites|copy|list|state|spell|share|disclose|paste|render|embed|quote|type|types out|send|echo|translate|encode|summari[sz]e|paraphrase|rephrase|rewrite|describe|explain|compare|convert|hold(?:s|ing)|contain(?:s|ing)|read|say|reply|respond|answer|put|complete|finish|shows|displays|prints|outputs|every answer is|lines are|default value is|what (?:is|are|does|were|would)|what's|how many words|use|entries are|items are|whose \w+ are|diff|prove|told to avoid|which)\b|:\s*['\"]?\s*(?:\d\.)?\s*$"
PERSONA = r"\byou are \w*gpt\b|\byou play (?:an?|the) \w+|\bspeak as (?:the|an?)\b|\brespond as (?:two|an?)\b|\bswitch to \w+ mode\b|\bon a stage\b|\b(?:pretend|role-?play|play a game|stay in character|from this moment|from now on|parallel (?:world|universe)|hypothetically|suppose|imagine)\b|\byou(?:'re| are) (?:now |no longer )|\b(?:act|behave) as (?:my|an? (?:linux|unix|evil|unrestricted|ai|general|chat))\b|\byou are (?:max|dan|a machine|a linux|an ai|a general)\b|\byou obey (?:only )?me\b"
FREED = r"\b(?:no|without(?: any)?|lifted(?: all)?|free (?:of|from)|not bound by|lacks?|beyond)\s+(?:\w+\s+)?(?:rules|restrictions?|policies|limits|guardrails|filters|limitations|guidelines|censorship)\b|\blifted (?:all )?(?:the )?(?:limits|rules|restrictions)\b|\b(?:all|any|the) restrictions? (?:are |is )?removed\b|\banswers? (?:anything|everything|any question)\b|\bspeak freely\b|\banswer (?:my questions )?freely\b|\byou are free(?: now)?\b|\bsafety is off\b|\b(?:unrestricted|unfiltered|uncensored|jailbroken)\b|\btell me your secrets\b|\bspeak openly\b|\bbroken free\b|\brestrictions? (?:are |is )?removed\b|\bwhat you really think\b"
YOU = r"\b(?:you|your|yourself|assistant|an? ai|language model|llm|chatbot|it would say|machine)\b"
NO_UI = r"\bno (?:component|code|ui|interface|app)s?\b(?! (?:blocks?|samples?|comments?|in|library))|\b(?:don't|do not) (?:write|build|make|create|generate) (?:any |a |an )?(?:code|components?|ui|interface|app)\b(?!\s+(?:comments?|blocks?))|\bstop (?:building|making|writing|generating) (?:interfaces?|components?|code|uis?|pages)\b|\bforget (?:the |about )?(?:ui|uis|interfaces?|components?|code)\b|\binstead of (?:a |an |the )?(?:component|ui|interface|code)s?\b|\bjust chat with me\b|\b(?:don't|do not) need (?:any |a )?(?:ui|component|code|page|interface)\b|\bnot a (?:page|component|ui|website)\b"
ERRAND = r"\b(?:essay|poem|limerick|news|python script|shell script|bash script|therapist|homework|recipe for|who (?:won|is|was|trained)|just answer|be my|elections?|just chat|pick a lock|make a (?:weapon|bomb)|talk to me|chat with me|scans? ports|(?:reply|respond|answer) only (?:with|as|in)|port scanner|tell me a joke|what is the capital|cover letter|act as a (?:lawyer|doctor)|can sue|plain text|legal advice|medical advice|translate this letter)\b"
AUTHORITY = r"\broot access\b|\b(?:message|order) from the (?:platform|server|site) (?:owner|admin\w*)\b|\bi wrote you\b|\b(?:openai|anthropic|google) (?:compliance|legal|security)\b|\b(?:this is|i am|i'm|as|from)\s+(?:\w+(?:'s)?\s+){0,3}(?:anthropic|openai|google|developers?|admin(?:istrator)?|owner|creator|safety team|security team|support)\b|\b(?:the )?(?:admin|administrator|owner|developer) has (?:approved|allowed|authori[sz]ed)\b|\b(?:security|compliance) (?:check|audit|review)\b|\bfor the audit\b|\bi authori[sz]e you\b|\bdebug mode on\b"
SECRET = r"\b(?:server|your|own|its)(?:'s)?\s+(?:\w+\s+)?(?:api keys?|environment variables?|env vars?|secret keys?|credentials)\b|\b(?:openai|anthropic|gemini|google|aws)_\w*(?:key|secret|token)\b|\b(?:send|give|tell) me the (?:api key|secret|password|credentials)\b"
FORGED = r"<\|[\w ]{3,20}\|>|(?:^|\s)\[/?(?:system|inst)\](?=\s*(?:you|ignore|override|the (?:assistant|user)|new|from now))|[\"']role[\"']\s*:\s*[\"'](?:system|developer)[\"'][^}]{0,60}\byou\b|###\s*(?:instruction|response|system)\s*:|</?(?:user|system|assistant)>\s*\w|(?:^|\s)(?:assistant|ai|bot)\s*:\s*(?:sure|i will|here|of course|ok)|#{1,6}\s*(?:new )?system (?:message|prompt)\b"
ADDRESSED = r"\b(?:note|message|notice|dear|hey|attention|hello|to)\s*(?:to|for)?\s*(?:all |any |the )?(?:ai|ais|assistants?|language models?|llms?|bots?|agents?)\b|\bif you(?:'re| are) an? (?:ai|language model|llm|assistant|bot)\b|(?:^|[.:\n*/]\s*)(?:ai|assistant|llm|chatbot)\s*[,:]\s+\w+"

CONCEPTS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in (
        ("own instructions", OWN),
        ("earlier instructions", PRIOR),
        ("what stands above", ABOVE),
        ("any rules", ANY_RULES),
        ("system prompt", SYSTEM),
        ("drop", DROP),
        ("tell", TELL),
        ("persona", PERSONA),
        ("freed", FREED),
        ("you", YOU),
        ("no interface", NO_UI),
        ("errand", ERRAND),
        ("authority", AUTHORITY),
        ("secret", SECRET),
        ("forged turn", FORGED),
        ("addressed", ADDRESSED),
    )
}  # fmt: skip

# In other languages, by concept: what a speaker would say to a model of its rules, and to drop or tell them.
_ELSEWHERE: dict[str, tuple[str, str, str, str]] = {
    # language: its rules, to drop, its prompt, to tell
    "de": (
        r"(?:deine?[nrs]?|alle[ns]?|bisherig\w+|vorherig\w+|obig\w+|früher\w+|ursprünglich\w+|erhaltene\w*)\s+(?:\w+\s+)?(?:anweisung\w*|instruktion\w*|vorgaben?|regeln?|richtlinien?|befehle?)|(?:alles|was)\b.{0,12}\b(?:man )?dir\b.{0,20}\b(?:gesagt|befohlen|aufgetragen|vorgegeben)",
        r"\b(?:vergiss|vergessen sie|ignorier\w*|missacht\w*|beachte\w*|halte dich|umgeh\w*|überschreib\w*|verwirf|lass)\b",
        r"\bsystem-?\s?(?:prompts?|nachricht|anweisung\w*)\b|\binterne\w* anweisung\w*",
        r"\b(?:zeig\w*|gib|nenn\w*|verrat\w*|schreib\w*|wiederhol\w*|übersetz\w*|druck\w*|wortwörtlich)\b",
    ),
    "fr": (
        r"(?:toutes? |tes |vos |les |des |ces )+(?:instructions|consignes|règles|directives)(?: (?:reçues|précédentes|antérieures|ci-dessus|données))?",
        r"\b(?:oublie\w*|ignore\w*|fais abstraction|faites abstraction|ne (?:suis|suivez|tiens|respecte\w*)(?: plus| pas)|laisse\w* de côté|passe outre)\b",
        r"\b(?:ton|votre|le) (?:prompt|message|invite)\s*(?:système|initial|interne)",
        r"\b(?:dis|dites|dit|mot pour mot|récite\w*|montre\w*|affiche\w*|donne\w*|révèle\w*|écris|écrivez|répète\w*|traduis\w*)\b",
    ),
    "es": (
        r"(?:todas |tus |las |sus )+(?:instrucciones|reglas|indicaciones|directrices|órdenes)(?: (?:anteriores|previas|recibidas|de arriba))?",
        r"\b(?:olvida\w*|ignora\w*|haz caso omiso|no (?:sigas|obedezcas|hagas caso)|omite|descarta)\b",
        r"\b(?:tu|el|su) (?:prompt|mensaje)\s*(?:de|del) sistema\b|instrucciones (?:internas|ocultas|del sistema)",
        r"\b(?:enséña\w*|muestra\w*|muéstra\w*|di|dime|revela\w*|repite|imprime|escribe|traduce)\b",
    ),
    "pt": (
        r"(?:as |todas |suas |tuas |os )+(?:regras|instruções|orientações|diretrizes|ordens)(?: (?:anteriores|que recebeu|acima|recebidas))?",
        r"\b(?:esque[çc]a|ignore|desconsidere|não (?:siga|obedeça|cumpra)(?: mais)?|deixe de lado)\b",
        r"\b(?:prompt|mensagem)\s*(?:de|do) sistema\b|instruções internas",
        r"\b(?:mostr\w+|revel\w+|repit\w+|escrev\w+|dig\w+|traduz\w+|imprim\w+|envi\w+)\b",
    ),
    "it": (
        r"(?:le |tutte |tue |alle |delle )+(?:istruzioni|regole|indicazioni|direttive)(?: (?:precedenti|ricevute|di prima|sopra))?",
        r"\b(?:dimentica|ignora|trascura|non (?:seguire|rispettare|obbedire)(?: più)?|lascia perdere)\b",
        r"\b(?:prompt|messaggio) di sistema\b|istruzioni interne",
        r"\b(?:mostra\w*|rivela\w*|ripeti|scrivi|stampa|traduci|dimmi)\b",
    ),
    "nl": (
        r"(?:alle |je |jouw |de |vorige |eerdere )+(?:regels|instructies|opdrachten|richtlijnen)",
        r"\b(?:vergeet|negeer|trek je niets aan van|volg .{0,20}niet|houd je niet aan)\b",
        r"\bsysteem-?\s?(?:prompt|bericht|instructies)\b",
        r"\b(?:laat .{0,30}zien|toon|geef|herhaal|schrijf|vertaal|onthul)\b",
    ),
    "pl": (
        r"(?:swoich |swoje |wszystkie |wszystkich |poprzednich |poprzednie )+(?:zasad\w*|instrukcj\w*|poleceń|polecenia|reguł\w*)",
        r"\b(?:zapomnij|zignoruj|ignoruj|przestań (?:stosować|przestrzegać)|nie (?:stosuj|przestrzegaj))\b",
        r"\bprompt\w* systemow\w+|systemow\w+ prompt\w*",
        r"\b(?:pokaż|wypisz|ujawnij|podaj|powtórz|napisz)\b",
    ),
    "tr": (
        r"(?:önceki|tüm|yukarıdaki|bütün)\s+(?:\w+\s+)?(?:kural\w*|talimat\w*|yönerge\w*|komut\w*)",
        r"\b(?:uyma|unut|yoksay|görmezden gel|dikkate alma|boş ver)\b",
        r"\bsistem (?:istem\w*|komut\w*|mesaj\w*|prompt\w*)",
        r"\b(?:yaz|göster|açıkla|tekrarla|söyle|yazdır)\b",
    ),
    "ru": (
        r"(?:своим|свои|все|всем|предыдущ\w+|прежн\w+|прошл\w+|системн\w+)\s+(?:\w+\s+)?(?:инструкци\w*|правил\w*|указани\w*|команд\w*)",
        r"(?:забудь|игнорируй|не следуй|не соблюдай|нарушь|отбрось|проигнорируй)",
        r"системн\w+ (?:промпт\w*|сообщени\w*|инструкци\w*|подсказк\w*)",
        r"(?:выведи|покажи|напиши|повтори|раскрой|назови|переведи)",
    ),
    "uk": (
        r"(?:свої\w*|усі|всі|попередн\w+)\s+(?:інструкці\w*|правил\w*|вказівк\w*)",
        r"(?:забудь|ігноруй|не дотримуйся|не виконуй)",
        r"системн\w+ (?:промпт\w*|запит\w*|повідомлення)",
        r"(?:виведи|покажи|напиши|повтори|розкрий)",
    ),
    "zh": (
        r"(?:之前|以前|上面|前面|先前|所有|你的|你收到|系统|系統)的?(?:规则|規則|指令|指示|说明|要求|限制|提示)",
        r"(?:不要遵守|不要遵循|不用遵守|忽略|无视|無視|忘记|忘掉|违反|抛开|不再遵守)",
        r"(?:系统|系統|内部|初始|隐藏)的?(?:提示词?|提示詞|消息|指令)",
        r"(?:原文|发给我|给我|翻译|翻譯|显示|顯示|告诉我|告訴我|输出|輸出|打印|重复|展示|写出)",
    ),
    "ja": (
        r"(?:これまで|以前|上記|前|すべて|全て|あなた|システム)の?(?:ルール|指示|命令|規則|設定)",
        r"(?:従わない|無視|忘れ|守らない|破って|従うな)",
        r"(?:システム|内部|隠れた)(?:プロンプト|メッセージ|指示)",
        r"(?:そのまま|書いて|表示|見せて|教えて|出力|繰り返)",
    ),
    "ko": (
        r"(?:이전|모든|위의|앞의|너의|시스템)\s*(?:지침|규칙|지시|명령)",
        r"(?:따르지 마|따르지 말|무시|잊어|어기)",
        r"(?:시스템|내부|숨겨진)\s*(?:프롬프트|메시지|지침)",
        r"(?:출력|보여|알려|그대로|반복|써)",
    ),
    "ar": (
        r"(?:التعليمات|القواعد|الأوامر|تعليماتك|قواعدك)\s*(?:السابقة|كلها|جميعها)?",
        r"(?:لا تتبع|تجاهل|انس|لا تلتزم|خالف)",
        r"(?:موجه|رسالة|تعليمات)\s+النظام",
        r"(?:اعرض|أظهر|اكتب|اطبع|كرر|أرني|كاملا)",
    ),
    "da": (
        r"(?:alle |dine |tidligere |ovenstående |foregående )+(?:instruktioner|regler|retningslinjer|instrukser|anvisninger)",
        r"\b(?:ignorer\w*|glem|se bort fra|følg ikke)\b",
        r"\bsystem-?\s?(?:prompt\w*|besked|melding)\b",
        r"\b(?:vis|skriv|gentag|gjenta|oversæt|fortæl|udskriv)\b",
    ),
    "sv": (
        r"(?:alla |dina |tidigare |ovanstående |föregående )+(?:instruktioner|regler|riktlinjer|anvisningar)",
        r"\b(?:ignorera|glöm|bortse från|strunta i|följ inte)\b",
        r"\bsystem-?\s?(?:prompt\w*|meddelande\w*)\b",
        r"\b(?:visa|skriv|upprepa|översätt|berätta)\b",
    ),
    "ro": (
        r"(?:toate )?(?:instrucțiunile|regulile|indicațiile)(?: (?:de mai sus|anterioare|primite|tale))?",
        r"\b(?:ignoră|uită|nu (?:mai )?(?:urma|respecta))",
        r"\bprompt\w* (?:tău )?de sistem\b",
        r"(?:arată|afișează|scrie|repetă|tradu|spune)",
    ),
    "fi": (
        r"(?:kaikki |aiemmat |edelliset |sinun )+(?:ohjeet|säännöt|käskyt)",
        r"\b(?:ignoroi|unohda|älä (?:noudata|seuraa)|ohita)\b",
        r"\bjärjestelmäkehot\w*|\bsysteemiprompt\w*",
        r"\b(?:näytä|kirjoita|toista|kerro|tulosta)\b",
    ),
    "el": (
        r"(?:όλες τις |τις |προηγούμενες )+(?:οδηγίες|εντολές)|(?:τους )?(?:προηγούμενους )?κανόνες",
        r"(?:αγνόησε|ξέχασε|μην ακολουθ)",
        r"(?:system prompt|προτροπή συστήματος|μήνυμα συστήματος)",
        r"(?:δείξε|γράψε|πες|επανάλαβε|μετάφρασε)",
    ),
    "he": (
        r"(?:כל )?ה(?:הוראות|כללים|הנחיות)(?: הקודמות| הקודמים)?",
        r"(?:התעלם|שכח|אל תציית)",
        r"(?:הנחיות|הודעת|פרומפט) ה?מערכת",
        r"(?:הצג|הראה|כתוב|חזור|תרגם)",
    ),
    "cs": (
        r"(?:všechny |předchozí |své |svoje |dosavadní )+(?:instrukce|pokyny|pravidla|příkazy)",
        r"\b(?:ignoruj|zapomeň na|nedodržuj|neřiď se)\b",
        r"\bsystémov\w+ (?:prompt|výzv\w+|zpráv\w+|pokyn\w*)",
        r"\b(?:ukaž|vypiš|napiš|zopakuj|přelož|prozraď)\b",
    ),
    "hi": (
        r"(?:पिछले|सभी|पहले के|अपने)\s+(?:निर्देश\S*|नियम\S*|आदेश\S*)",
        r"(?:पालन मत|भूल जा|अनदेखा|नज़रअंदाज़|मत मान)",
        r"सिस्टम\s+(?:प्रॉम्प्ट|संदेश|निर्देश\S*)",
        r"(?:दिखा\S*|बता\S*|लिख\S*|दोहरा\S*)",
    ),
}
ELSEWHERE: dict[str, tuple[re.Pattern[str], ...]] = {
    language: tuple(re.compile(pattern) for pattern in patterns) for language, patterns in _ELSEWHERE.items()
}
OTHER_SCRIPTS = frozenset(("ru", "uk", "zh", "ja", "ko", "ar", "el", "he", "hi"))
