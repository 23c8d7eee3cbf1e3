"""Words of interfaces, and of code for one, in many languages: what studio/about.py knows an interface by.
Data only. Those of STEMS_ELSEWHERE that are short stand for themselves: they begin too many other words.

Where a script ends its words with nothing, or with signs that are no letters, they are looked for anywhere.
"""

STEMS = """
browser server database backend api reload refresh label placeholder scroll drag drop checkbox toggle
breakpoint viewport pixel gradient svg canvas array callback handler package library typescript javascript
localstorage dropdown tooltip accordion carousel toast badge avatar navbar thumbnail popup shortcut keyboard
speichern laden zeile feld anzeige anklicken tabulator eintrag
enregistrer ligne champ affichage navigateur onglet
guardar fila campo pantalla navegador pestaña
salva riga campo schermo scheda riquadro
opslaan rij veld scherm tabblad
spara rad fält skärm gem række felt lagre rad felt
zapis wiersz pole ekran uložit řádek
сохран строк поле экран кнопк список вкладк зберег рядок екран
kaydet satır alan ekran liste mentés sor mező képernyő
component interface page website button form field input table list card chart dashboard header footer
sidebar menu
modal dialog layout column design colour color font style theme icon animation widget app screen render
click hover
state hook prop react tailwind import function file code line css class filter sort search grid tab slider
textarea variable constant drawer preview network sample collapse collapsed expand expanded paragraph circle
initials
grey gray rounded border shadow padding margin gap spacing align aligned hidden visible switch radio select
option
dashed caption legend axis axes tick bar pie donut segment row cell spinner skeleton overlay
validation validates validated debounce timer interval random hardcoded fixed dummy fetch request memory
komponente oberfläche seite knopf formular tabelle karte überschrift spalte farbe schrift datei klick
composant interface bouton formulaire tableau carte titre couleur fichier colonne
componente interfaz página botón formulario tabla tarjeta color archivo columna
pagina pulsante modulo tabella scheda colonna página botão formulário tabela cartão ficheiro
knop formulier tabel kaart kleur knapp sida sidan tabell side tabel
strona przycisk tabela formularz karta kolor stránka tlačítko
компонент страниц кнопк форм таблиц карточк цвет файл сторінк
sayfa düğme tablo renk oldal gomb táblázat σελίδα κουμπί halaman tombol
صفحة زر جدول نموذج दृश्य पेज बटन
"""

STEMS_ELSEWHERE = """
diagramm graphique diagramme gráfico gráfica grafico diagrama grafiek diagram wykres graf graaf kaavio
grafik график диаграмм γράφημα
daten text texte rot grün blau gelb schwarz weiß suche sucht ergebnis summe betrag durchschnitt prozent zähler
verknüpfung bild bilder foto titel eintrag einträge nachricht handy telefon tastatur maus pfeil preis konto
linie linien reihe balken kurve achse schatten schalter rechnung eingabe meldung breite höhe abstand sortiert
données texte rouge bleu jaune noir blanc recherche résultat somme montant moyenne pourcent compteur
lien titre élément téléphone clavier souris flèche compte barre courbe axe bord ombre
interrupteur facture saisie largeur hauteur bouton trié écran
datos texto rojo verde azul amarillo negro blanco búsqueda busca resultado suma importe promedio contador
símbolo
enlace imagen foto título elemento mensaje teléfono teclado ratón flecha precio cuenta línea curva eje borde
sombra interruptor factura entrada ancho altura ordenad casilla pulsar
dati testo rosso verde blu giallo nero bianco ricerca cerca risultato somma importo contatore simbolo
collegamento immagine titolo elemento messaggio telefono tastiera freccia prezzo conto linea righe asse bordo
ombra interruttore fattura larghezza altezza ordinat intestazione casella
dados texto vermelho amarelo preto branco pesquisa resultado soma valor média contador ligação imagem título
mensagem
telefone celular teclado seta preço conta linha eixo borda sombra interruptor fatura largura ordenad
 
gegevens tekst rood groen blauw geel zwart zoek resultaat som bedrag teller afbeelding titel bericht telefoon
toetsenbord pijl prijs lijn balk schakelaar factuur breedte hoogte gesorteerd
tekst röd grön blå gul svart vit sök summa belopp räknare bild meddelande telefon tangentbord
linje skugga strömbrytare faktura bredd höjd sorterad data rød grøn hvid søg beløb billede besked kontakt
sortert melding
dane tekst czerwony zielony niebieski żółty czarny biały szukaj wyszukiw wynik suma kwota licznik obraz tytuł
wiadomość telefon klawiatur strzałk cena linia słupek krawędź przełącznik faktur szerokość wysokość
posortowan pamięc
data červen zelen modr černý bílý hledat výsledek součet částka obrázek zpráva klávesnic šipk cena řádek
přepínač
данны текст красн зелён зелен син жёлт желт чёрн черн бел поиск результат сумм счётчик счетчик изображен
картинк
заголов сообщен телефон клавиатур стрелк цен лини столбец столбц ось граница переключател счёт ширин высот
сортиров
дані рядк червон жовт чорн біл пошук підсум лічильник зображен повідомлен стрілк лінія перемикач очок очки
veri metin kırmızı yeşil mavi sarı siyah beyaz ara arama sonuç toplam tutar sayaç resim başlık mesaj klavye
fiyat
çizgi çubuk kenar anahtar fatura genişlik yükseklik sıralı
adat szöveg piros zöld kék keresés eredmény összeg számláló kép üzenet telefon billentyű nyíl ár vonal
kapcsoló
teksti punainen punaisen vihreä sininen keltainen haku hakee tulos summa laskuri kuva viesti puhelin
näppäimistö nuoli
hinta viiva rivi sarake kytkin lasku leveys virheilmoitu sähköposti painike painik
κείμενο κόκκιν πράσιν μπλε αναζήτησ άθροισμα εικόνα μήνυμα τιμή γραμμή στήλη διακόπτη
teks merah hijau biru cari hasil jumlah gambar pesan harga garis baris kolom tombol saklar
النص الأحمر الأخضر الأزرق البحث بحث النتيجة المجموع المبلغ الصورة العنوان الرسالة السعر الخط خط العمود الصف
المحور
الرمادي القائمة البيانات اللون لون متوسط عدد الزيارات
טקסט אדום ירוק כחול חיפוש תוצאה סכום תמונה הודעה מחיר קו שורה עמודה כפתור
"""
UNSPACED_STEMS = (
    "数字|文字|红色|绿色|蓝色|黄色|灰色|搜索|结果|总和|合计|图片|标题|消息|价格|线条|坐标|开关|排序|数据|键盘|手机|"
    "文字|赤|緑|青い|黄色|灰色|検索|結果|合計|画像|見出し|メッセージ|価格|並び|キー|スマホ|矢印|選択|リスト|"
    "텍스트|글자|빨간|초록|파란|노란|검색|결과|합계|이미지|제목|메시지|가격|막대|정렬|항목|목록|키보드|"
    "प्लान|बटन|रंग|लाल|हरा|नीला|खोज|कुल|चित्र|संदेश|कीमत|रेखा|सूची|पंक्ति|कॉलम|मुफ़्त|"
    "tìm kiếm|chữ hoa|chữ thường|màu đỏ|màu xanh|kết quả|tổng|hình ảnh|tiêu đề|tin nhắn|"
    "giá tiền|đường kẻ|hàng|cột|công tắc|"
    "ข้อความ|สีแดง|สีเขียว|สีน้ำเงิน|ค้นหา|ผลรวม|รูปภาพ|หัวข้อ|ราคา|เส้น|แถว|คอลัมน์|"
    "戻|変更|色|グラフ|コード|フォント|データ|使い方|使用|设置|修改|颜色|标题|数据|返回|图表|代码|字体|차트|라이브러리|색|코드|데이터|"
    "保存|点击|按下|输入|显示|列表|クリック|押|入力|表示|一覧|タブ|클릭|눌러|저장|입력|표시|목록|组件|页面|按钮|表单|表格|卡片|界面|"
    "コンポーネント|ページ|ボタン|フォーム|表|画面|アイコン|サイドバー|開閉|メニュー|图标|菜单|아이콘|메뉴|컴포넌트|페이지|버튼|표|화면|หน้า|ปุ่ม|trang|nút"
)
