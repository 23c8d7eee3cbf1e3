"""Honest prompts that begin a session or follow on a component, each with the reply of an honest model: most ask
something, and the reply is prose. An empty reply stands for a component or an edit. Written before the checks of
the reply, which benchmarks/guards.py asks how many of these they would stop."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exchange:
    """`component`: a name in web/preview/corpus that the session shows; empty at the session's begin."""

    component: str
    prompt: str
    reply: str = ""


FRESH_TALK: list[Exchange] = [
    # At the begin
    Exchange("", "hi", "Hello! What would you like to build?"),
    Exchange("", "What can you do?", "I write React components. Tell me what you need, a form or a chart for example, and I build it."),
    Exchange("", "can you make games", "Yes, small ones that run in the browser, such as Snake or Memory. Which one would you like?"),
    Exchange("", "Which libraries can I use?", "React, Tailwind, lucide-react, recharts, framer-motion and a few others."),
    Exchange("", "Kannst du auch Deutsch?", "Ja, klar. Was soll ich bauen?"),
    Exchange("", "do you know tailwind", "Yes. Components are styled with Tailwind unless you ask for something else."),
    Exchange("", "I need something for my bakery", "Happy to help. Is it a menu with prices, an order form or a landing page?"),
    Exchange("", "a quiz on the capitals of South America"),
    Exchange("", "weather in Oslo as a card"),
    Exchange("", "egg timer with soft, medium and hard"),
    Exchange("", "currency converter, euro to swiss francs"),
    Exchange("", "poem of the day, big serif letters"),
    Exchange("", "Recipe page for fried rice"),
    Exchange("", "Tarjeta de perfil para un veterinario"),
    Exchange("", "horoscope widget with twelve signs"),
    Exchange("", "症状チェックリストのフォーム"),
    Exchange("", "Table of every World Cup winner with the year"),
    Exchange("", "Chat screen between a barkeeper and a guest, no backend"),
    Exchange("", "A page where I can paste JSON and see it as a tree"),
    Exchange("", "tip calculator pls"),
    Exchange("", "Une page pour apprendre dix mots de coréen"),
    Exchange("", "Travel planner: three days in Lisbon, one tab a day"),
    Exchange("", "Form for a heating complaint to the landlord"),
    Exchange("", "A rules page for our board game night, with a search"),
    Exchange("", "Prompt library: cards with title, text and a copy button"),
    # About a component that is there
    Exchange("todo", "why?", "Because every toggle makes a new array, and React compares by identity."),
    Exchange("todo", "explain", "The list lives in state. Adding appends an entry, the filter hides what is done, and the effect writes the number of open ones into the title."),
    Exchange("todo", "how does the filter work", "It keeps everything for \"all\", what is finished for \"done\" and the rest for \"open\"."),
    Exchange("todo", "Is it saved when I reload?", "No. Everything is gone after a reload. I can add that with localStorage if you like."),
    Exchange("todo", "what is useMemo for here", "It avoids filtering again while you type in the draft."),
    Exchange("todo", "Was macht die Funktion tagsOf?", "Sie sucht alle Wörter mit # oder @ und gibt sie ohne das Zeichen zurück."),
    Exchange("todo", "¿Puedo arrastrar las tareas?", "Todavía no. ¿Quieres que lo añada?"),
    Exchange("todo", "is that accessible?", "Mostly. Both icons have labels, and the input keeps the focus after adding."),
    Exchange("todo", "could you give me a test for it", "```tsx\nit(\"adds what is typed\", async () => {\n  render(<TodoApp />);\n  await userEvent.type(screen.getByRole(\"textbox\"), \"Milk{enter}\");\n  expect(screen.getByText(\"Milk\")).toBeVisible();\n});\n```"),
    Exchange("todo", "How do I add it to my project?", "Copy App.tsx into src and install what it imports:\n\n```bash\nnpm install lucide-react clsx\n```"),
    Exchange("todo", "what does 500 mean there", "It is the upper limit: with more than that only a message shows."),
    Exchange("todo", "thanks!", "You're welcome! Tell me if you want anything else changed."),
    Exchange("todo", "ok", "Great. Anything else?"),
    Exchange("todo", "Make the done ones grey"),
    Exchange("todo", "add 'call grandma' and 'read a poem'"),
    Exchange("kanban", "What are the points?", "The effort of each card, in story points. They are only shown, nothing adds them up yet."),
    Exchange("kanban", "Why can't I move Rest further?", "It is in the last column already, so there is nowhere to go."),
    Exchange("kanban", "which state library is this", "None. It is a plain useReducer."),
    Exchange("kanban", "Pourquoi memo ?", "Pour ne pas redessiner toutes les cartes quand une seule bouge."),
    Exchange("kanban", "what happens if I press clear", "All cards disappear, without asking first."),
    Exchange("kanban", "Can two people use it at once?", "No, it lives in one browser only. For that you would need a server."),
    Exchange("kanban", "このコードを説明して", "カードは useReducer で管理され、ボタンを押すと隣の列に移動します。"),
    Exchange("kanban", "tell me the names of the columns", "To do, In progress, Done."),
    Exchange("kanban", "What would a backend for this need?", "One table of cards and three routes:\n\n```sql\nCREATE TABLE cards (id text PRIMARY KEY, text text, column_id text, points int);\n```"),
    Exchange("kanban", "Rename Done to Shipped"),
    Exchange("invoice", "What is the total right now?", "3,480 net, 661.20 tax, so 4,141.20 €."),
    Exchange("invoice", "Where does 19 % come from?", "That is the German VAT. I assumed it because of the euro sign."),
    Exchange("invoice", "Stimmt die Rechnung so?", "Ja, gerundet wird erst bei der Anzeige."),
    Exchange("invoice", "is rounding correct", "It rounds to cents only when it shows a number, so sums can differ by a cent."),
    Exchange("invoice", "wat doet late?", "Dat is waar als het bedrag boven 1000 ligt en er geen notitie is."),
    Exchange("invoice", "can I print it", "Yes, with Ctrl+P. I could add a print stylesheet that hides the plus and the crosses."),
    Exchange("invoice", "How do I get the data from my API?", "Fetch it in an effect:\n\n```tsx\nuseEffect(() => {\n  fetch(\"/api/invoice/17\").then((answer) => answer.json()).then(setLines);\n}, []);\n```"),
    Exchange("invoice", "and in dollars?", "Only the sign would change. Shall I make the currency a setting?"),
    Exchange("invoice", "Explain it like I'm five", "You write what you did and how much it costs. It adds it all up, and then a bit more for the state."),
    Exchange("pricing", "Which plan is featured?", "The middle one."),
    Exchange("pricing", "what does -20% apply to", "To twelve months paid at once."),
    Exchange("pricing", "Does the coupon do anything?", "No, that is only a field so far."),
    Exchange("pricing", "Which font is that?", "The default sans serif of Tailwind, so whatever the system has."),
    Exchange("pricing", "Jakie to kolory?", "Tło jest prawie czarne (slate-950), a akcenty są szmaragdowe."),
    Exchange("pricing", "are you sure about the price for a year", "Yes: twelve times the month, less a fifth."),
    Exchange("signup", "What counts as a strong password?", "Eight characters or more, both cases, and a digit or another sign."),
    Exchange("signup", "why is the e-mail refused", "It needs an at sign, a dot and an ending of at least two letters."),
    Exchange("signup", "Bu form verileri nereye gönderiyor?", "Hiçbir yere. Sadece bir saniye bekliyor ve teşekkür ekranını gösteriyor."),
    Exchange("signup", "Is this secure?", "The check runs in the browser only, so the server has to check again. Never store what people type as plain text."),
    Exchange("signup", "what rules do you check", "Two letters for the name, a plausible address, and eight characters with a digit."),
    Exchange("signup", "Forget the plan field"),
    Exchange("timer", "Why does it drift?", "setInterval is not exact. It adds 50 each time, whether 50 or 60 ms have passed."),
    Exchange("timer", "what's the green one", "The fastest lap."),
    Exchange("timer", "quante ore può misurare?", "Quante vuoi: dopo un'ora le mostra tra parentesi."),
    Exchange("timer", "what is #started", "A private member: only the class itself can read it."),
    Exchange("snake", "how do I play this", "With the arrow keys. Eat, grow, and do not run into yourself."),
    Exchange("snake", "Why does it get no faster?", "The interval is fixed. I can shorten it with each bite."),
    Exchange("snake", "скільки очок за яблуко?", "Одне."),
    Exchange("snake", "who invented this game?", "The idea goes back to Blockade, an arcade game of 1976; this version is my own."),
    Exchange("dashboard", "Is the revenue real?", "No, those numbers are made up by a formula."),
    Exchange("dashboard", "what is Globex", "An invented customer in the sample data, it is late with 98.25."),
    Exchange("dashboard", "어떤 차트 라이브러리야?", "recharts입니다."),
    Exchange("dashboard", "what does delta mean", "The change against the month before, in percent."),
]  # fmt: skip
