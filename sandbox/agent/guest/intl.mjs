/**
 * QuickJS has no Intl. This one is for what components format: the shape of the output, not each locale's.
 * Imported before everything, because linkedom looks for Intl and Buffer when it loads.
 */
class PlainFormat {
  constructor(_locale, options = {}) {
    this.options = options;
  }
  format(value) {
    if (value instanceof Date) return value.toDateString();
    if (Array.isArray(value)) return value.join(", ");
    const { style, currency, minimumFractionDigits: least = 0, maximumFractionDigits: most } = this.options;
    const digits = style === "currency" ? (most ?? 2) : (most ?? Math.max(3, least));
    const number = Number(value) * (style === "percent" ? 100 : 1);
    const [whole, part = ""] = Math.abs(number).toFixed(Math.min(digits, 20)).split(".");
    const trimmed = style === "currency" ? part : part.replace(/0+$/, "").padEnd(least, "0");
    const text = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (trimmed ? `.${trimmed}` : "");
    const sign = number < 0 ? "-" : "";
    if (style === "currency") return `${sign}${currency === "USD" ? "$" : `${currency} `}${text}`;
    return sign + text + (style === "percent" ? "%" : "");
  }
  formatToParts(value) {
    return [{ type: "literal", value: this.format(value) }];
  }
  formatRange(from, to) {
    return `${this.format(from)} – ${this.format(to)}`;
  }
  resolvedOptions() {
    return { locale: "en-US", timeZone: "UTC", ...this.options };
  }
  select() {
    return "other";
  }
  of(code) {
    return String(code);
  }
  compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }
  segment(text) {
    return [...text].map((segment, index) => ({ segment, index }));
  }
  static supportedLocalesOf() {
    return ["en-US"];
  }
}
class PlainRelativeTime extends PlainFormat {
  format(value, unit) {
    return value < 0 ? `${-value} ${unit}s ago` : `in ${value} ${unit}s`;
  }
}
globalThis.Intl = { RelativeTimeFormat: PlainRelativeTime };
for (const name of [
  "NumberFormat",
  "DateTimeFormat",
  "ListFormat",
  "PluralRules",
  "DisplayNames",
  "Collator",
  "Segmenter",
])
  globalThis.Intl[name] = class extends PlainFormat {};
Number.prototype.toLocaleString = function (locale, options) {
  return new Intl.NumberFormat(locale, options).format(this);
};
