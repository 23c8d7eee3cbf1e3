// Owns the picture that stands where an image cannot come from: the preview has no network and no files. Pure.

const DEFAULT = 200;
const MAX = 4000;
const BACKGROUND = { width: 800, height: 500 };
const URLS = /url\((["']?)(?!["']?(?:data:|blob:|#))([^"')]*)\1\)/gi;
const SHOWN = /^(?:data:|blob:|#|$)/i;

const size = (value: unknown): number => {
  const number = Number.parseInt(String(value), 10);
  return number > 0 ? Math.min(number, MAX) : 0;
};

const escaped = (text: string): string =>
  text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** `src`, or a neutral drawing in its place. `/placeholder.svg?width=300&height=200&text=Sofa` says how large and what. */
export function pictureOf(
  src: unknown,
  asked: { width?: unknown; height?: unknown } = {},
): string | undefined {
  const given = typeof src === "object" && src !== null && "src" in src ? src.src : src;
  if (given === undefined || given === null) return undefined;
  const address = String(given);
  if (SHOWN.test(address)) return address;
  const query = new URLSearchParams(address.split("?")[1] ?? "");
  const width =
    size(query.get("width") ?? query.get("w")) || size(asked.width) || size(asked.height) || DEFAULT;
  const height = size(query.get("height") ?? query.get("h")) || size(asked.height) || width;
  return draw(width, height, query.get("text") ?? query.get("query") ?? "");
}

/** Styles with a neutral drawing for each picture that they name. */
export const withPictures = (styles: string): string =>
  styles.replace(URLS, (_all, _quote, address) => `url("${pictureOf(address, BACKGROUND)}")`);

/** A frame, a sun and two hills, in a grey that fits light and dark pages. */
function draw(width: number, height: number, text: string): string {
  const unit = Math.min(width, height) / 10;
  const x = width / 2;
  const y = height / 2;
  const label = text
    ? `<text x="${x}" y="${y + 3.4 * unit}" font-family="sans-serif" font-size="${Math.max(8, unit)}" text-anchor="middle" fill="#71717a">${escaped(text.slice(0, 40))}</text>`
    : "";
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="100%" height="100%" fill="#a1a1aa" fill-opacity=".25"/>` +
    `<g fill="none" stroke="#a1a1aa" stroke-width="${unit / 4}" stroke-linejoin="round">` +
    `<circle cx="${x + unit}" cy="${y - 1.2 * unit}" r="${unit / 2}"/>` +
    `<path transform="translate(${x} ${y}) scale(${unit})" stroke-width=".25" d="M-2.4 1.6-.8-.6.4.8 1 .2 2.4 1.6"/></g>${label}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
