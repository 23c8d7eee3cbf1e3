/** What stands where the component will: nothing yet, or its outline while it is on its way. */
import type { Renderable } from "./renderable";

interface BlankProps {
  renderable: Renderable;
  running: boolean;
  /** It is not known yet whether there is anything to show. */
  waiting: boolean;
}

/** In place of a preview that has painted nothing. */
export function Blank({ renderable: { entry, final }, running, waiting }: BlankProps) {
  if (running) return <Skeleton says="Waiting for the first lines" />;
  if (waiting || (entry !== null && final)) return <Skeleton says="Loading" />;
  return <Empty cut={entry !== null} />;
}

/** `cut`: a turn was stopped before there was anything to see. */
function Empty({ cut }: { cut: boolean }) {
  return (
    <div className="absolute inset-0 grid place-items-center bg-canvas p-8 text-center">
      <div>
        <div className="wireframe mx-auto" aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
        <p className="mt-6 font-medium">Nothing to show yet</p>
        <p className="mt-1 text-sm text-muted">
          {cut
            ? "The turn was stopped too early. Continue it, or say what you want instead."
            : "Describe a component and watch it being built here."}
        </p>
      </div>
    </div>
  );
}

function Skeleton({ says }: { says: string }) {
  return (
    <div className="absolute inset-0 overflow-hidden bg-panel">
      <div className="skeleton" aria-hidden="true">
        <i className="h-8 w-2/5" />
        <i className="h-4 w-3/5" />
        <div className="mt-4 grid grid-cols-3 gap-4">
          <i className="h-28" />
          <i className="h-28" />
          <i className="h-28" />
        </div>
        <i className="mt-4 h-44" />
        <i className="h-4 w-4/5" />
        <i className="h-4 w-1/2" />
      </div>
      <p className="absolute inset-x-0 bottom-6 text-center text-xs text-muted">{says}</p>
    </div>
  );
}
