/** The prompt box with what stands behind it on the page, for tests: everything but the socket is the page's own. */
import { useRef, useState } from "react";
import { useAsking } from "./asking";
import { Composer } from "./composer";
import { usePictures } from "./pictures";
import type { Command } from "./protocol";
import { type Store, useView } from "./store";

interface Props {
  store: Store;
  send(command: Command): boolean;
}

export function Box({ store, send }: Props) {
  const view = useView(store);
  const [draft, setDraft] = useState("like this");
  const pictures = usePictures("s");
  const { ask, waiting } = useAsking({
    view,
    send,
    edit: setDraft,
    taken: pictures.taken,
    overdue: store.say,
  });
  return (
    <>
      <Composer
        {...{ draft, setDraft, pictures }}
        box={useRef(null)}
        running={view.session.turns.at(-1)?.outcome === null}
        open={view.connection.state === "open"}
        first={view.session.turns.length === 0}
        sending={waiting.some(({ type }) => type === "prompt")}
        status={null}
        picker={
          <button type="button" onClick={() => void ask({ type: "pin_model", model: null })}>
            Pin
          </button>
        }
        send={(text, attachments) => ask({ type: "prompt", text, model: null, attachments })}
        stop={() => {}}
      />
      {view.refusal && <p role="alert">{view.refusal.message}</p>}
    </>
  );
}
