// Stands for next/link: a plain link that moves the program's own address.

import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { go } from "./place";

type Address = string | { pathname?: string; query?: Record<string, string>; hash?: string };
type Props = Omit<ComponentProps<"a">, "href"> & {
  href?: Address;
  as?: string;
  replace?: boolean;
  scroll?: boolean;
  shallow?: boolean;
  prefetch?: boolean | null;
  passHref?: boolean;
  legacyBehavior?: boolean;
  locale?: string | false;
  onNavigate?: unknown;
};

function written(href: Address | undefined): string {
  if (typeof href === "string") return href;
  const query = new URLSearchParams(href?.query).toString();
  return (href?.pathname ?? "/") + (query && `?${query}`) + (href?.hash ?? "");
}

export default function Link(props: Props): ReactNode {
  const {
    href,
    as,
    replace,
    scroll,
    shallow,
    prefetch,
    passHref,
    legacyBehavior,
    locale,
    onNavigate,
    ...rest
  } = props;
  const to = written(as ?? href);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    rest.onClick?.(event);
    if (event.defaultPrevented || to.startsWith("#")) return;
    event.preventDefault();
    go(to, replace);
  };
  return <a {...rest} href={to} onClick={follow} />;
}

export const useLinkStatus = () => ({ pending: false });
