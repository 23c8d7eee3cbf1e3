// Stands for next/router, the older one.

import { createElement, type ReactNode } from "react";
import { router, usePlace } from "./place";

const events = { on: () => undefined, off: () => undefined, emit: () => undefined };

export function useRouter() {
  const { pathname, search, hash, searchParams } = usePlace();
  const query = Object.fromEntries(searchParams);
  const asPath = pathname + search + hash;
  return {
    ...router,
    pathname,
    asPath,
    query,
    route: pathname,
    basePath: "",
    isReady: true,
    isFallback: false,
    events,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: any component may be wrapped
export const withRouter = (type: any) => (props: object) => createElement(Routed, { $type: type, ...props });

// biome-ignore lint/suspicious/noExplicitAny: any component may be wrapped
function Routed({ $type, ...props }: any): ReactNode {
  return createElement($type, { ...props, router: useRouter() });
}

export default { ...router, events };
