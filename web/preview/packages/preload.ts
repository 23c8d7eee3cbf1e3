// Owns that a package comes in one round: every file that it needs, as the build has written into the page (scripts/preview.mjs),
// is asked for at once, where the browser alone would learn of each from the one before.

interface Loads {
  files: string[];
  needs: Record<string, number[]>;
}

const asked = new Set<number>();
let loads: Loads | null = null;

function known(): Loads {
  const text = document.getElementById("loads")?.textContent;
  return text ? (JSON.parse(text) as Loads) : { files: [], needs: {} };
}

export function preload(module: string): void {
  loads ??= known();
  for (const place of loads.needs[module] ?? []) {
    if (asked.has(place)) continue;
    asked.add(place);
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.crossOrigin = "";
    link.href = `/frame/${loads.files[place]}`;
    document.head.append(link);
  }
}
