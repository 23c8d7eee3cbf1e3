const { named, nothing } = require("./anything.cjs");

module.exports = named({ __esModule: true, default: nothing() });
