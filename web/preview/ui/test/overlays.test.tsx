// @vitest-environment jsdom
// What opens over the page: by the button, and closed by its cross, by Escape, or by an answer.

import { afterEach, expect, test, vi } from "vitest";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "../alert-dialog";
import { Button } from "../button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "../dialog";
import { Drawer, DrawerContent, DrawerDescription, DrawerTitle, DrawerTrigger } from "../drawer";
import { toast, useToast } from "../hooks/use-toast";
import { HoverCard, HoverCardContent, HoverCardTrigger } from "../hover-card";
import { Popover, PopoverContent, PopoverTrigger } from "../popover";
import { Sheet, SheetContent, SheetDescription, SheetTitle, SheetTrigger } from "../sheet";
import { Toaster as Sonner, toast as sonner } from "../sonner";
import { ToastAction } from "../toast";
import { Toaster } from "../toaster";
import { Tooltip, TooltipContent, TooltipTrigger } from "../tooltip";
import { all, close, hover, key, one, press, show, slot, slots, wait } from "./page";

afterEach(close);

test("a dialog opens over the page, is named by its title, and closes by cross, Escape and close button", async () => {
  await show(
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="outline">Edit</Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Edit profile</DialogTitle>
          <DialogDescription>Change it here.</DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Done</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>,
  );
  const open = async () => {
    await press(one("[data-slot=dialog-trigger]"));
    return one("[role=dialog]");
  };
  const dialog = await open();
  expect(dialog.getAttribute("aria-labelledby")).toBe(slot("dialog-title").id);
  expect(dialog.parentElement).toBe(document.body);
  await press(one("button", "Close"));
  expect(all("[role=dialog]")).toEqual([]);
  await open();
  await key(document.body, "Escape");
  expect(all("[role=dialog]")).toEqual([]);
  await open();
  await press(one("button", "Done"));
  expect(all("[role=dialog]")).toEqual([]);
});

test("an alert dialog waits for an answer", async () => {
  const removed = vi.fn();
  await show(
    <AlertDialog>
      <AlertDialogTrigger>Remove</AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>Sure?</AlertDialogTitle>
          <AlertDialogDescription>It cannot be undone.</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <AlertDialogAction onClick={removed}>Continue</AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>,
  );
  await press(slot("alert-dialog-trigger"));
  await press(slot("alert-dialog-overlay"));
  expect(one("[role=alertdialog]").textContent).toContain("Sure?");
  await press(one("button", "Continue"));
  expect(removed).toHaveBeenCalledOnce();
  expect(all("[role=alertdialog]")).toEqual([]);
});

test("a sheet comes from its side, a drawer can be opened and closed", async () => {
  await show(
    <>
      <Sheet>
        <SheetTrigger>Menu</SheetTrigger>
        <SheetContent side="left">
          <SheetTitle>Navigation</SheetTitle>
          <SheetDescription>Where to go</SheetDescription>
        </SheetContent>
      </Sheet>
      <Drawer>
        <DrawerTrigger>Pull</DrawerTrigger>
        <DrawerContent>
          <DrawerTitle>Goal</DrawerTitle>
          <DrawerDescription>Set it</DrawerDescription>
        </DrawerContent>
      </Drawer>
    </>,
  );
  await press(slot("sheet-trigger"));
  expect(slot("sheet-content").className).toContain("slide-in-from-left");
  await key(document.body, "Escape");
  expect(slots("sheet-content")).toEqual([]);
  await press(slot("drawer-trigger"));
  expect(slot("drawer-content").dataset.vaulDrawerDirection).toBe("bottom");
});

test("a popover opens beside its trigger", async () => {
  await show(
    <Popover>
      <PopoverTrigger asChild>
        <Button>Open</Button>
      </PopoverTrigger>
      <PopoverContent className="w-80">Dimensions</PopoverContent>
    </Popover>,
  );
  await press(one("button"));
  expect(slot("popover-content").textContent).toBe("Dimensions");
  expect(slot("popover-content").className).not.toContain("w-72");
  await key(document.body, "Escape");
  expect(slots("popover-content")).toEqual([]);
});

test("a tooltip needs no provider, and says what it is for", async () => {
  await show(
    <Tooltip>
      <TooltipTrigger asChild>
        <Button>Add</Button>
      </TooltipTrigger>
      <TooltipContent>Add to library</TooltipContent>
    </Tooltip>,
  );
  await hover(one("button"));
  await wait(20);
  expect(slot("tooltip-content").textContent).toContain("Add to library");
  expect(one("button").getAttribute("aria-describedby")).toBe(one("[role=tooltip]").id);
});

test("a hover card shows after a moment", async () => {
  await show(
    <HoverCard openDelay={5}>
      <HoverCardTrigger href="#x">@next</HoverCardTrigger>
      <HoverCardContent>The framework</HoverCardContent>
    </HoverCard>,
  );
  await hover(slot("hover-card-trigger"));
  await wait(20);
  expect(slot("hover-card-content").textContent).toBe("The framework");
});

function Toasts() {
  const { toasts } = useToast();
  return (
    <>
      <p>{toasts.filter((each) => each.open).length} open</p>
      <Toaster />
    </>
  );
}

test("a toast of use-toast shows, acts and goes", async () => {
  const undone = vi.fn();
  await show(<Toasts />);
  await wait(0);
  const action = (
    <ToastAction altText="Undo" onClick={undone}>
      Undo
    </ToastAction>
  );
  await press(document.body);
  const made = toast({ title: "Scheduled", description: "Friday", action, variant: "destructive" });
  await wait(0);
  expect(slot("toast").textContent).toContain("ScheduledFridayUndo");
  expect(slot("toast").className).toContain("bg-destructive");
  made.update({ title: "Moved" });
  await wait(0);
  expect(slot("toast-title").textContent).toBe("Moved");
  await press(slot("toast-action"));
  await wait(0);
  expect(undone).toHaveBeenCalledOnce();
  expect(one("p").textContent).toBe("0 open");
});

test("a toast of sonner shows in the theme's colours", async () => {
  document.documentElement.classList.add("dark");
  await show(<Sonner richColors />);
  sonner.success("Event has been created", { description: "Sunday" });
  await wait(50);
  expect(one("[data-sonner-toast]").textContent).toContain("Event has been created");
  expect(one("[data-sonner-toaster]").dataset.sonnerTheme).toBe("dark");
  document.documentElement.classList.remove("dark");
});
