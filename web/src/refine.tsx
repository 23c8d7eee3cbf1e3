/** Refine: the newest version written anew by a larger model, as a version of its own. */
import { ChevronDown, Sparkles } from "lucide-react";
import { DropdownMenu as Menu } from "radix-ui";
import { nameOf, priceOf, refinedBy, refiners, vendorName } from "./models";
import type { ModelOffer } from "./protocol";

interface Props {
  offers: readonly ModelOffer[];
  version: number;
  /** Null while it cannot be asked for. */
  refine: ((version: number, model: string | null) => void) | null;
}

export function Refine({ offers, version, refine }: Props) {
  const [first, ...others] = refiners(offers);
  if (!first) return null;
  const begin = (offer: ModelOffer) => refine?.(version, refinedBy(offer));
  const label = `Refine with ${nameOf(first)}`;
  return (
    <div className="flex max-w-full min-w-0">
      <button
        type="button"
        className={`button min-w-0 ${others.length > 0 ? "rounded-r-none" : ""}`}
        disabled={refine === null}
        title={`Write version ${version} anew with ${nameOf(first)}, as a new version: this one stays`}
        onClick={() => begin(first)}
      >
        <Sparkles className="size-3.5 shrink-0" aria-hidden="true" />
        <span className="truncate">{label}</span>
      </button>
      {others.length > 0 && (
        <Menu.Root modal={false}>
          <Menu.Trigger
            className="button -ml-px rounded-l-none px-1.5"
            aria-label="Refine with another model"
            title="Refine with another model"
            disabled={refine === null}
          >
            <ChevronDown className="size-3.5" aria-hidden="true" />
          </Menu.Trigger>
          <Menu.Portal>
            <Menu.Content align="end" sideOffset={6} collisionPadding={12} className="menu w-72">
              {[first, ...others].map((offer) => (
                <Menu.Item key={offer.id} className="menu-item" onSelect={() => begin(offer)}>
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">{nameOf(offer)}</span>
                    <span className="block text-xs text-muted">
                      {vendorName(offer.model.vendor)} · {priceOf(offer)}
                    </span>
                  </span>
                </Menu.Item>
              ))}
            </Menu.Content>
          </Menu.Portal>
        </Menu.Root>
      )}
    </div>
  );
}
