// Any name is there, and does nothing: for packages that draw on a canvas, which the VM has not.
const nothing = () =>
  new Proxy(class {}, {
    get: (target, key) =>
      key === Symbol.toPrimitive ? () => 0 : key === Symbol.iterator ? function* () {} : key in target ? target[key] : nothing(),
    set: () => true,
    apply: () => nothing(),
    construct: () => nothing(),
  });

/** @param {Record<string, unknown>} known @param {(name: string) => unknown} other */
module.exports.named = (known, other = nothing) => {
  const made = new Map();
  return new Proxy(known, {
    get(_target, name) {
      if (typeof name === "symbol" || name === "then" || name in known) return known[name];
      if (!made.has(name)) made.set(name, other(name));
      return made.get(name);
    },
    has: (_target, name) => typeof name === "string",
  });
};
module.exports.nothing = nothing;
