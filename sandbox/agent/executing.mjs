/** The ops that execute artifacts, in processes or in virtual machines: which limits each has, and what of their words is passed on. */

const MAX_ERROR_CHARS = 2000;
const MAX_TEXT_CHARS = 20_000;
const MOST = 50;
const MOST_LOGS = 20;
const MAX_LOG_BYTES = 2000; // of all lines together
// Far above what an honest component needs; a busy machine is given more (runners.mjs).
export const RUNNER_LIMIT_MS = { render: 4000, mount: 5000, use: 6000, accessibility: 5000, render_text: 6000, run_tests: 9000 };
const TESTS = "atelier.test.tsx";
const HARNESS = /^[ \t]*import\b[^;'"]*["'](?:vitest|@jest\/globals|@testing-library\/[\w-]+(?:\/[\w-]+)?)["'];?/gm;

const text = (value, most = MAX_ERROR_CHARS) => String(value ?? "").slice(0, most);
const count = (value) => (Number.isSafeInteger(value) ? value : 0);
const list = (value) => (Array.isArray(value) ? value.slice(0, MOST) : []);

/** The last lines that fit. */
function logs(value) {
  const lines = list(value).slice(-MOST_LOGS).map((line) => text(line, 500));
  let bytes = 0;
  const first = lines.findLastIndex((line) => (bytes += Buffer.byteLength(line)) > MAX_LOG_BYTES);
  return lines.slice(first + 1);
}

/**
 * @param {{ run(op: string, files: Record<string, string>, entry: string, limitMs: number, more?: object): Promise<import("./runners.mjs").Said> }} place
 * @param {Record<string, number>} limits by op: what the place can do, and ms of each
 */
export function executing(place, limits) {
  const run = async (op, { files, entry, cpu_ms = limits[op] }, more) => {
    const said = await place.run(op, files, entry, Math.min(cpu_ms, limits[op]), more);
    return { said, verdict: { ok: said.ok, error: text(said.error) } };
  };
  const ops = {
    async render(payload) {
      return (await run("render", payload)).verdict;
    },
    async mount(payload) {
      const { said, verdict } = await run("mount", payload);
      return { ...verdict, text_length: count(said.text_length), elements: count(said.elements), logs: logs(said.logs) };
    },
    async use(payload) {
      const { said, verdict } = await run("use", payload);
      return { ...verdict, acts: count(said.acts), all: said.all === true, during: text(said.during, 100), logs: logs(said.logs) };
    },
    async accessibility(payload) {
      const { said, verdict } = await run("accessibility", payload);
      return { ...verdict, problems: list(said.problems).map((problem) => text(problem, 400)) };
    },
    async render_text(payload) {
      const { said, verdict } = await run("render_text", payload);
      return { ...verdict, text: text(said.text, MAX_TEXT_CHARS) };
    },
    async run_tests({ files, entry, tests }) {
      // What the harness' packages export is there as globals; the lines stay, so that the numbers are right.
      const script = text(tests, 100_000).replace(HARNESS, "");
      const { said, verdict } = await run("run_tests", { files: { ...files, [TESTS]: script }, entry }, { path: TESTS });
      const results = list(said.tests).map(({ name, ok, error }) => ({ name: text(name, 300), ok: ok === true, error: text(error, 1000) }));
      return { ...verdict, tests: results, logs: logs(said.logs) };
    },
  };
  return Object.fromEntries(Object.entries(ops).filter(([op]) => Object.hasOwn(limits, op)));
}
