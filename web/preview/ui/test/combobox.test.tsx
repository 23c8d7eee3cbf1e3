// @vitest-environment jsdom
// The combobox as its documentation uses it: it finds while one types, and the keyboard reaches everything.

import { afterEach, expect, test, vi } from "vitest";
import {
  Combobox,
  ComboboxChip,
  ComboboxChips,
  ComboboxChipsInput,
  ComboboxCollection,
  ComboboxContent,
  ComboboxEmpty,
  ComboboxGroup,
  ComboboxInput,
  ComboboxItem,
  ComboboxLabel,
  ComboboxList,
  ComboboxValue,
} from "../combobox";
import { close, key, one, press, show, slots, type } from "./page";

afterEach(close);

const FRUIT = ["Apple", "Banana", "Cherry"];

const items = () => slots("combobox-item").map((each) => each.textContent);

const surface = (
  <ComboboxContent>
    <ComboboxEmpty>Nothing found.</ComboboxEmpty>
    <ComboboxList>
      {(fruit: string) => (
        <ComboboxItem key={fruit} value={fruit}>
          {fruit}
        </ComboboxItem>
      )}
    </ComboboxList>
  </ComboboxContent>
);

test("one types, and presses what was found", async () => {
  const chosen = vi.fn();
  await show(
    <Combobox items={FRUIT} onValueChange={chosen}>
      <ComboboxInput placeholder="Fruit" />
      {surface}
    </Combobox>,
  );
  const field = one("[role=combobox]") as HTMLInputElement;
  expect([items(), field.getAttribute("aria-expanded")]).toEqual([[], "false"]);
  await type(field, "an");
  expect([items(), field.getAttribute("aria-expanded")]).toEqual([["Banana"], "true"]);
  await press(one("[role=option]", "Banana"));
  expect([chosen.mock.calls, field.value, items()]).toEqual([[["Banana"]], "Banana", []]);
  await press(field);
  expect(items()).toEqual(FRUIT);
  expect(one("[role=option]", "Banana").getAttribute("aria-selected")).toBe("true");
  await type(field, "xyz");
  expect(one("[role=status]").textContent).toBe("Nothing found.");
});

test("arrows go through the items, Enter takes one, Escape closes", async () => {
  const chosen = vi.fn();
  await show(
    <Combobox items={FRUIT} onValueChange={chosen}>
      <ComboboxInput />
      {surface}
    </Combobox>,
  );
  const field = one("[role=combobox]");
  await press(field);
  await key(field, "ArrowDown");
  await key(field, "ArrowDown");
  expect(field.getAttribute("aria-activedescendant")).toBe(one("[role=option]", "Banana").id);
  await key(field, "Enter");
  expect(chosen.mock.calls).toEqual([["Banana"]]);
  await press(field);
  await key(field, "Escape");
  expect(items()).toEqual([]);
});

test("several are chips, which can be taken off", async () => {
  const chosen = vi.fn();
  await show(
    <Combobox items={FRUIT} multiple defaultValue={["Apple", "Cherry"]} onValueChange={chosen}>
      <ComboboxChips>
        <ComboboxValue>
          {(all: string[]) => all.map((each) => <ComboboxChip key={each}>{each}</ComboboxChip>)}
        </ComboboxValue>
        <ComboboxChipsInput placeholder="Add" />
      </ComboboxChips>
      {surface}
    </Combobox>,
  );
  const field = one("[role=combobox]");
  await type(field, "ban");
  await key(field, "Enter");
  await press(slots("combobox-chip-remove")[0] as HTMLElement);
  await key(field, "Backspace");
  expect(chosen.mock.calls).toEqual([[["Apple", "Cherry", "Banana"]], [["Cherry", "Banana"]], [["Cherry"]]]);
});

test("objects are known by their label, groups show what was found in them", async () => {
  const groups = [
    { value: "Red", items: [{ value: "a", label: "Apple" }] },
    { value: "Yellow", items: [{ value: "b", label: "Banana" }] },
  ];
  await show(
    <Combobox items={groups} defaultOpen>
      <ComboboxInput showClear />
      <ComboboxContent>
        <ComboboxList>
          {(group: (typeof groups)[number]) => (
            <ComboboxGroup key={group.value} items={group.items}>
              <ComboboxLabel>{group.value}</ComboboxLabel>
              <ComboboxCollection>
                {(item: { value: string; label: string }) => (
                  <ComboboxItem key={item.value} value={item}>
                    {item.label}
                  </ComboboxItem>
                )}
              </ComboboxCollection>
            </ComboboxGroup>
          )}
        </ComboboxList>
      </ComboboxContent>
    </Combobox>,
  );
  const field = one("[role=combobox]") as HTMLInputElement;
  await type(field, "app");
  expect([items(), slots("combobox-label").map((each) => each.textContent)]).toEqual([["Apple"], ["Red"]]);
  await press(one("[role=option]"));
  expect(field.value).toBe("Apple");
  await press(one("[data-slot=combobox-clear]"));
  expect(field.value).toBe("");
});
