// @vitest-environment jsdom
// Menus, lists and panels that open below something.

import { afterEach, expect, test, vi } from "vitest";
import { Accordion, AccordionContent, AccordionItem, AccordionTrigger } from "../accordion";
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from "../collapsible";
import {
  Command,
  CommandDialog,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandShortcut,
} from "../command";
import { ContextMenu, ContextMenuContent, ContextMenuItem, ContextMenuTrigger } from "../context-menu";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
  DropdownMenuTrigger,
} from "../dropdown-menu";
import { Menubar, MenubarContent, MenubarItem, MenubarMenu, MenubarTrigger } from "../menubar";
import {
  NavigationMenu,
  NavigationMenuContent,
  NavigationMenuItem,
  NavigationMenuLink,
  NavigationMenuList,
  NavigationMenuTrigger,
  navigationMenuTriggerStyle,
} from "../navigation-menu";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "../tabs";
import { all, close, key, one, press, show, slot, slots, type } from "./page";

afterEach(close);

test("a dropdown menu: items, ticks, choices and a submenu", async () => {
  const deleted = vi.fn();
  const ticked = vi.fn();
  const chosen = vi.fn();
  await show(
    <DropdownMenu>
      <DropdownMenuTrigger>Open</DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel inset>My account</DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem variant="destructive" onSelect={deleted}>
          Delete <DropdownMenuShortcut>⌫</DropdownMenuShortcut>
        </DropdownMenuItem>
        <DropdownMenuCheckboxItem checked onCheckedChange={ticked}>
          Status bar
        </DropdownMenuCheckboxItem>
        <DropdownMenuRadioGroup value="top" onValueChange={chosen}>
          <DropdownMenuRadioItem value="top">Top</DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="bottom">Bottom</DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
        <DropdownMenuSub>
          <DropdownMenuSubTrigger>More</DropdownMenuSubTrigger>
          <DropdownMenuSubContent>
            <DropdownMenuItem>Deep</DropdownMenuItem>
          </DropdownMenuSubContent>
        </DropdownMenuSub>
      </DropdownMenuContent>
    </DropdownMenu>,
  );
  const open = () => press(slot("dropdown-menu-trigger"));
  await open();
  expect(one("[role=menu]").textContent).toContain("My account");
  expect(slot("dropdown-menu-item").dataset.variant).toBe("destructive");
  expect(one("[role=menuitemcheckbox]").getAttribute("aria-checked")).toBe("true");
  await press(slot("dropdown-menu-item"));
  expect(deleted).toHaveBeenCalledOnce();
  expect(all("[role=menu]")).toEqual([]);
  await open();
  await press(one("[role=menuitemcheckbox]"));
  expect(ticked).toHaveBeenCalledWith(false);
  await open();
  await press(one("[role=menuitemradio]", "Bottom"));
  expect(chosen).toHaveBeenCalledWith("bottom");
  await open();
  await key(slot("dropdown-menu-sub-trigger"), "ArrowRight");
  expect(slot("dropdown-menu-sub-content").textContent).toBe("Deep");
});

test("a context menu opens by the right button, a menu bar by its names", async () => {
  await show(
    <>
      <ContextMenu>
        <ContextMenuTrigger>Here</ContextMenuTrigger>
        <ContextMenuContent>
          <ContextMenuItem>Back</ContextMenuItem>
        </ContextMenuContent>
      </ContextMenu>
      <Menubar>
        <MenubarMenu>
          <MenubarTrigger>File</MenubarTrigger>
          <MenubarContent>
            <MenubarItem>New tab</MenubarItem>
          </MenubarContent>
        </MenubarMenu>
      </Menubar>
    </>,
  );
  await press(slot("context-menu-trigger"), 2);
  expect(slot("context-menu-item").textContent).toBe("Back");
  await key(document.body, "Escape");
  await press(slot("menubar-trigger"));
  expect(slot("menubar-item").textContent).toBe("New tab");
});

test("a command list is searched while one types", async () => {
  const ran = vi.fn();
  const list = (
    <CommandList>
      <CommandEmpty>No results found.</CommandEmpty>
      <CommandGroup heading="Suggestions">
        <CommandItem onSelect={ran}>
          Calendar <CommandShortcut>⌘C</CommandShortcut>
        </CommandItem>
        <CommandItem>Calculator</CommandItem>
      </CommandGroup>
    </CommandList>
  );
  await show(
    <Command>
      <CommandInput placeholder="Type a command..." />
      {list}
    </Command>,
  );
  await type(slot("command-input"), "calend");
  expect(slots("command-item")).toHaveLength(1);
  await key(slot("command-input"), "Enter");
  expect(ran).toHaveBeenCalledOnce();
  await type(slot("command-input"), "zzz");
  expect(slot("command-empty").textContent).toBe("No results found.");
  await show(
    <CommandDialog open onOpenChange={() => undefined}>
      <CommandInput />
      {list}
    </CommandDialog>,
  );
  expect(one("[role=dialog]").textContent).toContain("Calculator");
  expect(one("[role=dialog]").getAttribute("aria-labelledby")).toBe(slot("dialog-title").id);
});

test("tabs show one panel; without a value none is chosen yet", async () => {
  await show(
    <Tabs defaultValue="account">
      <TabsList>
        <TabsTrigger value="account">Account</TabsTrigger>
        <TabsTrigger value="password">Password</TabsTrigger>
      </TabsList>
      <TabsContent value="account">Name</TabsContent>
      <TabsContent value="password">Old one</TabsContent>
    </Tabs>,
  );
  expect(one("[role=tabpanel]:not([hidden])").textContent).toBe("Name");
  await press(one("[role=tab]", "Password"));
  expect(one("[role=tab][aria-selected=true]").textContent).toBe("Password");
  expect(one("[role=tabpanel]:not([hidden])").textContent).toBe("Old one");
  await show(
    <Tabs>
      <TabsList>
        <TabsTrigger value="a">A</TabsTrigger>
      </TabsList>
    </Tabs>,
  );
  expect(all("[role=tab][aria-selected=true]")).toEqual([]);
});

test("accordion and collapsible open and close", async () => {
  await show(
    <>
      <Accordion collapsible defaultValue="one">
        <AccordionItem value="one">
          <AccordionTrigger>Is it accessible?</AccordionTrigger>
          <AccordionContent>Yes.</AccordionContent>
        </AccordionItem>
        <AccordionItem value="two">
          <AccordionTrigger>Is it styled?</AccordionTrigger>
          <AccordionContent>Also.</AccordionContent>
        </AccordionItem>
      </Accordion>
      <Collapsible>
        <CollapsibleTrigger>More</CollapsibleTrigger>
        <CollapsibleContent>Hidden things</CollapsibleContent>
      </Collapsible>
    </>,
  );
  const [first, second] = slots("accordion-trigger") as [HTMLElement, HTMLElement];
  expect(first.getAttribute("aria-expanded")).toBe("true");
  await press(second);
  expect([first, second].map((each) => each.getAttribute("aria-expanded"))).toEqual(["false", "true"]);
  await press(second);
  expect(second.getAttribute("aria-expanded")).toBe("false");
  await press(slot("collapsible-trigger"));
  expect(slot("collapsible-content").textContent).toBe("Hidden things");
});

test("a navigation menu opens its panel", async () => {
  await show(
    <NavigationMenu>
      <NavigationMenuList>
        <NavigationMenuItem>
          <NavigationMenuTrigger>Start</NavigationMenuTrigger>
          <NavigationMenuContent>
            <NavigationMenuLink href="#i">Introduction</NavigationMenuLink>
          </NavigationMenuContent>
        </NavigationMenuItem>
        <NavigationMenuItem>
          <NavigationMenuLink asChild className={navigationMenuTriggerStyle()}>
            <a href="#d">Docs</a>
          </NavigationMenuLink>
        </NavigationMenuItem>
      </NavigationMenuList>
    </NavigationMenu>,
  );
  expect(one("nav").textContent).toBe("StartDocs");
  await press(slot("navigation-menu-trigger"));
  expect(slot("navigation-menu-content").textContent).toBe("Introduction");
  await key(document.body, "Escape");
  expect(slot("navigation-menu-trigger").getAttribute("aria-expanded")).toBe("false");
});
