/** Runs a script of tests against the artifact, each on a fresh mount: describe, test, expect, render, screen, user. */
import * as library from "@testing-library/dom";
import * as domMatchers from "@testing-library/jest-dom/matchers";
import userEvent from "@testing-library/user-event";
import { customMatchers, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from "@vitest/expect";
import * as chai from "chai";
import * as clock from "./clock.mjs";
import { load, requirePackage } from "./program.mjs";
import { clear, fail, fault, mount, pump, settle, unmount } from "./stage.mjs";
import { tree } from "../seen/tree.mjs";

const MOST_TESTS = 50;
const TEST_MS = 10_000; // virtual time

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
const expect = (value, message) => chai.expect(value, message);
Object.assign(expect, chai.expect);
expect.extend = (matchers) => chai.expect.extend(expect, matchers);
expect.extend(customMatchers);
expect.extend(Object.fromEntries(Object.entries(domMatchers).filter(([, matcher]) => typeof matcher === "function")));

library.configure({
  getElementError: (message) =>
    Object.assign(new Error(`${message ?? ""}\n${tree(document.body).slice(0, 1500)}`), { name: "TestingLibraryElementError" }),
  asyncWrapper: async (act) => {
    const made = await act();
    await settle(clock.now + 20);
    return made;
  },
  eventWrapper: (act) => {
    let made;
    requirePackage("react-dom").flushSync(() => {
      made = act();
    });
    return made;
  },
});

/** @typedef {{ name: string, ok: boolean, error: string }} Result */

/** @param {string} path of the script, which is among the artifact's modules @returns {Promise<Result[]>} */
export async function runTests(path) {
  const tests = [];
  const scopes = [{ name: "", before: [], after: [] }];
  const describe = (name, body) => {
    scopes.push({ name, before: [], after: [] });
    body();
    scopes.pop();
  };
  const test = (name, body) => void tests.push({ name: [...scopes.map((scope) => scope.name), name].filter(Boolean).join(" › "), body, scopes: [...scopes] });
  for (const scoped of [describe, test]) Object.assign(scoped, { only: scoped, skip: () => {}, todo: () => {} });
  const hook = (when) => (body) => void scopes.at(-1)[when].push(body);
  const globals = {
    ...library,
    describe,
    test,
    it: test,
    expect,
    beforeEach: hook("before"),
    afterEach: hook("after"),
    user: userEvent.setup({ delay: null }),
    userEvent,
    render: (element) => shown(element),
  };
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  load(path);
  const results = [];
  for (const each of tests.slice(0, MOST_TESTS)) results.push(await one(each));
  return results;
}

async function one({ name, body, scopes }) {
  clear();
  try {
    if (usesEntry(body)) await mount();
    for (const { before } of scopes) for (const each of before) await pump(each(), clock.now + TEST_MS);
    await pump(body(), clock.now + TEST_MS);
    for (const { after } of scopes) for (const each of after) await pump(each(), clock.now + TEST_MS);
  } catch (error) {
    fail(error);
  }
  return { name, ok: fault() === null, error: fault() ?? "" };
}

/** A test that renders nothing itself is about the entry's component. */
const usesEntry = (body) => !/\brender\s*\(/.test(Function.prototype.toString.call(body));

function shown(element) {
  unmount();
  const done = mount(element === undefined ? undefined : () => element);
  const { body } = globalThis.document;
  return { container: body.querySelector("#root"), baseElement: body, ...library.within(body), unmount, done, rerender: () => shown(element) };
}
