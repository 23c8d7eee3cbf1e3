// @vitest-environment jsdom
// Controls as their documentation uses them: roles, states, and what a press does.

import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { Badge } from "../badge";
import { Button } from "../button";
import { ButtonGroup } from "../button-group";
import { Checkbox } from "../checkbox";
import { Input } from "../input";
import { InputGroup, InputGroupAddon, InputGroupButton, InputGroupInput } from "../input-group";
import { InputOTP, InputOTPGroup, InputOTPSlot } from "../input-otp";
import { Label } from "../label";
import { NativeSelect, NativeSelectOption } from "../native-select";
import { Progress } from "../progress";
import { RadioGroup, RadioGroupItem } from "../radio-group";
import {
  Select,
  SelectContent,
  SelectGroup,
  SelectItem,
  SelectLabel,
  SelectTrigger,
  SelectValue,
} from "../select";
import { Slider } from "../slider";
import { Switch } from "../switch";
import { Toggle } from "../toggle";
import { ToggleGroup, ToggleGroupItem } from "../toggle-group";
import { all, close, key, one, press, show, slot, slots, type } from "./page";

afterEach(close);

test("a button has its variant, and lends its look to a child", async () => {
  const pressed = vi.fn();
  await show(
    <>
      <Button variant="outline" size="sm" onClick={pressed}>
        Save
      </Button>
      <Button asChild>
        <a href="#top">Up</a>
      </Button>
      <Button asChild>
        <b>one</b>
        <b>two</b>
      </Button>
    </>,
  );
  const [save, up, pair] = slots("button") as [HTMLElement, HTMLElement, HTMLElement];
  await press(save);
  expect(pressed).toHaveBeenCalledOnce();
  expect([save.dataset.variant, save.dataset.size, save.className.includes("h-8")]).toEqual([
    "outline",
    "sm",
    true,
  ]);
  expect([up.tagName, up.className.includes("bg-primary")]).toEqual(["A", true]);
  expect([pair.tagName, pair.textContent]).toEqual(["BUTTON", "onetwo"]);
});

test("a class name of the caller wins", async () => {
  await show(
    <Badge variant="secondary" className="rounded-full bg-red-500">
      New
    </Badge>,
  );
  const { className } = slot("badge");
  expect(className).toContain("bg-red-500");
  expect(className).not.toMatch(/rounded-md|bg-secondary(?!\/)/);
});

function Terms() {
  const [on, setOn] = useState<boolean | "indeterminate">("indeterminate");
  return (
    <>
      <Checkbox id="terms" checked={on} onCheckedChange={setOn} />
      <Label htmlFor="terms">Accept</Label>
    </>
  );
}

test("a checkbox is ticked by its label, and can be in between", async () => {
  await show(<Terms />);
  const box = one("[role=checkbox]");
  expect(box.getAttribute("aria-checked")).toBe("mixed");
  await press(box);
  expect(box.getAttribute("aria-checked")).toBe("true");
  expect((one("label") as HTMLLabelElement).htmlFor).toBe(box.id);
});

test("a switch, a toggle and a group of toggles change", async () => {
  const chosen = vi.fn();
  await show(
    <>
      <Switch aria-label="Airplane mode" />
      <Toggle aria-label="Bold">B</Toggle>
      <ToggleGroup type="multiple" variant="outline" onValueChange={chosen}>
        <ToggleGroupItem value="b">B</ToggleGroupItem>
        <ToggleGroupItem value="i">I</ToggleGroupItem>
      </ToggleGroup>
    </>,
  );
  await press(one("[role=switch]"));
  expect(one("[role=switch]").getAttribute("aria-checked")).toBe("true");
  await press(slot("toggle"));
  expect(slot("toggle").getAttribute("aria-pressed")).toBe("true");
  const [bold, italic] = slots("toggle-group-item") as [HTMLElement, HTMLElement];
  await press(bold);
  await press(italic);
  expect(chosen).toHaveBeenLastCalledWith(["b", "i"]);
  expect(bold.dataset.variant).toBe("outline");
});

test("a radio group holds one choice", async () => {
  await show(
    <RadioGroup defaultValue="b">
      <RadioGroupItem value="a" aria-label="A" />
      <RadioGroupItem value="b" aria-label="B" />
    </RadioGroup>,
  );
  const [a, b] = all("[role=radio]") as [HTMLElement, HTMLElement];
  await press(a);
  expect([a, b].map((each) => each.getAttribute("aria-checked"))).toEqual(["true", "false"]);
  expect(one("[role=radiogroup]")).toBe(slot("radio-group"));
});

test("a select opens with a key, shows its groups, and takes the chosen value", async () => {
  const chosen = vi.fn();
  await show(
    <Select onValueChange={chosen}>
      <SelectTrigger className="w-[180px]" aria-label="Fruit">
        <SelectValue placeholder="Select a fruit" />
      </SelectTrigger>
      <SelectContent>
        <SelectGroup>
          <SelectLabel>Fruits</SelectLabel>
          <SelectItem value="">Any</SelectItem>
          <SelectItem value="apple">Apple</SelectItem>
          <SelectItem value="pear" disabled>
            Pear
          </SelectItem>
        </SelectGroup>
      </SelectContent>
    </Select>,
  );
  const box = one("[role=combobox]");
  expect(box.textContent).toBe("Select a fruit");
  await key(box, "Enter");
  expect(box.getAttribute("aria-expanded")).toBe("true");
  expect(slot("select-group").getAttribute("aria-labelledby")).toBe(slot("select-label").id);
  await key(one("[role=option]", "Apple"), "Enter");
  expect(chosen).toHaveBeenLastCalledWith("apple");
  expect(box.textContent).toBe("Apple");
  await key(box, "Enter");
  await key(one("[role=option]", "Any"), "Enter");
  expect(chosen).toHaveBeenLastCalledWith("");
});

test("a select without items shows its placeholder", async () => {
  await show(
    <Select>
      <SelectTrigger>
        <SelectValue placeholder="Nothing yet" />
      </SelectTrigger>
    </Select>,
  );
  await key(one("[role=combobox]"), "Enter");
  expect(one("[role=combobox]").textContent).toBe("Nothing yet");
});

test("sliders have a thumb for each value and move by keys", async () => {
  const moved = vi.fn();
  await show(
    <>
      <Slider defaultValue={[50]} max={100} step={1} onValueChange={moved} />
      <Slider defaultValue={[10, 90]} />
    </>,
  );
  const thumbs = all("[role=slider]") as [HTMLElement, HTMLElement, HTMLElement];
  expect(thumbs).toHaveLength(3);
  thumbs[0].focus();
  await key(thumbs[0], "ArrowRight");
  expect(moved).toHaveBeenLastCalledWith([51]);
});

test("progress says how far it is, within its bounds", async () => {
  await show(
    <>
      <Progress value={33} />
      <Progress value={420} />
      <Progress />
    </>,
  );
  const bars = all("[role=progressbar]");
  expect(bars.map((bar) => bar.getAttribute("aria-valuenow"))).toEqual(["33", "100", null]);
  expect(slots("progress-indicator").map((bar) => bar.style.transform)).toEqual([
    "translateX(-67%)",
    "translateX(-0%)",
    "translateX(-100%)",
  ]);
});

test("fields in a group are one field", async () => {
  const searched = vi.fn();
  await show(
    <ButtonGroup>
      <InputGroup>
        <InputGroupInput placeholder="Search..." />
        <InputGroupAddon align="inline-end">
          <InputGroupButton onClick={searched}>Go</InputGroupButton>
        </InputGroupAddon>
      </InputGroup>
      <Input type="email" disabled />
    </ButtonGroup>,
  );
  expect(slot("button-group").getAttribute("role")).toBe("group");
  expect(slot("input-group-control").getAttribute("placeholder")).toBe("Search...");
  await press(one("button"));
  expect(searched).toHaveBeenCalledOnce();
});

test("a one-time code fills its boxes", async () => {
  const done = vi.fn();
  await show(
    <InputOTP maxLength={3} onComplete={done}>
      <InputOTPGroup>
        <InputOTPSlot index={0} />
        <InputOTPSlot index={1} />
        <InputOTPSlot index={2} />
      </InputOTPGroup>
    </InputOTP>,
  );
  await type(one("input"), "123");
  expect(slots("input-otp-slot").map((box) => box.textContent)).toEqual(["1", "2", "3"]);
  expect(done).toHaveBeenCalledWith("123");
});

test("a native select is the browser's own", async () => {
  const changed = vi.fn();
  await show(
    <NativeSelect defaultValue="b" onChange={changed}>
      <NativeSelectOption value="a">A</NativeSelectOption>
      <NativeSelectOption value="b">B</NativeSelectOption>
    </NativeSelect>,
  );
  expect((slot("native-select") as HTMLSelectElement).value).toBe("b");
});
