/** What an artifact on its stage can be asked, and how it is answered. Used inside the VM and in the runner. */
import { problems } from "../seen/axe.mjs";
import { tree } from "../seen/tree.mjs";
import * as clock from "./clock.mjs";
import { drain } from "./console.mjs";
import * as stage from "./stage.mjs";
import { runTests } from "./tests.mjs";
import { during, use } from "./use.mjs";

const AXE_MS = 1000; // virtual time

export const verdict = (more = {}) => ({ ok: stage.fault() === null, error: stage.fault() ?? "", ...more });

/**
 * @param {number} mostElements that axe-core looks at in a second or two
 * @param {() => boolean} [enough] whether an op that may stop early shall
 */
export const opsOf = (mostElements, enough) => ({
  render() {
    stage.render();
    return verdict();
  },
  async mount() {
    drain(); // a server's rendering has said the same
    await stage.mount();
    return verdict({ ...stage.size(), logs: drain() });
  },
  async use() {
    const { acts, all } = await use(enough);
    return verdict({ acts, all, during, logs: drain() });
  },
  /** Of what use has broken, as it is before anybody uses it. */
  async accessibility() {
    if (stage.fault() !== null) stage.clear();
    await stage.mount();
    return verdict({ problems: await stage.pump(problems(document.body, mostElements), clock.now + AXE_MS) });
  },
  async render_text() {
    await stage.mount();
    return verdict({ text: stage.fault() === null ? tree(document.body) : "" });
  },
  /** `path`: of the script, which is among the artifact's modules. */
  async run_tests({ path }) {
    drain();
    const tests = await runTests(path);
    return { ok: tests.length > 0 && tests.every(({ ok }) => ok), error: tests.length > 0 ? "" : "The script has no tests", tests, logs: drain() };
  },
});
