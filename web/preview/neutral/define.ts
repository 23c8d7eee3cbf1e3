// Owns how a browser API is replaced for good: later code can neither put the real one back nor delete the stand-in.

export function define(target: object, name: string, value: unknown): void {
  describe(target, name, { value, configurable: false, writable: false });
}

export function defineGetter(
  target: object,
  name: string,
  get: () => unknown,
  set?: (value: unknown) => void,
): void {
  describe(target, name, { get, set: set ?? (() => undefined), configurable: false });
}

function describe(target: object, name: string, described: PropertyDescriptor): void {
  try {
    Object.defineProperty(target, name, described);
  } catch {
    // The browser has fixed it already.
  }
}
