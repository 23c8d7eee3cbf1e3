// Owns what a combobox chooses from: how an item is named, which items a text finds, and groups of them. Pure.

/** Items in a group, as they are given to a combobox that has several. */
export interface Group {
  value?: unknown;
  items: readonly unknown[];
}

const isGroup = (item: unknown): item is Group =>
  typeof item === "object" && item !== null && Array.isArray((item as { items?: unknown }).items);

/** The text of an item: its own, its `label`, or whatever it is as a text. */
export function labelOf(item: unknown, named?: ((item: never) => string) | undefined): string {
  if (item === null || item === undefined) return "";
  if (named) return named(item as never);
  const { label, value } = Object(item) as { label?: unknown; value?: unknown };
  return String(label ?? value ?? item);
}

/** `item` and `other` are the same choice. */
export function isSame(item: unknown, other: unknown): boolean {
  if (Object.is(item, other)) return true;
  const [a, b] = [Object(item), Object(other)] as { value?: unknown }[];
  return (
    typeof item === "object" && typeof other === "object" && a?.value !== undefined && a.value === b?.value
  );
}

/** The items that `fits` accepts; of groups, those that have any. */
export function found(items: readonly unknown[], fits: (item: unknown) => boolean): unknown[] {
  return items.flatMap((item) => {
    if (!isGroup(item)) return fits(item) ? [item] : [];
    const inside = item.items.filter(fits);
    return inside.length > 0 ? [{ ...item, items: inside }] : [];
  });
}

export const count = (items: readonly unknown[]): number =>
  items.reduce<number>((sum, item) => sum + (isGroup(item) ? item.items.length : 1), 0);
