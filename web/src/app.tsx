/** The page: the conversation on one side, the artifact on the other; one at a time on a narrow screen. */
import { useCallback, useEffect, useRef, useState } from "react";
import { givenBack, useAsking } from "./asking";
import type { Choice } from "./code";
import { Composer } from "./composer";
import { Conversation } from "./conversation";
import { useDraft } from "./draft";
import { runningTurn } from "./fold";
import { Header } from "./header";
import { isEscape } from "./keys";
import { Picker } from "./picker";
import { usePictures } from "./pictures";
import type { Command } from "./protocol";
import { hasKeys } from "./screen";
import { SideBar, useSide } from "./sides";
import { Spending } from "./spending";
import { BuiltInNote, Closed, ConnectionStatus, Refused, SandboxNote, TurnStatus } from "./status";
import { type Store, useView } from "./store";
import { titleOf, turnStateOf } from "./words";
import { type Tab, Workspace } from "./workspace";

interface Props {
  store: Store;
  session_id: string;
  origin: string | null;
  send(command: Command): boolean;
}

export function App({ store, session_id, origin, send }: Props) {
  const view = useView(store);
  const { session, connection, welcome, refusal } = view;
  const [draft, setDraft] = useDraft(session_id);
  const [tab, setTab] = useState<Tab>("preview");
  const [choice, choose] = useState<Choice | null>(null);
  const [side, setSide] = useSide(session);
  const box = useRef<HTMLTextAreaElement>(null);
  const open = connection.state === "open";
  const running = runningTurn(session) !== null;
  const title = titleOf(session);
  const command = useCallback(
    (asked: Command) => {
      store.dismiss();
      return send(asked);
    },
    [store, send],
  );
  const pictures = usePictures(session_id);
  const { ask, waiting } = useAsking({
    view,
    send: command,
    edit: setDraft,
    taken: pictures.taken,
    overdue: store.say,
  });
  const offers = welcome?.models ?? [];
  const [picked, setPicked] = useState<{ id: string; turns: number } | null>(null);
  const pick = picked?.turns === session.turns.length ? picked.id : null;
  const prompt = (text: string, attachments: string[] = []) =>
    ask({ type: "prompt", text, model: pick, attachments });
  /** A prompt that stands elsewhere on the page; what cannot be sent now can be sent from the box. */
  const suggest = (text: string) => {
    if (!prompt(text)) setDraft((typed) => givenBack(text, typed));
  };
  const ready = open && !running && waiting.length === 0;
  const refine = ready
    ? (version: number, model: string | null) => void ask({ type: "refine", version, model })
    : null;

  useEffect(() => {
    if (hasKeys()) box.current?.focus();
  }, []);

  useEffect(() => {
    document.title = title === null ? "Atelier" : `${title} · Atelier`;
  }, [title]);

  useEffect(() => {
    if (view.fork) location.assign(`/s/${view.fork}`);
  }, [view.fork]);

  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (running && isEscape(event)) send({ type: "cancel" });
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        box.current?.focus();
      }
    };
    window.addEventListener("keydown", key);
    return () => window.removeEventListener("keydown", key);
  }, [running, send]);

  return (
    <div className="relative flex h-dvh flex-col overflow-hidden md:flex-row">
      <main
        className={`flex min-h-0 w-full shrink-0 flex-col border-line bg-panel max-md:flex-1 md:h-full md:w-[24rem] md:border-r xl:w-[28rem] ${side === "chat" ? "" : "max-md:hidden"}`}
        data-turn-state={turnStateOf(session)}
      >
        <Header {...{ title, session_id }} pages={view.pages} />
        <ConnectionStatus connection={connection} welcomed={welcome !== null} />
        {connection.state === "closed" && <Closed {...connection} />}
        <Conversation
          {...{ session, session_id, open, offers, refine, suggest }}
          onContinue={() => void ask({ type: "continue" })}
          onCheck={(version) => void ask({ type: "restore", version })}
          onFile={(path) => {
            choose({ path, line: null });
            setTab("code");
            setSide("component");
          }}
        />
        <div className="shrink-0 space-y-1.5 px-3 pb-3">
          {refusal && <Refused refusal={refusal} dismiss={store.dismiss} />}
          <Composer
            {...{ box, running, open, draft, setDraft, pictures }}
            status={<TurnStatus session={session} running={running} />}
            first={session.turns.length === 0}
            sending={waiting.some(({ type }) => type === "prompt")}
            send={prompt}
            stop={() => command({ type: "cancel" })}
            picker={
              <Picker
                {...{ offers, pick }}
                setPick={(id) => setPicked(id === null ? null : { id, turns: session.turns.length })}
                pinned={session.pinned}
                pin={(model) => void ask({ type: "pin_model", model })}
                locked={running ? "The session's model can be changed when this turn has ended." : null}
                pictures={pictures.chosen.length > 0}
              />
            }
          />
          {welcome?.model.built_in && <BuiltInNote />}
          {welcome && <SandboxNote tier={welcome.sandbox} />}
          <Spending turns={session.turns} account={welcome?.account ?? null} />
        </div>
      </main>
      {/* Behind the chat it keeps its size, or the component would be laid out for none. */}
      <div
        className={`min-h-0 min-w-0 flex-1 md:h-full ${side === "chat" ? "max-md:invisible max-md:absolute max-md:inset-0 max-md:bottom-14" : ""}`}
      >
        <Workspace
          {...{ view, session_id, running, tab, setTab, choice, choose, title, ask, refine, suggest }}
          origin={origin}
          report={send}
        />
      </div>
      {session.versions.length + session.turns.length > 0 && (
        <SideBar {...{ session, side, setSide }} stop={() => command({ type: "cancel" })} />
      )}
    </div>
  );
}
