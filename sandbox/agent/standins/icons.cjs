// Thousands of drawings that look the same to a check.
const { createElement } = require("react");
const { named } = require("./anything.cjs");

const Icon = ({ className, style, size = "1em", color, onClick, title }) =>
  createElement("svg", { className, style, color, onClick, width: size, height: size, "aria-label": title }, createElement("path", { d: "M3 3h18v18H3z" }));

module.exports = named({ __esModule: true, default: Icon, IconContext: { Provider: ({ children }) => children } }, () => Icon);
