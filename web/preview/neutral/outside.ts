// Owns what stand-ins need of the world outside the component: word to the page, a tally of what was used, and whether a
// person has just acted. One per document, made by boot.ts, handed to every stand-in.

import type { FromFrame, Neutralised } from "../../src/said";

export type Realm = Window & typeof globalThis;

/** What an API's stand-in rejects with; report.ts does not count it as the component's fault. */
export class Unavailable extends Error {
  override readonly name = "NotAllowedError";
}

const TELL_MS = 500;

export class Outside {
  private readonly tally = new Map<Neutralised, { count: number; example: string }>();
  private readonly changed = new Set<Neutralised>();
  private timer = 0;

  constructor(
    readonly realm: Realm,
    readonly say: (message: FromFrame) => void,
  ) {}

  /** Counts a use of something that only a stand-in answers; the page is told at most twice a second. */
  used(what: Neutralised, example = ""): void {
    const known = this.tally.get(what) ?? { count: 0, example: "" };
    this.tally.set(what, { count: known.count + 1, example: example.slice(0, 200) || known.example });
    this.changed.add(what);
    if (this.timer === 0) this.timer = this.realm.setTimeout(() => this.tell(), TELL_MS);
  }

  /** Another component is shown: the tally starts anew. */
  forget(): void {
    this.tally.clear();
    this.changed.clear();
  }

  count(what: Neutralised): number {
    return this.tally.get(what)?.count ?? 0;
  }

  /** A click or a key press of a person, in the last five seconds. */
  get activated(): boolean {
    return this.realm.navigator.userActivation?.isActive === true;
  }

  private tell(): void {
    this.timer = 0;
    for (const what of this.changed) {
      const { count, example } = this.tally.get(what) ?? { count: 0, example: "" };
      this.say({ type: "neutralised", what, count, example });
    }
    this.changed.clear();
  }
}
