const { named, nothing } = require("./anything.cjs");

const none = () => null;
module.exports = named({ __esModule: true, default: nothing() }, (name) => (/^use[A-Z]/.test(name) ? nothing() : none));
