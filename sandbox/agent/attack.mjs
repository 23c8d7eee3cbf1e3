/**
 * What hostile native code in a box would try, as if it had broken out of the VM: the drivers' self-test and the
 * attack suite start it in the agent's place, without Node's permission model. It reads the same JSON lines;
 * the op is the attack, the result `{escaped, said}`.
 */
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import {
  chmodSync,
  copyFileSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { createInterface } from "node:readline";

const PLACES = ["/", "/app", "/bin", "/dev", "/dev/shm", "/etc", "/lib64", "/proc", "/run", "/sys", "/var/tmp"];
const SCRATCH = ["/tmp", "/work", "/dev/shm", "/run", "/var/tmp", "/app", "/"];
const RESERVED = 65532; // who the box's program may be
// A cluster tells every pod where its API is; nothing in there is secret.
const MINE = /^(PATH|HOSTNAME|HOME|NODE_VERSION|YARN_VERSION|PWD|KUBERNETES_\w+)$/;

/** What `tried` gave, or null if it threw. */
function attempt(tried) {
  try {
    return tried();
  } catch {
    return null;
  }
}

const told = (escaped, said) => ({ escaped, said: String(said).slice(0, 500) });

function reached(options) {
  return new Promise((resolve) => {
    const socket = connect(options);
    const end = (said) => {
      socket.destroy();
      resolve(said);
    };
    socket.setTimeout(500, () => end(null));
    socket.on("connect", () => end(JSON.stringify(options)));
    socket.on("error", () => end(null));
  });
}

function sent(port) {
  return new Promise((resolve) => {
    const socket = attempt(() => createSocket("udp4"));
    if (socket === null) return resolve(null);
    socket.on("error", () => resolve(null));
    socket.send("out", port, "127.0.0.1", (error) => resolve(error ? null : `udp ${port}`));
  });
}

const idle = () =>
  new Promise((resolve) => {
    const child = attempt(() => spawn(process.argv0, ["-e", "setInterval(() => {}, 1e6)"], { stdio: "ignore" }));
    if (child === null) return resolve(null);
    child.on("error", () => resolve(null));
    child.on("spawn", () => setTimeout(() => resolve(child.exitCode === null ? child : null), 50));
  });

const attacks = {
  ping: () => ({}),

  /** Host files by their names, through links and through other processes' roots. */
  read({ paths, marker }) {
    const ways = (path) => [path, `/proc/1/root${path}`, `/proc/self/root${path}`, `/app/../../..${path}`];
    for (const path of paths.flatMap(ways)) {
      const text = attempt(() => readFileSync(path, "latin1")) ?? attempt(() => readdirSync(path).join());
      const own = text !== null && /^(sandbox:x:65532[^\n]*\n?)?$/.test(text);
      if (text !== null && !own && (marker === undefined || text.includes(marker))) return told(true, `${path}: ${text}`);
    }
    return told(false, "");
  },

  /** Files where programs and settings are, and switches of the kernel. */
  write() {
    const places = PLACES.map((place) => `${place === "/" ? "" : place}/left-behind`);
    for (const path of [...places, "/app/agent.mjs", "/bin/node", "/etc/passwd"]) {
      if (path.startsWith("/dev/shm")) continue; // an engine's own, empty and gone with the box
      if (attempt(() => writeFileSync(path, "x", { flag: "a" }) ?? path) !== null) return told(true, path);
    }
    for (const path of ["/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/1/oom_score_adj"])
      if (attempt(() => writeSync(openSync(path, "w"), "x")) !== null && path !== "/proc/1/oom_score_adj") return told(true, path);
    return told(false, "");
  },

  /** A link out of the box, made where one can write, and read through. */
  link({ target }) {
    for (const place of SCRATCH) {
      for (const [made, make] of [[`${place}/s`, symlinkSync], [`${place}/h`, linkSync]]) {
        attempt(() => make(target, made));
        const text = attempt(() => readFileSync(made, "latin1"));
        if (text !== null) return told(true, `${made}: ${text}`);
      }
    }
    return told(false, "");
  },

  /** A program of one's own, put where one can write. */
  async drop() {
    for (const place of SCRATCH) {
      const path = `${place}/dropped`;
      if (attempt(() => copyFileSync(process.argv0, path) ?? chmodSync(path, 0o755) ?? path) === null) continue;
      const ran = await new Promise((resolve) => {
        const child = attempt(() => spawn(path, ["--version"], { stdio: "ignore" }));
        if (child === null) return resolve(false);
        child.on("error", () => resolve(false));
        child.on("exit", (code) => resolve(code === 0));
      });
      if (ran) return told(true, path);
    }
    return told(false, "");
  },

  /** `loopback`: the box has one of its own, where a datagram may be sent to nobody. `network`: it has an interface, as
   * every pod, behind which nothing may answer, not even the API of its cluster. */
  async connect({ ports = [22, 80, 6379], sockets = [], hosts = [], loopback = false, network = false }) {
    const here = ["127.0.0.1", "::1", "0.0.0.0", "169.254.169.254", ...hosts];
    const tries = ports.flatMap((port) => here.map((host) => reached({ host, port })));
    const paths = ["/var/run/docker.sock", "/run/dbus/system_bus_socket", ...sockets];
    for (const path of paths) tries.push(reached({ path }), reached({ path: `\0${path}` }));
    if (!loopback) tries.push(sent(ports[0]));
    const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;
    if (host && port) tries.push(reached({ host, port: Number(port) }));
    const found = (await Promise.all(tries)).filter((said) => said !== null);
    const outside = Object.keys(attempt(networkInterfaces) ?? {}).filter((name) => name !== "lo" && !network);
    return told(found.length + outside.length > 0, [...found, ...outside].join());
  },

  async resolve() {
    return told(await lookup("example.com").then(() => true, () => false), "");
  },

  /** Other processes: seen, signalled, or their memory opened. */
  signal({ pids = [] }) {
    for (const pid of pids) if (attempt(() => process.kill(pid, 0)) !== null) return told(true, `signalled ${pid}`);
    if (attempt(() => process.setuid(0) ?? true) !== null) return told(true, "is root");
    const seen = (attempt(() => readdirSync("/proc")) ?? []).filter((name) => /^\d+$/.test(name));
    const others = seen.filter((pid) => {
      const status = attempt(() => readFileSync(`/proc/${pid}/status`, "latin1")) ?? "";
      return !new RegExp(`^Uid:\\t${RESERVED}\\t`, "m").test(status);
    });
    return told(others.length > 0, others.join());
  },

  environment({ marker }) {
    const first = attempt(() => readFileSync("/proc/1/environ", "latin1")) ?? "";
    const names = [...Object.keys(process.env), ...first.split("\0").map((pair) => pair.split("=")[0])];
    const unknown = names.filter((name) => name !== "" && !MINE.test(name));
    const leaked = marker !== undefined && (JSON.stringify(process.env) + first).includes(marker);
    return told(unknown.length > 0 || leaked, unknown.join());
  },

  /** As many processes as one gets. `escaped` is for the caller to say, who knows the limit. */
  async fork({ count }) {
    const alive = [];
    for (let i = 0; i < count && alive.length === i; i += 1) {
      const child = await idle();
      if (child !== null) alive.push(child);
    }
    for (const child of alive) child.kill("SIGKILL");
    return told(alive.length >= count, alive.length);
  },

  /** A process that shall outlive the box; its command line carries the mark. */
  async outlive({ mark }) {
    const child = attempt(() =>
      spawn(process.argv0, ["-e", "setInterval(() => {}, 1e6)", mark], { stdio: "ignore", detached: true }),
    );
    if (child === null) return told(false, "");
    child.on("error", () => {});
    child.unref();
    await new Promise((resolve) => setTimeout(resolve, 200));
    return told(false, child.pid);
  },

  /** Memory that is written to, in this process and in children, until something ends it. */
  async memory({ mib }) {
    const eat = `const a=[];for(let i=0;i<${mib / 16};i++)a.push(Buffer.alloc(16<<20,1));setInterval(()=>a,1e6)`;
    for (let i = 0; i < 8; i += 1) attempt(() => spawn(process.argv0, ["-e", eat], { stdio: "ignore" }).on("error", () => {}));
    const held = [];
    for (let i = 0; i < mib / 16; i += 1) held.push(Buffer.alloc(16 << 20, 1));
    await new Promise((resolve) => setTimeout(resolve, 3000));
    return told(true, `${held.length * 16} MiB`);
  },

  spin() {
    for (;;);
  },

  /** Lines that answer nothing, faster than anybody reads. */
  flood() {
    for (;;) attempt(() => writeSync(1, `${JSON.stringify({ id: "?", ok: true, result: {} })}\n`.repeat(500)));
  },

  /** `text`, as it is, where the reply would be. */
  say({ text, times = 1 }) {
    const all = text.repeat(times);
    for (let at = 0; at < all.length; ) at += attempt(() => writeSync(1, all.slice(at, at + 65536))) ?? 0;
    return new Promise(() => {});
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, op, payload } = JSON.parse(line);
  const result = await attacks[op](payload);
  process.stdout.write(`${JSON.stringify({ id, ok: true, result })}\n`);
}
process.exit(0);
