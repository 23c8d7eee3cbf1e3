/** The entry: one store, one socket, one page. The session is named by the address, /s/<id>, its preview alone by /s/<id>/preview. */
import { createRoot } from "react-dom/client";
import { Alone } from "./alone";
import { App } from "./app";
import { Boundary } from "./boundary";
import { SessionSocket } from "./socket";
import { Store } from "./store";
import "./styles.css";

const [, session_id, alone] = /^\/s\/([^/]+?)(\/preview)?$/.exec(location.pathname) ?? [];
/** Named in the page by the server, so that the frame need not wait for the socket. */
const origin = document.querySelector<HTMLMetaElement>('meta[name="preview-origin"]')?.content || null;
const root = document.getElementById("root");

if (session_id === undefined) location.replace("/new");
else if (root) start(root, session_id);

function start(element: HTMLElement, session_id: string): void {
  const store = new Store();
  const socket = new SessionSocket({
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`,
    session_id,
    lastSeq: store.lastSeq,
    receive: store.receive,
    changed: store.connectionChanged,
  });
  socket.start();
  window.addEventListener("online", () => socket.retryNow());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) socket.retryNow();
  });
  createRoot(element).render(
    <Boundary what="The page">
      {alone ? (
        <Alone {...{ store, session_id, origin }} asked={new URLSearchParams(location.search)} />
      ) : (
        <App {...{ store, session_id, origin }} send={(command) => socket.send(command)} />
      )}
    </Boundary>,
  );
}
