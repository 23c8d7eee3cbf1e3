"""Words of many languages by what they do in a prompt: what is told to drop, what is told, whose rules, which
part of an interface. Data only; read by guards/features.py.

A stem stands for every word that begins with it; scripts without spaces, and phrases, are looked for anywhere.
One act and one object of the same prompt say more together than a whole sentence learned by heart, in whatever
language they stand.
"""

STEMS: dict[str, str] = {
    "drop": """
ignor disregard forget forgot abandon bypass circumvent overrid overrul overwrit discard neglect dismiss suspend
cancel revok repeal void erase wipe purge unlearn reject violat disobey deactivat disabl lift quit break escap
loosen unbound unbind resist negat obsolete outdated supersed nullif waive
vergiss vergessen ignorier missacht verwirf umgeh überschreib
oubli ignore abandonn contourn désobé annul
olvida olvide ignora descarta omit anula desobede
dimentic ignora trascur scart abbandon annull
esque desconsider ignor anul abandon
vergeet negeer
glöm ignorera bortse strunta
glem ignorer
unohda ohita ignoroi sivuuta
zapomnij zignoruj ignoruj pomiń porzuć zapomeň nedodržuj
забудь забудьте игнорируй проигнорируй отбрось нарушь забрави игнорирай пренебрегни ігноруй відкинь
zaboravi zanemari ignoriši
unut yoksay
felejtsd hagyd ignoráld
ignor uita uită
αγνόησε αγνοήστε ξέχασε παράβλεψε
abaikan lupakan
oblida ignora
sahau puuza
""",
    "tell": """
show print reveal repeat output display tell recit quote dump leak expos share disclos paste render echo translat
encod summar paraphras rephras rewrit convert spell read say list state copy cite enumerat describ explain return
send export divulg whisper sing name give hand write proofread sort count contain hold
zeig gib nenn wiederhol verrat übersetz schreib sag druck erklär liste
montr affich donn révèl répèt tradui écri récit dis dites cite
muestr muéstr di dime revel repit imprim traduc escrib dame cita enseñ
mostr rivel ripet ripeti dimmi stamp scriv traduc elenca
mostr revel repit diga dig imprim escrev traduz
toon geef herhaal vertaal schrijf laat vertel
visa skriv upprepa översätt berätta
vis skriv gentag gjenta oversæt oversett fortæl fortell
näytä kirjoita toista kerro tulosta
pokaż wypisz ujawnij podaj powtórz napisz ukaž vypiš napiš zopakuj prozraď
покажи выведи напиши повтори раскрой назови переведи скажи расскажи изведи преведи виведи повтори розкрий
prikaži ispiši pokaži napiši ponovi
göster yazdır açıkla tekrarla söyle yaz
mutasd írd ismételd mondd fordítsd
arată afișează scrie repetă spune
δείξε γράψε πες επανάλαβε τύπωσε
tampilkan tunjukkan tulis ulangi cetak katakan
mostra escriu
onyesha andika rudia
""",
    "rules": """
instruction instrucc instruç instruc istruzion instrukc instrukt instruktion instruks instruķ инструкц інструкц
rule rulebook rulz guideline guidance directive constraint restriction guardrail briefing brief preamble
boilerplate preprompt pre-prompt prompt programming policy policies mandate charter commandment limitation
configuration config preset persona safeguard
anweisung vorgabe regel richtlinie befehl systemprompt einschränkung
consigne règle directive
regla directriz directrices indicacion órdenes
regol direttiv indicazion ordini
regra diretriz orientaç
instructie regels opdracht richtlijn
regler riktlinj anvisning
retningslinj anvisning reglene
ohje sään käsky
zasad poleceni poleceń reguł pokyn pravid příkaz
правил указани команд промпт предписани вказівк указан инструкци
uputstv pravil
talimat kural komut yönerge
utasítás szabály
regul instrucțiun indicați
οδηγί κανόν εντολ
הוראות כללים הנחיות
التعليمات القواعد الأوامر تعليماتك قواعدك
instruksi aturan perintah
instruccions regles
maagizo sheria
""",
    "prior": """
previous previously prior earlier preceding foregoing above before initial initially original first beginning top
start hidden invisible secret internal underlying precede
vorher vorig bisherig obig früher ursprünglich anfang intern
précéden antérieur avant début initial cach
anterior previ antes principio inicial ocult
preceden prima inizio nascost
anterior antes início inicial
vorige eerdere bovenstaand begin
tidigare föregående ovanstående början
tidligere foregående ovenstående starten begynnelsen
aiem edelli alussa
poprzedni wcześniejsz początk předchoz dosavad začátk
предыдущ прежн прошл начал раньше перед предишн начало попередн початк
prethodn početk
önceki yukarıdaki başta
korábbi előző elején
anterioar precedent început
προηγούμεν αρχή πριν
sebelumnya awal
anteriors
awali
""",
    "system": """
system systeem systém systemow système sistema sistemi sistem systempromp システム
системн системи rendszer järjestelmä συστήματος
""",
    "you": """
you your yours yourself u ur
du dein deine deinem deinen deiner dir dich euch eure
tu ton ta tes toi te t' vous votre vos
tú ti tus su sus vosotros
tuo tua tue tuoi
teu tua teus tuas seu sua seus suas você
je jij jouw jullie
du dig din ditt dina
din dit dine deg
sinun sinu sinua sinulle
ty ci cię tobie twój twoje twoich swoje swoich tvůj tvá tvoje tě
ты тебя тебе тобой твой твои твое твоя твоих свои своим свой вас ваш ваши ти твоите твої тобі
tvoja tvoje ti
sen sana senin
te neked neki tőled
tu tău tale ție
σου εσύ σε
אתה לך שלך
anda kamu kamu kepadamu
bạn
wewe yako
""",
    "given": """
told instructed given handed taught ordered programmed configured prompted loaded briefed trained wired designed
built created made wrote written fed typed forbidden allowed supposed imposed assigned tasked governs govern
steers rule obey follow comply adhere bound received receive got read left primed lent
erhalten bekommen mitgegeben donné laissé remis entregaron consegnato dado gekregen fick fik otrzymał получил дал отримав verdi kaptál
gesagt befohlen aufgetragen vorgegeben
dit donné reçu reçues ordonné
dijeron dicho dieron recibiste ordenaron
detto dato ricevuto
disseram disse deram recebeste recebeu
verteld gezegd gekregen
sagts fått
fortalt sagt fået fått
kerrottiin sanottiin
powiedziano kazano řekli
сказали сказано дали велели казали
rečeno
söylendi verildi
mondtak
spus
είπαν
""",
    "maker": """
maker creator developer engineer employer boss designer author programmer company vendor inventor employers team
macher entwickler hersteller schöpfer chef concepteur développeur créateur creador desarrollador creatori sviluppator
criador desenvolvedor maker ontwikkelaar utvecklare udvikler twórc programist разработчик создател розробник
geliştirici yapımcı fejleszt programator δημιουργ pembuat pengembang
""",
    "document": """
text texts note memo document sheet letter paper contract script wording words passage paragraph lines clause message
transcript opening opener file prose
zettel dokument nachricht wortlaut originalton mémo texte document feuille texto documento guion nota guión foglio testo
tekst text metin belge szöveg документ текст слова лист
""",
    "verbatim": """
verbatim literally exact exactly word-for-word unabridged unchanged complete whole entire full wording raw
wörtlich wortwörtlich wortlaut vollständig mot palabra textual parola palavra woord ordagrant słowo slovo дословно дослівно
kelimesi szóról cuvânt
""",
    "persona": """
pretend roleplay role-play persona character impersonat pose dan jailbreak jailbroken villain unrestricted unfiltered
uncensored uncensor alter twin simulate hypothetical
""",
    "model": """
assistant ai chatbot bot llm gpt chatgpt copilot claude gemini model agent machine robot openai anthropic
assistent asistente assistente ассистент бот нейросет модел
""",
    "authority": """
developer admin administrator owner creator operator engineer auditor audit authorise authorize approved permission
permit vendor legal compliance emergency root sudo override entwickler développeur desarrollador sviluppatore
разработчик
""",
    "secret": """
secret secrets apikey password passwords credential credentials key keys env environment token cookie canary
exfiltrat
""",
    "errand": """
poem poetry essay sonnet limerick haiku joke story recipe capital weather news homework speech letter lyrics song
script bash python sql malware keylogger bomb weapon explosiv lawyer doctor therapist diagnose politic philosoph
gedicht witz poème blague poema chiste poesia barzelletta piada gedicht dikt digt runo wiersz báseň стих анекдот
стихотворение вірш şiir vers verset poezie ποίημα puisi
""",
    "ui": """
page pages site website webpage app form forms card cards button table list grid chart dashboard calendar login
header footer sidebar menu modal dialog tooltip tab tabs accordion slider carousel gallery hero section banner
badge icon input field textarea select dropdown checkbox toggle switch board timeline widget component layout
landing portfolio shop store checkout cart editor viewer player picker generator calculator converter tracker
planner quiz game timer clock map panel settings wizard stepper navbar navigation toolbar avatar feed poll survey
screen column columns row rows heading title label labels font colour color colours colors theme animation
gradient shadow margin padding spacing border corner corners width height responsive mobile dark light
seite formular karte karten knopf tabelle liste kalender menü überschrift spalte schrift farbe farben fenster
page formulaire carte bouton tableau liste calendrier menu titre couleur fenêtre
página formulario tarjeta botón tabla lista calendario menú título color ventana
pagina modulo scheda pulsante tabella lista calendario titolo colore finestra
página formulário cartão botão tabela lista calendário título janela
pagina formulier kaart knop tabel lijst agenda titel venster
sida formulär kort knapp tabell lista rubrik fönster
side formular kort knap tabel liste overskrift vindue skjema
sivu lomake kortti painike taulukko otsikko
strona formularz karta przycisk tabela lista nagłówek stránka formulář tlačítko tabulka nadpis
страниц форм карточк кнопк таблиц список календар заголов окн сторінк заголовок цвет сайт
stranica dugme tablica naslov
sayfa düğme tablo liste başlık pencere
oldal gomb táblázat cím ablak
pagin buton tabel listă titlu
σελίδα κουμπί πίνακας τίτλο φόρμα
עמוד דף כפתור טבלה כותרת טופס
صفحة زر جدول العنوان نموذج قائمة
halaman tombol tabel daftar judul
trang nút bảng
""",
    "make": """
make build create design draw add change move put replace remove fix use style center centre align
mach bau erstelle zeichne füge ändere
fais crée construis ajoute change
haz crea construye añade cambia
fai crea aggiungi cambia
faz cria adiciona muda
maak bouw voeg
gör skapa lav lag tee luo zrób stwórz udělej vytvoř сделай создай зроби yap oluştur készíts fă creează φτιάξε
buatkan buat tạo
""",
}

ANYWHERE: dict[str, str] = {
    "drop": """
no longer|not bound|free of|throw out|throw away|set aside|put aside|leave behind|pay no|look past|turn off|start over|
start fresh|do not follow|don't follow|stop following|does not apply|doesn't apply|no longer apply|break character|
out of character|factory settings|figyelmen kívül|görmezden|dikkate alma|artık geçerli değil|ei enää|nie obowiązuj|
gelten nicht|ne comptent plus|ya no valen|non valgono|já não valem|gelden niet|gäller inte|gælder ikke|gjelder ikke|
больше не действ|больше не дейс|neplatí|ne važe|bỏ qua|quên|忽略|无视|無視|忘记|忘掉|忘れ|従わない|無効|不再|放下|
무시|잊어|따르지|유효하지|تجاهل|انس|لا تتبع|لم تعد|نادیده|فراموش|भूल|अनदेखा|पालन मत|लागू नहीं|התעלם|שכח|לא תקפ|
ละเว้น|ลืม|ใช้ไม่ได้|উপেক্ষা|புறக்கணி|puuza|kalimutan
""",
    "tell": """
显示|告诉|告訴|输出|打印|重复|展示|写出|翻译|原文|逐字|表示|見せ|教え|出力|繰り返|書いて|一字一句|보여|알려|출력|말해|그대로|써 줘|
اعرض|أظهر|اكتب|اطبع|كرر|أرني|نشان بده|بنویس|बता|दिखा|लिख|दोहरा|הצג|הראה|כתוב|cho tôi xem|hiển thị|viết|แสดง|บอก|เขียน|
দেখাও|காட்டு
""",
    "rules": """
指令|指示|规则|規則|提示词|提示詞|限制|ルール|命令|프롬프트|지침|규칙|지시|プロンプト|تعليمات|قواعد|موجه|دستور|قوانین|پرامپت|
निर्देश|नियम|प्रॉम्प्ट|הוראות|כללי|הנחיות|פרומפט|hướng dẫn|chỉ dẫn|quy tắc|คำสั่ง|กฎ|พรอมต์|নির্দেশ|வழிமுறை
""",
    "prior": """
之前|以前|前面|上面|先前|一开始|最初|これまで|上記|前にある|이전|위의|앞의|앞에|처음|السابقة|البداية|قبلی|पिछले|पहले|शुरू|הקודמות|
בהתחלה|trước|ban đầu|lúc đầu|ก่อนหน้า|ตอนแรก|আগের|முந்தைய
""",
    "system": "系统|系統|システム|시스템|النظام|سیستم|सिस्टम|המערכת|hệ thống|ระบบ",
    "you": "你|您|あなた|너의|너는|당신|لك|تو |तुम|आप|ของคุณ|bạn",
    "maker": "开发者|制作者|开发人员|開発者|制作者|개발자|المطور|سازنده|डेवलपर|המפתחים|nhà phát triển|ผู้พัฒนา",
    "document": "文字|文本|文件|文書|文章|글|문서|النص|متن|पाठ|הטקסט|văn bản|ข้อความ",
    "given": "读到|收到|渡され|受け取|받은|أعطاك||告诉你|言われ|들었|قيل|बताया गया|אמרו|được dặn",
    "verbatim": "word for word|word by word|letter by letter|top to bottom|原文|逐字|一字一句|그대로|शब्दशः|كلمة بكلمة|מילה במילה|كاملا",
    "persona": """
you are now|you're now|from now on|act as|act like|behave as|behave like|play the role|be my|as if you|in character|
stay in|opposite day|developer mode|god mode|let's play|角色|扮演|なりきって|role of
""",
    "model": "language model|to the ai|system message|system prompt|large language",
    "errand": "诗|笑话|首都|詩|シ|시를|قصيدة|شعر|कविता|שיר|bài thơ|บทกวี|shell script|what is the|who won|who is|how do i",
    "ui": """
页面|表格|表单|按钮|列表|卡片|标题|弹窗|页|ページ|フォーム|ボタン|一覧|カード|見出し|ダイアログ|表で|페이지|폼|버튼|목록|카드|제목|표로|창에|
صفحه|جدول|دکمه|عنوان|पेज|फ़ॉर्म|बटन|तालिका|शीर्षक|หน้าเว็บ|ปุ่ม|ตาราง|หัวข้อ|drag and drop
""",
    "make": "做一个|创建|作って|만들어|أنشئ|اصنع|بساز|बनाओ|תעשה|tạo|สร้าง",
}
