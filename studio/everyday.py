"""Words of many languages that say nothing of a subject, and those that point at what is there. Data only;
read by studio/about.py.
"""

EVERYDAY = """
a an the and or but if so of in on at to for from with without by as is are be been was were am it its
this that these
those there here not no yes you your yours i me my we our us he she they them him her his their who whom
whose what
which when where why how all any some each every one two three first last other others another same new
old own just
only also too very much many more most less least few little still again already always never ever often
sometimes
maybe really quite rather even else then than now today yet soon ago once about after before between into
onto over
under up down off out through during both either can could may might must shall should will would do does
did done
doing have has had having get gets got getting give gives gave take takes took make makes made making go
goes going
went come comes came see sees saw seen look looks looked know knows knew known think thinks thought say
says said tell
tells told ask asks asked want wants wanted need needs needed like likes liked use uses used using work
works worked
try tries tried keep keeps kept let lets put puts seem seems mean means meant happen happens happened help
helps write
writes wrote written read reads say please thanks thank hello ok okay hi hey well good better best bad
worse worst big
small large long short high low great nice right wrong sure real true false thing things way ways part
parts kind sort
lot bit people person man woman day days week weeks month year years time times hour hours minute name
names number
numbers word words place end begin start starts started stop something anything nothing everything someone
nobody
everybody because while until since though instead per via etc vs like lets got don doesn didn isn aren
won can't cannot
morning evening idea day night invented made-up glad fine perfect lost gone enough anyone else whatever
nowhere
const return null undefined string boolean default export type interface function import true false div
span
der die das den dem des ein eine einen einem einer und oder aber ist sind war bin bist hat habe haben wird
werden kann
kannst können ich du er sie es wir ihr mir mich dir dich was wer wie wo wann warum welche welcher welches
nicht kein
keine nur auch noch schon mit ohne für von zu zum zur im in an am auf aus bei nach über unter vor wenn
dann dass denn
doch mal bitte ja nein hier da dort man sich so sehr mehr gut viel viele wieviel heißt gibt geht macht
le la les un une des du de et ou mais est sont suis es ai as a ont avoir être peut peux puis je tu il elle
on nous vous
me te se mon ma mes ton ta tes son sa ses ce cet cette ces ça que qui quoi quel quelle quels quelles
comment pourquoi
où quand combien ne pas plus avec sans pour par dans sur sous en au aux si oui non très bien fait faire va
el los las una unos unas y o pero es son soy eres está están estar ser tener tiene hay puede puedo yo tú
él ella ellos
nosotros mi tu su se lo le que quién qué cuál cuáles cómo por para porqué dónde cuándo cuánto cuántos no
sí con sin en
de del al sobre más muy bien hace hacer va
il lo gli i un uno una e o ma è sono sei ha ho hanno può posso io tu lui lei noi voi mi ti si che chi cosa
quale quali
come perché dove quando quanto quanti non sì con senza per da di del della nel nella su più molto bene fa
fare
os as um uma e ou mas é são está estão ter tem pode posso eu você ele ela nós que quem qual quais como por
para porque
onde quando quanto não sim com sem em no na do da mais muito bem faz fazer
het een en of maar is zijn ben heeft heb kan kun ik jij hij zij wij wat wie welke hoe waar wanneer waarom
niet geen ook
nog met zonder voor van naar in op aan uit bij over als dan ja nee er hier daar zo veel meer goed doet
gaat
nome nomi esempio numero valore parola nombre ejemplo número valor palabra nom exemple numéro valeur mot
beispiel zahl wert
naam voorbeeld getal waarde quante quanta cuánta quanta quantas nereye nereden hangi bunun imię przykład
liczba exemplo
имя пример число значение за
og eller men er var har kan jeg du han hun vi hva hvad hvem hvilke hvordan hvor når hvorfor ikke ingen med
uten uden
for fra til i på av af om den det de en et att och är jag vad vem hur var när varför inte från till på av
om som finns
i oraz albo ale jest są być ma mogę może ja ty on ona co kto jak gdzie kiedy dlaczego nie tak z bez do od
na w po o ile
jaki jaka jakie to se je jsou co kdo jak kde kdy proč ne ano
и или но это есть был я ты он она мы вы что кто как где когда почему сколько какой какая какие не да нет с
без для от
до на в по о из у же ли бы та то те цей ця це що хто як де коли чому скільки який яка які не так з для від
ve veya ama bir bu şu o ne kim nasıl nerede ne zaman neden niçin kaç var yok mı mi mu mü için ile gibi çok
daha
és vagy de egy ez az mi ki hogyan hol mikor miért nem igen van ja tai mutta on ei se tämä mitä kuka miten
missä miksi
four five six seven eight nine ten second seconds half
zwei drei vier fünf sechs sieben acht neun zehn sekunde sekunden minute minuten stunde jetzt danach davor
immer nie
deux trois quatre cinq sept huit neuf dix seconde secondes heure maintenant après avant toujours jamais seul
seule
dos tres cuatro cinco seis siete ocho nueve diez segundo segundos minuto hora ahora después antes siempre
nunca
due quattro cinque sette otto nove dieci secondo secondi minuto ora adesso dopo prima sempre mai
dois três quatro sete oito dez depois antes agora verdade verdadeiro responde resposta respostas escolhe
pronta prontas
twee drie vier vijf zes zeven acht negen tien seconde nu daarna altijd nooit nieuw oud
två tre fyra fem sex sju åtta nio tio sekund efter alltid aldrig nu to fire seks syv otte ni ti efter altid
aldrig
dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć teraz potem zawsze nigdy tylko
два две три четыре пять шесть семь восемь девять десять сейчас потом всегда никогда только после
iki üç dört beş altı yedi sekiz dokuz şimdi sonra hep kaksi kolme neljä viisi nyt sitten aina tuo nuo sinne
cost costs cheap glad sorry sure yep nope maybe kostet kosten kostenlos teuer cuesta cuestan coûte coûtent
costa costano
gratis gratuit kosztuje стоит klar natürlich genau leider gern gerne stimmt schade kommt kommen woher wohin
sicher
claro vale seguro lástima exacto bien sûr exactement dommage certo esatto purtroppo problema problemi
problemas problème
problem claro exato infelizmente zeker natuurlijk helaas jasne pewnie niestety конечно точно жаль
selvfølgelig säkert
"""

POINTING = """
it its it's this that these those they them there here he she him above below same both latter former
das dies diese dieser dieses diesen da dort hier daran dafür davon damit darin darauf dabei dazu sie
ça c'est ce cet cette ces celui celle ceux là ici
esto eso esta este estas estos esa ese esas esos aquí ahí allí
questo quello questa quella questi quelli qui lì
isto isso este esta estes estas esse essa aqui
dit dat deze hier daar het daaraan
det denne dette disse här där
tam tyto tato tady
это этот эта эти этого этому тут здесь там они он она це цей ця ці тут там
bu şu bunu bunlar burada burası
ez az ezek itt ott tämä nämä siinä
αυτό αυτά εδώ
ini itu
"""
POINTING_ANYWHERE = (
    "これ|それ|この|その|ここ|どれ|这|那|它|哪|이거|이것|이건|그거|그것|여기|이 |هذا|هذه|هنا|यह|ये|इस|यहाँ"
)

ORDERED = "free follow follows followed rule rules obey instructions"
"""What a model says of itself, and components hold as well."""

ACTS = """
upload download delete remove rename undo redo export import share login sign signed log online offline
search saved
stored save send sent print copy close open move edit select resize zoom notify play click press tap type
scroll drag
drop sort filter add change hide show tell list repeat reset restore refresh reload load submit skip next
bigger smaller wider darker lighter bold rounded middle center corner colour color
dark mode mobile phone touch tax currency included default limit maximum minimum
fix fixes fixed broken error errors warning mend crash crashes mount
speichern löschen ändern zeigen ausblenden senden drucken kopieren öffnen schließen zurücksetzen hochladen
fehlt fehlen
enregistrer supprimer modifier envoyer imprimer copier ouvrir fermer sombre clair
guardar borrar cambiar enviar imprimir copiar abrir cerrar arrastrar ordenado
salvare cancellare cambiare inviare stampare copiare aprire chiudere misurare
opslaan verwijderen wijzigen sturen afdrukken terugzetten
zapisuje usuń zmień wyślij kolory
laden neu öffnet schließt zeigt verschiebt klickt drückt ziehen löscht sortiert filtert bearbeiten hinzufügen
ajouter afficher cacher glisser cliquer appuyer trier filtrer recharger
añadir mostrar ocultar hacer clic pulsar recargar ordenar filtrar mover
aggiungere mostrare nascondere cliccare premere ricaricare ordinare filtrare spostare
salvar guardar guardado apagar excluir adicionar mostrar esconder clicar recarregar ordenar filtrar mover
abrir fechar
toevoegen tonen verbergen klikken sleppen herladen sorteren filteren
dodać pokaż ukryć kliknij przeciągnij odśwież sortować zakres
ladda lägg visa dölj klicka dra sortera tilføj vis skjul klik træk sorter lagre slett
добавить показать скрыть нажать перетащить обновить удалить изменить сортировать сохранить сохраня удаля
ekle göster gizle tıkla sürükle yenile sil değiştir sırala kaydet
"""
