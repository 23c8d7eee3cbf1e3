// biome-ignore-all lint/correctness/noComponentHookFactories: parts are made once, when their module loads
// Owns how a part of a component is made: an element or primitive with a `data-slot`, its look, and a safe place to stand.
// Invariant: a part never throws for want of its root. While a program streams, or when a section is shown alone, a part can
// be mounted outside of what it belongs to; then it brings a root of its own.

import {
  Children,
  type ComponentProps,
  type ComponentType,
  createContext,
  type ElementType,
  isValidElement,
  type ReactNode,
  useContext,
} from "react";
import { cn } from "./utils";

type Parent = { children?: ReactNode };

/** A root and the knowledge of being inside one. */
export interface Family<P> {
  Root: (props: P) => ReactNode;
  /** Its children, inside the nearest root, or else inside one of their own. */
  Inside: (props: Parent) => ReactNode;
}

/** `alone` are the props of the root that a part without one brings along. */
export function family<P extends Parent>(root: ComponentType<P>, alone: NoInfer<P>): Family<P> {
  const Type = root as ComponentType<Parent>;
  const Here = createContext(false);
  const Root = (props: P) => (
    <Here value={true}>
      <Type {...props} />
    </Here>
  );
  const Inside = ({ children }: Parent) => (useContext(Here) ? children : <Root {...alone}>{children}</Root>);
  return { Root, Inside };
}

type Look = { className?: string | undefined; asChild?: boolean } & Parent;

/** A component of `type` with a slot name, a look that `className` adds to, and the family it belongs to. */
export function part<T extends ElementType>(
  type: T,
  slot: string,
  look = "",
  within?: Pick<Family<never>, "Inside">,
): (props: ComponentProps<T>) => ReactNode {
  const Type: ElementType = type;
  function Part({ className, ...props }: Look): ReactNode {
    const made = <Type data-slot={slot} className={cn(look, className) || undefined} {...single(props)} />;
    return within ? <within.Inside>{made}</within.Inside> : made;
  }
  Part.displayName = slot.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Part as (props: ComponentProps<T>) => ReactNode;
}

/** `asChild` wants exactly one element: lists of one are unpacked, and anything else is shown as ordinary children. */
export function single<P extends { asChild?: boolean | undefined; children?: ReactNode }>(props: P): P {
  if (!props.asChild || isValidElement(props.children)) return props;
  const [only, ...others] = Children.toArray(props.children);
  return isValidElement(only) && others.length === 0
    ? { ...props, children: only }
    : { ...props, asChild: false };
}
