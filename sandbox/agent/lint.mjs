/** oxlint as a language server: one process for as long as the box lives, asked with texts that are in no file. */
import { spawn } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";

const CODE = /\.(?:tsx|ts|jsx|js)$/;
const LANGUAGES = { tsx: "typescriptreact", ts: "typescript", jsx: "javascriptreact", js: "javascript" };
const ANSWER_MS = 3000;

/** @typedef {{ path: string, line: number, message: string }} Problem */

export class Linter {
  #child;
  #folder;
  #heard = Buffer.alloc(0);
  #replies = new Map();
  #told = new Map();
  #asked = 0;
  #ended = null;

  /** @param {URL} tools */
  static async open(tools) {
    const linter = new Linter(tools);
    const root = pathToFileURL(linter.#folder).href;
    await linter.#request("initialize", {
      processId: null,
      rootUri: root,
      workspaceFolders: [{ uri: root, name: "artifact" }],
      capabilities: { textDocument: { publishDiagnostics: {} } },
      initializationOptions: [{ workspaceUri: root, options: { run: "onType" } }],
    });
    linter.#send({ method: "initialized", params: {} });
    await linter.lint({ "App.tsx": "export default () => null" });
    return linter;
  }

  constructor(tools) {
    const program = fileURLToPath(new URL("node_modules/oxlint/bin/oxlint", tools));
    const folder = fileURLToPath(new URL("lint/", tools));
    this.#folder = folder;
    this.#child = spawn(process.argv0, [...allowed(tools), program, "--lsp"], { stdio: ["pipe", "pipe", "ignore"], cwd: folder, env: { RAYON_NUM_THREADS: "1", TOKIO_WORKER_THREADS: "1" } });
    const end = () => {
      this.#ended = new Error("oxlint has ended");
      for (const { reject } of [...this.#replies.values(), ...this.#told.values()]) reject(this.#ended);
    };
    this.#child.on("error", end).on("exit", end);
    this.#child.stdin.on("error", end);
    this.#child.stdout.on("data", (bytes) => this.#hear(bytes));
  }

  /** @param {Record<string, string>} files @param {(path: string) => void} [begun] @returns {Promise<Problem[]>} */
  async lint(files, begun = () => {}) {
    const problems = [];
    for (const [path, text] of Object.entries(files)) {
      const [, ending] = /\.(\w+)$/.exec(path) ?? [];
      if (!CODE.test(path)) continue;
      begun(path);
      // A name of our own: what oxlint reads is only the text that we send.
      const uri = pathToFileURL(`${this.#folder}${(this.#asked += 1)}.${ending}`).href;
      const told = this.#promised(this.#told, uri);
      this.#send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: LANGUAGES[ending], version: 1, text } } });
      for (const { range, code, message } of await told)
        if (code) problems.push({ path, line: range.start.line + 1, message: `${message.split("\n")[0]} (${code})` });
      this.#send({ method: "textDocument/didClose", params: { textDocument: { uri } } });
    }
    return problems;
  }

  #request(method, params) {
    const id = (this.#asked += 1);
    const reply = this.#promised(this.#replies, id);
    this.#send({ id, method, params });
    return reply;
  }

  #promised(waiting, key) {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("oxlint does not answer")), ANSWER_MS * 4);
      waiting.set(key, { resolve, reject });
      const settle = () => {
        clearTimeout(timer);
        waiting.delete(key);
      };
      waiting.get(key).resolve = (value) => (settle(), resolve(value));
      waiting.get(key).reject = (error) => (settle(), reject(error));
    });
  }

  #send(message) {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #hear(bytes) {
    this.#heard = Buffer.concat([this.#heard, bytes]);
    for (;;) {
      const end = this.#heard.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#heard.subarray(0, end).toString())?.[1]);
      if (this.#heard.length < end + 4 + length) return;
      this.#take(JSON.parse(this.#heard.subarray(end + 4, end + 4 + length).toString()));
      this.#heard = this.#heard.subarray(end + 4 + length);
    }
  }

  #take({ id, method, params, result }) {
    if (method === "textDocument/publishDiagnostics") this.#told.get(params.uri)?.resolve(params.diagnostics);
    else if (method !== undefined && id !== undefined)
      this.#send({ id, result: method === "workspace/configuration" ? params.items.map(() => null) : null });
    else this.#replies.get(id)?.resolve(result);
  }
}

/** From Node 24 on a child has the permissions of its parent, unless it is given others: a linter is native. */
function allowed(tools) {
  if (!process.execArgv.includes("--permission")) return [];
  return ["--permission", "--no-warnings", "--allow-addons", `--allow-fs-read=${fileURLToPath(tools)}`];
}
