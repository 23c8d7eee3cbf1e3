const { createElement } = require("react");
const { named, nothing } = require("./anything.cjs");

module.exports = named({
  __esModule: true,
  default: nothing(),
  Canvas: ({ className, style }) => createElement("canvas", { className, style }),
  useFrame: () => null,
});
