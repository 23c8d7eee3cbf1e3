/** The entry: one store, one socket, one page. The session is named by the address, /s/<id>. */
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { Boundary } from "./boundary";
import { SessionSocket } from "./socket";
import { Store } from "./store";
import "./styles.css";

const session_id = /^\/s\/([^/]+)$/.exec(location.pathname)?.[1];
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
      <App store={store} session_id={session_id} send={(command) => socket.send(command)} />
    </Boundary>,
  );
}
