/** The models that the server offers: what is said of each, which one will be asked, which ones refine. Pure. */
import type { ModelOffer } from "./protocol";

export type Scope = "prompt" | "session";

const VENDORS: Record<string, string> = {
  anthropic: "Anthropic",
  openai: "OpenAI",
  gemini: "Google",
  "openai-compatible": "Local server",
  atelier: "Built in",
};

/** The models' own names are long enough: a vendor's id says no more than its name. */
export const vendorName = (vendor: string): string => VENDORS[vendor] ?? vendor;

export function nameOf(offer: ModelOffer): string {
  return offer.model.built_in ? "Built-in sketch model" : offer.model.name;
}

/** Of an id that may be no model's any more: after another start of the server, say. */
export function nameOfId(offers: readonly ModelOffer[], id: string): string {
  const offer = offers.find((each) => each.id === id);
  return offer ? nameOf(offer) : id.slice(id.indexOf(":") + 1);
}

/** `$4`, `$0.10`, `$0.075`. */
function dollars(usd: number): string {
  if (Number.isInteger(usd)) return `$${usd}`;
  return `$${usd.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 3 })}`;
}

/** For a million tokens. */
export function priceOf({ model, input_usd, output_usd }: ModelOffer): string {
  if (input_usd === null || output_usd === null) return "price unknown";
  if (model.built_in || (input_usd === 0 && output_usd === 0)) return "no charge";
  return `${dollars(input_usd)} in, ${dollars(output_usd)} out`;
}

/** The model of a purpose where nobody picks one. */
export function askedFor(offers: readonly ModelOffer[], purpose: string): ModelOffer | null {
  return offers.find(({ asked_for }) => asked_for.includes(purpose)) ?? null;
}

/** `Auto: draft X, refine Y`, or the one model of both. */
export function autoText(offers: readonly ModelOffer[]): string {
  const [draft, final] = [askedFor(offers, "draft"), askedFor(offers, "final")];
  if (!draft || !final) return "Auto";
  if (draft.id === final.id) return `Auto: ${nameOf(draft)}`;
  return `Auto: draft ${nameOf(draft)}, refine ${nameOf(final)}`;
}

/** The same where there is little room. */
export function shortAutoText(offers: readonly ModelOffer[]): string {
  return autoText(offers).replace(/, refine .*/, "");
}

/** What the next prompt will be written by, and how long that holds. `pick` goes before `pinned`. */
export function chosenText(
  offers: readonly ModelOffer[],
  pick: string | null,
  pinned: string | null,
): { name: string; holds: string } {
  if (pick !== null) return { name: nameOfId(offers, pick), holds: "for the next prompt" };
  if (pinned === null) return { name: autoText(offers), holds: "" };
  const gone = offers.every(({ id }) => id !== pinned);
  return { name: nameOfId(offers, pinned), holds: gone ? "not on this server: pick another" : "" };
}

/** Why there is nothing to pick, null if there is. */
export function whyNoChoice(offers: readonly ModelOffer[], pinned: string | null): string | null {
  if (offers.length > 1 || (pinned !== null && offers.every(({ id }) => id !== pinned))) return null;
  return "The only model here. Another key or a local model adds to it.";
}

/** Those that a version is refined by, the one that is offered first in front: what is largest. Empty if the
 * built-in model is alone. */
export function refiners(offers: readonly ModelOffer[]): ModelOffer[] {
  const real = offers.filter(({ model }) => !model.built_in);
  const large = real.filter(({ purposes }) => purposes.includes("final"));
  const place = ({ purposes, asked_for }: ModelOffer) =>
    purposes.indexOf("final") - (asked_for.includes("final") ? 0.5 : 0);
  return (large.length > 0 ? large : real).toSorted((one, other) => place(one) - place(other));
}

/** What a refinement by this model names on the wire: nothing where the router would take it anyway. */
export function refinedBy({ id, asked_for }: ModelOffer): string | null {
  return asked_for.includes("final") ? null : id;
}
