/** The preview's own bar: reload, widths, colours, a tab of its own. */
import { ExternalLink, Monitor, Moon, RotateCw, Smartphone, Sun, Tablet } from "lucide-react";
import type { ReactNode } from "react";
import { type Fit, PRESETS, type Width } from "./widths";

interface Props {
  width: Width;
  fit: Fit;
  setWidth(width: Width): void;
  dark: boolean;
  setDark(dark: boolean): void;
  reload(): void;
  /** Address of the preview alone. */
  href: string;
}

const ICONS = { phone: Smartphone, tablet: Tablet, desktop: Monitor } as const;

export function Toolbar({ width, fit, setWidth, dark, setDark, reload, href }: Props) {
  const shrunk = fit.scale < 1 ? ` · ${Math.round(fit.scale * 100)} %` : "";
  return (
    <div
      role="toolbar"
      aria-label="Preview"
      className="flex h-11 shrink-0 items-center gap-1 border-b border-line px-2"
    >
      <button
        type="button"
        className="button button-quiet px-2"
        aria-label="Reload"
        title="Reload"
        onClick={reload}
      >
        <RotateCw className="size-4" aria-hidden="true" />
      </button>
      <fieldset className="segments mx-auto" aria-label="Width">
        {PRESETS.map(({ id, name, px }) => {
          const Icon = ICONS[id];
          const title = px === null ? `${name}: all the room there is` : `${name}: ${px} px`;
          return (
            <Segment key={id} name={name} title={title} chosen={width === px} choose={() => setWidth(px)}>
              <Icon className="size-4" aria-hidden="true" />
            </Segment>
          );
        })}
        <output
          className="w-24 px-2 text-center font-mono text-xs text-muted tabular-nums max-sm:hidden"
          aria-label="Width"
        >
          {fit.px > 0 && `${Math.round(fit.px)} px${shrunk}`}
        </output>
      </fieldset>
      <fieldset className="segments" aria-label="Colours">
        <Segment name="Light" title="Light colours" chosen={!dark} choose={() => setDark(false)}>
          <Sun className="size-4" aria-hidden="true" />
        </Segment>
        <Segment name="Dark" title="Dark colours" chosen={dark} choose={() => setDark(true)}>
          <Moon className="size-4" aria-hidden="true" />
        </Segment>
      </fieldset>
      <a
        className="button button-quiet px-2"
        href={href}
        target="_blank"
        rel="noopener"
        aria-label="Open in new tab"
        title="Open in new tab"
      >
        <ExternalLink className="size-4" aria-hidden="true" />
      </a>
    </div>
  );
}

interface SegmentProps {
  name: string;
  title: string;
  chosen: boolean;
  choose(): void;
  children: ReactNode;
}

function Segment({ name, title, chosen, choose, children }: SegmentProps) {
  return (
    <button type="button" aria-label={name} aria-pressed={chosen} title={title} onClick={choose}>
      {children}
    </button>
  );
}
