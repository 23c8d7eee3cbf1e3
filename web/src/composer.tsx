/** The prompt box. A prompt that was not taken (no connection, refused) comes back into it. */
import { ArrowUp, Square } from "lucide-react";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { AddPicture, ChosenPictures, readyIds, usePictures } from "./pictures";
import { MAX_PROMPT_CHARS, type Error as Refusal } from "./protocol";

interface Props {
  session_id: string;
  box: RefObject<HTMLTextAreaElement | null>;
  running: boolean;
  open: boolean;
  /** Counts what the server has answered a prompt with, so that a new one means: taken. */
  turns: number;
  refusal: Refusal | null;
  draft: string;
  setDraft(draft: string): void;
  send(text: string, attachments: string[]): boolean;
  stop(): void;
}

/** A prompt on its way. `turns` and `before`: what there was when it was sent, to tell its answer from older ones. */
interface Sent {
  text: string;
  attachments: string[];
  turns: number;
  before: Refusal | null;
  /** It is back in the box; should it have been taken after all, it is taken out again. */
  returned: boolean;
}

export function Composer(props: Props) {
  const { session_id, box, running, open, turns, refusal, draft, setDraft, send, stop } = props;
  const pictures = usePictures(session_id);
  const { taken } = pictures;
  const [sent, setSent] = useState<Sent | null>(null);
  const latest = useRef(draft);

  useEffect(() => {
    latest.current = draft;
  }, [draft]);

  useEffect(() => {
    if (!sent) return;
    if (turns > sent.turns) {
      if (latest.current === sent.text) setDraft("");
      taken(sent.attachments);
      setSent(null);
    } else if (((refusal !== null && refusal !== sent.before) || !open) && !sent.returned) {
      if (latest.current === "") setDraft(sent.text);
      setSent({ ...sent, returned: true });
    }
  }, [sent, turns, refusal, open, setDraft, taken]);

  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, draft === "" ? 72 : 240)}px`;
  }, [box, draft]);

  const shown = readyIds(pictures.chosen);
  const why = whyNot(draft, open, running, sent?.returned === false) ?? shown.why;
  const submit = () => {
    const text = draft.trim();
    if (why !== null || text === "" || !send(text, shown.ids)) return;
    setSent({ text, attachments: shown.ids, turns, before: refusal, returned: false });
    setDraft("");
  };

  return (
    <form
      className="rounded-2xl border border-line bg-panel shadow-sm transition-shadow focus-within:border-muted/50 focus-within:shadow-md"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ChosenPictures pictures={pictures} />
      <textarea
        ref={box}
        aria-label="Prompt"
        aria-describedby="composer-note"
        rows={2}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onPaste={pictures.paste}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit();
        }}
        placeholder={turns === 0 ? "Describe a component…" : "Ask for a change…"}
        className="block max-h-60 min-h-[4.5rem] w-full resize-none bg-transparent px-4 pt-3.5 pb-1 text-[15px] leading-relaxed outline-none placeholder:text-muted"
      />
      <div className="flex items-center gap-2 px-2.5 pb-2.5">
        <AddPicture pictures={pictures} />
        <p id="composer-note" className="min-w-0 flex-1 pl-1.5 text-xs text-muted">
          {why ?? note(draft, pictures.chosen.length)}
        </p>
        {running ? (
          <button
            key="stop"
            type="button"
            className="button button-strong"
            // The second click of a double click on Send lands here.
            onClick={({ detail }) => detail < 2 && stop()}
            disabled={!open}
          >
            <Square className="size-3 fill-current" aria-hidden="true" />
            Stop
          </button>
        ) : (
          <button
            key="send"
            type="submit"
            className="button button-strong"
            disabled={why !== null || draft.trim() === ""}
            title={why ?? undefined}
          >
            <ArrowUp className="size-4" aria-hidden="true" />
            Send
          </button>
        )}
      </div>
    </form>
  );
}

function note(draft: string, pictures: number): string {
  if (draft) return "Shift+Enter makes a new line";
  return pictures > 0 ? "Say what to make of the picture" : "";
}

/** Why the prompt cannot be sent now; null if it can. The server counts characters, not UTF-16 units. */
export function whyNot(draft: string, open: boolean, running: boolean, sending: boolean): string | null {
  const chars = draft.length > MAX_PROMPT_CHARS ? [...draft.trim()].length : 0;
  if (chars > MAX_PROMPT_CHARS) {
    const [is, may] = [chars, MAX_PROMPT_CHARS].map((n) => n.toLocaleString("en"));
    return `${is} characters; at most ${may} fit. Shorten the prompt.`;
  }
  if (!open) return "Not connected: your prompt stays here until it can be sent.";
  if (running) return draft.trim() ? "Send when this turn has ended, or stop it." : "Escape stops this turn.";
  return sending ? "Sending…" : null;
}
