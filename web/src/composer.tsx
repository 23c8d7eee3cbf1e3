/** The prompt box. A prompt that was not taken comes back into it: see asking.ts. */
import { ArrowUp, Square } from "lucide-react";
import { type Dispatch, type ReactNode, type RefObject, type SetStateAction, useLayoutEffect } from "react";
import { whyTooLong } from "./chars";
import { isComposing } from "./keys";
import { AddPicture, ChosenPictures, type Pictures, readyIds } from "./pictures";
import { MAX_PROMPT_CHARS } from "./protocol";

interface Props {
  box: RefObject<HTMLTextAreaElement | null>;
  running: boolean;
  open: boolean;
  /** Nothing was asked for yet. */
  first: boolean;
  /** A prompt waits for its answer. */
  sending: boolean;
  draft: string;
  setDraft: Dispatch<SetStateAction<string>>;
  pictures: Pictures;
  /** What goes on, above the box. */
  status: ReactNode;
  /** Which model writes. */
  picker: ReactNode;
  send(text: string, attachments: string[]): boolean;
  stop(): void;
}

export function Composer(props: Props) {
  const { box, running, open, first, sending, draft, setDraft, pictures, send, stop } = props;

  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, draft === "" ? 72 : 240)}px`;
  }, [box, draft]);

  const shown = readyIds(pictures.chosen);
  const why = whyNot(draft, open, running, sending) ?? shown.why;
  const submit = () => {
    const text = draft.trim();
    if (why !== null || text === "" || !send(text, shown.ids)) return;
    setDraft("");
  };

  return (
    <>
      <div className="flex min-h-5 items-center gap-3 px-1.5 text-xs text-muted">
        {props.status}
        <p id="composer-note" className="max-w-[80%] text-right">
          {why ?? note(draft, pictures.chosen.length)}
        </p>
      </div>
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
            if (event.key !== "Enter" || event.shiftKey || isComposing(event.nativeEvent)) return;
            event.preventDefault();
            submit();
          }}
          placeholder={first ? "Describe a component…" : "Ask for a change…"}
          className="block max-h-60 min-h-[4.5rem] w-full resize-none bg-transparent px-4 pt-3.5 pb-1 text-[15px] leading-relaxed outline-none placeholder:text-muted"
        />
        <div className="flex items-center gap-1 px-2.5 pb-2.5">
          <AddPicture pictures={pictures} />
          {props.picker}
          <span className="flex-1" />
          {running ? (
            <button
              key="stop"
              type="button"
              className="button button-strong shrink-0"
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
              className="button button-strong shrink-0"
              disabled={why !== null || draft.trim() === ""}
              title={why ?? undefined}
            >
              <ArrowUp className="size-4" aria-hidden="true" />
              Send
            </button>
          )}
        </div>
      </form>
    </>
  );
}

function note(draft: string, pictures: number): string {
  if (draft) return "Shift+Enter makes a new line";
  return pictures > 0 ? "Say what to make of the picture" : "";
}

/** Why the prompt cannot be sent now; null if it can. */
export function whyNot(draft: string, open: boolean, running: boolean, sending: boolean): string | null {
  const long = whyTooLong(draft.trim(), MAX_PROMPT_CHARS, "Shorten the prompt.");
  if (long !== null) return long;
  if (!open) return "Not connected: your prompt stays here until it can be sent.";
  if (running) return draft.trim() ? "Send when this turn has ended, or stop it." : "Escape stops this turn.";
  return sending ? "Sending…" : null;
}
