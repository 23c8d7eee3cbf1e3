/** Which model writes: a menu button in the prompt box, for the next prompt or for the whole session. */
import { Check, ChevronDown, Cpu, Eye } from "lucide-react";
import { DropdownMenu as Menu } from "radix-ui";
import { useState } from "react";
import {
  askedFor,
  chosenText,
  nameOf,
  priceOf,
  type Scope,
  shortAutoText,
  vendorName,
  whyNoChoice,
} from "./models";
import type { ModelOffer } from "./protocol";

interface Props {
  offers: readonly ModelOffer[];
  /** The id for the next prompt alone. */
  pick: string | null;
  setPick(id: string | null): void;
  /** The id for the session. */
  pinned: string | null;
  pin(id: string | null): void;
  /** Why the session's model cannot be changed now; null if it can. */
  locked: string | null;
  /** The next prompt has some, so that not every model will do. */
  pictures: boolean;
}

const AUTO = "auto";

export function Picker(props: Props) {
  const { offers, pick, setPick, pinned, pin, locked, pictures } = props;
  const [scope, setScope] = useState<Scope>("session");
  const now: Scope = locked !== null || pick !== null ? "prompt" : scope;
  const { name, holds } = chosenText(offers, pick, pinned);
  const said = holds ? `${name}, ${holds}` : name;
  const why = whyNoChoice(offers, pinned);
  const [first] = offers;
  if (!first || (why !== null && first.model.built_in)) return null; // the note below the box says so
  if (why !== null)
    return (
      <p className="flex min-w-0 items-center gap-1.5 px-1.5 text-xs text-muted" title={why}>
        <Cpu className="size-3.5 shrink-0" aria-hidden="true" />
        <span className="truncate">{nameOf(first)}</span>
        <span className="sr-only">{why}</span>
      </p>
    );

  const choose = (value: string) => {
    const id = value === AUTO ? null : value;
    if (now === "prompt") return setPick(id);
    setPick(null);
    pin(id);
  };
  const chosen = now === "prompt" ? pick : pinned;
  return (
    <Menu.Root modal={false} onOpenChange={(opens) => opens && setScope("session")}>
      <Menu.Trigger
        className="button button-quiet min-w-0 shrink px-1.5 font-normal data-[state=open]:bg-raised data-[state=open]:text-ink"
        aria-label={`Model: ${said}`}
        title={said}
      >
        <Cpu className="size-3.5 shrink-0" aria-hidden="true" />
        <span className="truncate">{(pick ?? pinned) ? name : shortAutoText(offers)}</span>
        {holds !== "" && <span className="shrink-0 text-xs text-accent">{pick === null ? "!" : "once"}</span>}
        <ChevronDown className="size-3.5 shrink-0" aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content side="top" align="start" sideOffset={6} collisionPadding={12} className="menu w-80">
          <Menu.RadioGroup
            value={now}
            onValueChange={(value) => {
              setScope(value as Scope);
              if (value === "session") setPick(null);
            }}
            className="segments m-1 mb-1.5"
            aria-label="How long"
          >
            <Menu.RadioItem
              value="session"
              className="segment"
              disabled={locked !== null}
              onSelect={(event) => event.preventDefault()}
            >
              This session
            </Menu.RadioItem>
            <Menu.RadioItem value="prompt" className="segment" onSelect={(event) => event.preventDefault()}>
              Next prompt
            </Menu.RadioItem>
          </Menu.RadioGroup>
          {locked !== null && <p className="px-2.5 pb-1.5 text-xs text-muted">{locked}</p>}
          <Menu.RadioGroup value={chosen ?? AUTO} onValueChange={choose} aria-label="Model">
            <Row value={AUTO} {...auto(offers, now === "prompt" ? pinned : null)} />
            {offers.map((offer) => (
              <Row
                key={offer.id}
                value={offer.id}
                name={nameOf(offer)}
                about={[
                  vendorName(offer.model.vendor),
                  ...(offer.model.built_in ? [] : [priceOf(offer)]),
                ].join(" · ")}
                sees={offer.images}
                blind={pictures && !offer.images}
              />
            ))}
          </Menu.RadioGroup>
          <p className="border-t border-line px-2.5 pt-2 pb-1 text-xs text-muted">
            Dollars for a million tokens. <Eye className="mb-px inline size-3.5" aria-hidden="true" /> sees
            pictures.
          </p>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** What it means to pick none: the session's model, or what the router chooses by purpose. */
function auto(offers: readonly ModelOffer[], pinned: string | null): { name: string; about: string } {
  if (pinned !== null) return { name: "As the session", about: chosenText(offers, null, pinned).name };
  const names = (["draft", "edit", "final"] as const).map((purpose) => askedFor(offers, purpose));
  const [draft, edit, final] = names.map((offer) => offer && nameOf(offer));
  const large = edit && edit !== draft ? `, large edits ${edit}` : "";
  return { name: "Auto", about: `Draft ${draft}${large}, refine ${final}` };
}

interface RowProps {
  value: string;
  name: string;
  about: string;
  sees?: boolean;
  blind?: boolean;
}

function Row({ value, name, about, sees = false, blind = false }: RowProps) {
  return (
    <Menu.RadioItem value={value} className="menu-item">
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5 font-medium">
          <span className="truncate">{name}</span>
          {sees && (
            <>
              <Eye className="size-3.5 shrink-0 text-muted" aria-hidden="true" />
              <span className="sr-only">, sees pictures</span>
            </>
          )}
        </span>
        <span className="block text-xs text-muted">{about}</span>
        {blind && <span className="block text-xs text-warn">Cannot see the picture of this prompt</span>}
      </span>
      <Menu.ItemIndicator className="shrink-0">
        <Check className="size-4 text-accent" aria-hidden="true" />
      </Menu.ItemIndicator>
    </Menu.RadioItem>
  );
}
