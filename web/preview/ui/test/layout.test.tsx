// @vitest-environment jsdom
// What arranges a page: cards and lists, sidebar, carousel, charts, a calendar, tables.

import { Bar, BarChart, XAxis } from "recharts";
import { afterEach, expect, test, vi } from "vitest";
import { Alert, AlertDescription, AlertTitle } from "../alert";
import { Avatar, AvatarFallback, AvatarImage } from "../avatar";
import { Breadcrumb, BreadcrumbItem, BreadcrumbLink, BreadcrumbList, BreadcrumbPage } from "../breadcrumb";
import { Calendar } from "../calendar";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "../card";
import { Carousel, CarouselContent, CarouselItem, CarouselNext, CarouselPrevious } from "../carousel";
import {
  type ChartConfig,
  ChartContainer,
  ChartLegendContent,
  ChartTooltip,
  ChartTooltipContent,
} from "../chart";
import { Empty, EmptyDescription, EmptyHeader, EmptyTitle } from "../empty";
import { Item, ItemActions, ItemContent, ItemGroup, ItemTitle } from "../item";
import { Pagination, PaginationContent, PaginationItem, PaginationLink, PaginationNext } from "../pagination";
import { ResizableHandle, ResizablePanel, ResizablePanelGroup } from "../resizable";
import { ScrollArea } from "../scroll-area";
import { Separator } from "../separator";
import {
  Sidebar,
  SidebarContent,
  SidebarGroup,
  SidebarGroupContent,
  SidebarGroupLabel,
  SidebarInset,
  SidebarMenu,
  SidebarMenuButton,
  SidebarMenuItem,
  SidebarProvider,
  SidebarTrigger,
  useSidebar,
} from "../sidebar";
import { Spinner } from "../spinner";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../table";
import { all, close, key, one, press, setNarrow, show, slot, slots } from "./page";

afterEach(async () => {
  await close();
  setNarrow(false);
});

test("a card, an alert, an empty state and a list of items", async () => {
  await show(
    <>
      <Card className="w-[350px]">
        <CardHeader>
          <CardTitle>Create project</CardTitle>
          <CardDescription>In one click.</CardDescription>
          <CardAction>…</CardAction>
        </CardHeader>
        <CardContent>
          <Empty>
            <EmptyHeader>
              <EmptyTitle>No projects</EmptyTitle>
              <EmptyDescription>Make one.</EmptyDescription>
            </EmptyHeader>
          </Empty>
        </CardContent>
      </Card>
      <Alert variant="destructive">
        <AlertTitle>Error</AlertTitle>
        <AlertDescription>Your session has expired.</AlertDescription>
      </Alert>
      <ItemGroup>
        <Item variant="outline" asChild>
          <a href="#a">
            <ItemContent>
              <ItemTitle>Profile</ItemTitle>
            </ItemContent>
            <ItemActions>
              <Spinner />
            </ItemActions>
          </a>
        </Item>
      </ItemGroup>
    </>,
  );
  expect(slot("card").className).toContain("w-[350px]");
  expect(one("[role=alert]").textContent).toBe("ErrorYour session has expired.");
  expect(slot("item").tagName).toBe("A");
  expect(one("[role=status]").getAttribute("aria-label")).toBe("Loading");
});

test("avatar, breadcrumb, pagination and separator say what they are", async () => {
  await show(
    <>
      <Avatar>
        <AvatarImage src="/ada.png" alt="Ada" />
        <AvatarFallback>AL</AvatarFallback>
      </Avatar>
      <Breadcrumb>
        <BreadcrumbList>
          <BreadcrumbItem>
            <BreadcrumbLink href="#home">Home</BreadcrumbLink>
          </BreadcrumbItem>
          <BreadcrumbItem>
            <BreadcrumbPage>Here</BreadcrumbPage>
          </BreadcrumbItem>
        </BreadcrumbList>
      </Breadcrumb>
      <Pagination>
        <PaginationContent>
          <PaginationItem>
            <PaginationLink href="#2" isActive>
              2
            </PaginationLink>
          </PaginationItem>
          <PaginationItem>
            <PaginationNext href="#3" />
          </PaginationItem>
        </PaginationContent>
      </Pagination>
      <Separator orientation="vertical" />
    </>,
  );
  expect(slot("avatar").textContent).toBe("AL");
  expect(slot("breadcrumb-page").getAttribute("aria-current")).toBe("page");
  expect(one("nav[aria-label=pagination] [aria-current=page]").textContent).toBe("2");
  expect(one("[aria-label='Go to next page']").getAttribute("href")).toBe("#3");
  expect(slot("separator").dataset.orientation).toBe("vertical");
});

const Page = () => (
  <SidebarProvider>
    <Sidebar collapsible="icon">
      <SidebarContent>
        <SidebarGroup>
          <SidebarGroupLabel>Application</SidebarGroupLabel>
          <SidebarGroupContent>
            <SidebarMenu>
              <SidebarMenuItem>
                <SidebarMenuButton asChild isActive tooltip="Home">
                  <a href="#home">Home</a>
                </SidebarMenuButton>
              </SidebarMenuItem>
            </SidebarMenu>
          </SidebarGroupContent>
        </SidebarGroup>
      </SidebarContent>
    </Sidebar>
    <SidebarInset>
      <SidebarTrigger />
    </SidebarInset>
  </SidebarProvider>
);

test("a sidebar collapses by its button and by the keyboard", async () => {
  await show(<Page />);
  const state = () => [slot("sidebar").dataset.state, slot("sidebar").dataset.collapsible];
  expect(state()).toEqual(["expanded", ""]);
  expect(slot("sidebar-menu-button").dataset.active).toBe("true");
  await press(slot("sidebar-trigger"));
  expect(state()).toEqual(["collapsed", "icon"]);
  await key(document.body, "b", { ctrlKey: true });
  expect(state()).toEqual(["expanded", ""]);
});

test("in a narrow frame the sidebar is a sheet", async () => {
  setNarrow(true);
  await show(<Page />);
  expect(slots("sidebar")).toEqual([]);
  await press(slot("sidebar-trigger"));
  expect(one("[role=dialog]").textContent).toContain("Home");
});

const Alone = () => <p>{useSidebar().state}</p>;

test("useSidebar without a provider is an open sidebar", async () => {
  await show(<Alone />);
  expect(one("p").textContent).toBe("expanded");
});

test("a carousel is a region of slides, with buttons that know its ends", async () => {
  const setApi = vi.fn();
  await show(
    <Carousel opts={{ loop: false }} setApi={setApi}>
      <CarouselContent>
        <CarouselItem className="basis-1/3">1</CarouselItem>
        <CarouselItem>2</CarouselItem>
      </CarouselContent>
      <CarouselPrevious />
      <CarouselNext />
    </Carousel>,
  );
  expect(one("[aria-roledescription=carousel]").getAttribute("role")).toBe("region");
  expect(all("[aria-roledescription=slide]").map((slide) => slide.textContent)).toEqual(["1", "2"]);
  expect(setApi.mock.calls[0]?.[0]?.scrollNext).toBeTypeOf("function");
  expect((slot("carousel-previous") as HTMLButtonElement).disabled).toBe(true);
});

const config = {
  desktop: { label: "Desktop", color: "hsl(var(--chart-1))" },
  mobile: { label: "Mobile", theme: { light: "#111", dark: "#eee" } },
} satisfies ChartConfig;

test("a chart names its colours, and its tooltip and legend use its labels", async () => {
  const data = [{ month: "May", desktop: 1200, mobile: 3 }];
  const payload = [
    { dataKey: "desktop", name: "desktop", value: 1200, color: "var(--color-desktop)", payload: data[0] },
  ];
  await show(
    <ChartContainer config={config} className="h-40 w-full">
      <BarChart data={data}>
        <XAxis dataKey="month" />
        <ChartTooltip content={<ChartTooltipContent active payload={payload as never} label="May" />} />
        <Bar dataKey="desktop" fill="var(--color-desktop)" isAnimationActive={false} />
      </BarChart>
    </ChartContainer>,
  );
  const style = one("[data-slot=chart] > style").textContent ?? "";
  expect(style).toContain("--color-desktop: var(--chart-1);");
  expect(style).toMatch(/\.dark \[data-chart=\S+\] \{ [^}]*--color-mobile: #eee;/);
  expect(all(".recharts-bar-rectangle")).toHaveLength(1);
  await show(
    <ChartContainer config={config}>
      <div>
        <ChartTooltipContent active payload={payload as never} label="May" indicator="line" />
        <ChartLegendContent payload={[{ value: "mobile", dataKey: "mobile", color: "#111" }]} />
      </div>
    </ChartContainer>,
  );
  expect(slot("chart").textContent).toContain("MayDesktop1,200");
  expect(slot("chart").textContent).toContain("Mobile");
});

test("a calendar picks a day, and understands the older names", async () => {
  const picked = vi.fn();
  await show(
    <Calendar
      mode="single"
      defaultMonth={new Date(2025, 5, 1)}
      selected={new Date(2025, 5, 12)}
      onSelect={picked}
      captionLayout="dropdown-buttons"
      fromYear={2024}
      toYear={2026}
      initialFocus
    />,
  );
  expect(one("[role=gridcell][aria-selected=true]").textContent).toBe("12");
  expect(all("select option").some((option) => option.textContent === "2026")).toBe(true);
  await press(one("[data-day] button", "20"));
  expect(picked.mock.calls[0]?.[0]).toEqual(new Date(2025, 5, 20));
});

test("a table scrolls in its box; a scroll area and panels hold their content", async () => {
  await show(
    <>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>Invoice</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          <TableRow data-state="selected">
            <TableCell>INV001</TableCell>
          </TableRow>
        </TableBody>
      </Table>
      <ScrollArea className="h-20">Tags</ScrollArea>
      <ResizablePanelGroup orientation="horizontal">
        <ResizablePanel defaultSize="30%">One</ResizablePanel>
        <ResizableHandle withHandle />
        <ResizablePanel defaultSize={70}>Two</ResizablePanel>
      </ResizablePanelGroup>
    </>,
  );
  expect(slot("table").parentElement).toBe(slot("table-container"));
  expect(slot("scroll-area-viewport").textContent).toBe("Tags");
  expect(slots("resizable-panel").map((panel) => panel.style.flexGrow)).toEqual(["30", "70"]);
  expect(slot("resizable-handle").getAttribute("role")).toBe("separator");
});
