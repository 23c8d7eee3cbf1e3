const confetti = Object.assign(async () => null, {
  create: () => confetti,
  reset: () => {},
  shapeFromPath: () => ({}),
  shapeFromText: () => ({}),
});

module.exports = { __esModule: true, default: confetti, ...confetti };
