/** The page: the conversation on one side, the artifact on the other; one at a time on a narrow screen. */
import { useEffect, useRef, useState } from "react";
import type { Choice } from "./code";
import { Composer } from "./composer";
import { Conversation } from "./conversation";
import { runningTurn } from "./fold";
import { Header } from "./header";
import type { Command } from "./protocol";
import { hasKeys } from "./screen";
import { SideBar, useSide } from "./sides";
import { Closed, ConnectionStatus, ModelNote, Refused, TurnStatus } from "./status";
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
  const [draft, setDraft] = useState("");
  const [tab, setTab] = useState<Tab>("preview");
  const [choice, choose] = useState<Choice | null>(null);
  const [side, setSide] = useSide(session);
  const box = useRef<HTMLTextAreaElement>(null);
  const open = connection.state === "open";
  const running = runningTurn(session) !== null;
  const title = titleOf(session);
  const command = (asked: Command) => {
    store.dismiss();
    return send(asked);
  };

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
      if (event.key === "Escape" && running && !event.defaultPrevented) send({ type: "cancel" });
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
          {...{ session, session_id }}
          open={open}
          suggest={(text) => {
            if (!command({ type: "prompt", text, model: null, attachments: [] })) setDraft(text);
          }}
          onContinue={() => command({ type: "continue" })}
          onFile={(path) => {
            choose({ path, line: null });
            setTab("code");
            setSide("component");
          }}
        />
        <div className="shrink-0 space-y-1.5 px-3 pb-3">
          {refusal && <Refused refusal={refusal} dismiss={store.dismiss} />}
          <TurnStatus session={session} running={running} />
          <Composer
            session_id={session_id}
            box={box}
            running={running}
            open={open}
            turns={session.turns.length}
            refusal={refusal}
            draft={draft}
            setDraft={setDraft}
            send={(text, attachments) => command({ type: "prompt", text, model: null, attachments })}
            stop={() => command({ type: "cancel" })}
          />
          {welcome && <ModelNote model={welcome.model} />}
        </div>
      </main>
      {/* Behind the chat it keeps its size, or the component would be laid out for none. */}
      <div
        className={`min-h-0 min-w-0 flex-1 md:h-full ${side === "chat" ? "max-md:invisible max-md:absolute max-md:inset-0 max-md:bottom-14" : ""}`}
      >
        <Workspace
          {...{ view, session_id, running, tab, setTab, choice, choose, title }}
          origin={origin}
          send={command}
        />
      </div>
      {session.versions.length + session.turns.length > 0 && (
        <SideBar {...{ session, side, setSide }} stop={() => command({ type: "cancel" })} />
      )}
    </div>
  );
}
