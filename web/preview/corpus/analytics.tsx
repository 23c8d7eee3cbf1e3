"use client";

import { useMemo, useState } from "react";
import { Activity, ArrowDownRight, ArrowUpRight, CreditCard, DollarSign, TrendingUp, Users } from "lucide-react";
import { Area, AreaChart, Bar, BarChart, CartesianGrid, Cell, Label, Pie, PieChart, XAxis, YAxis } from "recharts";

import { Badge } from "@/components/ui/badge";
import { Card, CardAction, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import {
  type ChartConfig,
  ChartContainer,
  ChartLegend,
  ChartLegendContent,
  ChartTooltip,
  ChartTooltipContent,
} from "@/components/ui/chart";
import { Progress } from "@/components/ui/progress";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";

const visitorsConfig = {
  visitors: { label: "Visitors" },
  desktop: { label: "Desktop", color: "hsl(var(--chart-1))" },
  mobile: { label: "Mobile", color: "var(--chart-2)" },
} satisfies ChartConfig;

const browserConfig: ChartConfig = {
  visitors: { label: "Visitors" },
  chrome: { label: "Chrome", color: "var(--chart-1)" },
  safari: { label: "Safari", color: "var(--chart-2)" },
  firefox: { label: "Firefox", color: "var(--chart-3)" },
  other: { label: "Other", color: "var(--chart-4)" },
};

const revenueConfig = { revenue: { label: "Revenue", color: "var(--primary)" } } satisfies ChartConfig;

const ranges = { "90d": 90, "30d": 30, "7d": 7 } as const;
type Range = keyof typeof ranges;

function series(days: number) {
  const end = Date.UTC(2025, 5, 30);
  return Array.from({ length: days }, (_, i) => {
    const date = new Date(end - (days - 1 - i) * 86_400_000);
    const wave = Math.sin(i / 3) * 60 + Math.cos(i / 7) * 40;
    return {
      date: date.toISOString().slice(0, 10),
      desktop: Math.round(260 + wave + (i % 5) * 14),
      mobile: Math.round(180 + wave * 0.6 + (i % 4) * 18),
    };
  });
}

const browsers = [
  { browser: "chrome", visitors: 1275, fill: "var(--color-chrome)" },
  { browser: "safari", visitors: 940, fill: "var(--color-safari)" },
  { browser: "firefox", visitors: 387, fill: "var(--color-firefox)" },
  { browser: "other", visitors: 190, fill: "var(--color-other)" },
];

const revenue = [
  { month: "Jan", revenue: 18600 },
  { month: "Feb", revenue: 30500 },
  { month: "Mar", revenue: 23700 },
  { month: "Apr", revenue: 17300 },
  { month: "May", revenue: 40900 },
  { month: "Jun", revenue: 51400 },
];

const stats = [
  { title: "Total Revenue", value: "$45,231.89", change: 20.1, icon: DollarSign },
  { title: "Subscriptions", value: "+2,350", change: 12.4, icon: Users },
  { title: "Sales", value: "+12,234", change: -3.2, icon: CreditCard },
  { title: "Active Now", value: "573", change: 4.9, icon: Activity },
];

function StatCard({ title, value, change, icon: Icon }: (typeof stats)[number]) {
  const up = change >= 0;
  return (
    <Card>
      <CardHeader className="flex flex-row items-center justify-between space-y-0 pb-2">
        <CardTitle className="text-sm font-medium">{title}</CardTitle>
        <Icon className="h-4 w-4 text-muted-foreground" />
      </CardHeader>
      <CardContent>
        <div className="text-2xl font-bold tabular-nums">{value}</div>
        <Badge variant="outline" className={up ? "mt-2 text-emerald-600" : "mt-2 text-red-600"}>
          {up ? <ArrowUpRight className="size-3" /> : <ArrowDownRight className="size-3" />}
          {Math.abs(change)}%
        </Badge>
      </CardContent>
    </Card>
  );
}

function BrowserShare() {
  const total = useMemo(() => browsers.reduce((sum, each) => sum + each.visitors, 0), []);
  return (
    <Card className="flex flex-col">
      <CardHeader className="items-center pb-0">
        <CardTitle>Browsers</CardTitle>
        <CardDescription>January – June 2025</CardDescription>
      </CardHeader>
      <CardContent className="flex-1 pb-0">
        <ChartContainer config={browserConfig} className="mx-auto aspect-square max-h-[250px]">
          <PieChart>
            <ChartTooltip cursor={false} content={<ChartTooltipContent hideLabel />} />
            <Pie data={browsers} dataKey="visitors" nameKey="browser" innerRadius={60} strokeWidth={5}>
              {browsers.map((each) => (
                <Cell key={each.browser} fill={each.fill} />
              ))}
              <Label
                content={({ viewBox }) => {
                  if (viewBox && "cx" in viewBox && "cy" in viewBox) {
                    return (
                      <text x={viewBox.cx} y={viewBox.cy} textAnchor="middle" dominantBaseline="middle">
                        <tspan x={viewBox.cx} y={viewBox.cy} className="fill-foreground text-3xl font-bold">
                          {total.toLocaleString()}
                        </tspan>
                        <tspan x={viewBox.cx} y={(viewBox.cy || 0) + 24} className="fill-muted-foreground">
                          Visitors
                        </tspan>
                      </text>
                    );
                  }
                }}
              />
            </Pie>
            <ChartLegend content={<ChartLegendContent nameKey="browser" />} className="flex-wrap gap-2" />
          </PieChart>
        </ChartContainer>
      </CardContent>
    </Card>
  );
}

export default function AnalyticsDashboard() {
  const [range, setRange] = useState<Range>("30d");
  const [shown, setShown] = useState<string[]>(["desktop", "mobile"]);
  const data = useMemo(() => series(ranges[range]), [range]);

  return (
    <div className="flex min-h-screen w-full flex-col gap-4 bg-muted/40 p-4 md:gap-6 md:p-8">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h1 className="text-2xl font-semibold tracking-tight">Analytics</h1>
        <Select value={range} onValueChange={(value) => setRange(value as Range)}>
          <SelectTrigger className="w-[160px] rounded-lg" aria-label="Select a range">
            <SelectValue placeholder="Last 3 months" />
          </SelectTrigger>
          <SelectContent className="rounded-xl">
            <SelectItem value="90d">Last 3 months</SelectItem>
            <SelectItem value="30d">Last 30 days</SelectItem>
            <SelectItem value="7d">Last 7 days</SelectItem>
          </SelectContent>
        </Select>
      </header>

      <div className="grid gap-4 md:grid-cols-2 lg:grid-cols-4">
        {stats.map((stat) => (
          <StatCard key={stat.title} {...stat} />
        ))}
      </div>

      <Card className="pt-0">
        <CardHeader className="border-b py-5">
          <CardTitle>Visitors</CardTitle>
          <CardDescription>Total for the last {ranges[range]} days</CardDescription>
          <CardAction>
            <ToggleGroup type="multiple" variant="outline" size="sm" value={shown} onValueChange={setShown}>
              <ToggleGroupItem value="desktop">Desktop</ToggleGroupItem>
              <ToggleGroupItem value="mobile">Mobile</ToggleGroupItem>
            </ToggleGroup>
          </CardAction>
        </CardHeader>
        <CardContent className="px-2 pt-4 sm:px-6 sm:pt-6">
          {data.length === 0 ? (
            <Skeleton className="h-[250px] w-full" />
          ) : (
            <ChartContainer config={visitorsConfig} className="aspect-auto h-[250px] w-full">
              <AreaChart data={data}>
                <defs>
                  {(["desktop", "mobile"] as const).map((key) => (
                    <linearGradient key={key} id={`fill-${key}`} x1="0" y1="0" x2="0" y2="1">
                      <stop offset="5%" stopColor={`var(--color-${key})`} stopOpacity={0.8} />
                      <stop offset="95%" stopColor={`var(--color-${key})`} stopOpacity={0.1} />
                    </linearGradient>
                  ))}
                </defs>
                <CartesianGrid vertical={false} />
                <XAxis
                  dataKey="date"
                  tickLine={false}
                  axisLine={false}
                  tickMargin={8}
                  minTickGap={32}
                  tickFormatter={(value: string) =>
                    new Date(value).toLocaleDateString("en-US", { month: "short", day: "numeric" })
                  }
                />
                <ChartTooltip cursor={false} content={<ChartTooltipContent indicator="dot" />} />
                {shown.includes("mobile") && (
                  <Area dataKey="mobile" type="natural" fill="url(#fill-mobile)" stroke="var(--color-mobile)" stackId="a" />
                )}
                {shown.includes("desktop") && (
                  <Area dataKey="desktop" type="natural" fill="url(#fill-desktop)" stroke="var(--color-desktop)" stackId="a" />
                )}
                <ChartLegend content={<ChartLegendContent />} />
              </AreaChart>
            </ChartContainer>
          )}
        </CardContent>
      </Card>

      <div className="grid gap-4 lg:grid-cols-3">
        <Card className="lg:col-span-2">
          <CardHeader>
            <CardTitle>Revenue</CardTitle>
            <CardDescription>By month</CardDescription>
          </CardHeader>
          <CardContent>
            <ChartContainer config={revenueConfig} className="h-[220px] w-full">
              <BarChart accessibilityLayer data={revenue} margin={{ left: 12, right: 12 }}>
                <CartesianGrid vertical={false} />
                <XAxis dataKey="month" tickLine={false} tickMargin={10} axisLine={false} />
                <YAxis hide domain={[0, "dataMax + 4000"]} />
                <ChartTooltip content={<ChartTooltipContent indicator="dashed" />} />
                <Bar dataKey="revenue" fill="var(--color-revenue)" radius={8} />
              </BarChart>
            </ChartContainer>
          </CardContent>
          <CardFooter className="flex-col items-start gap-2 text-sm">
            <div className="flex gap-2 font-medium leading-none">
              Trending up by 5.2% this month <TrendingUp className="h-4 w-4" />
            </div>
            <Progress value={72} className="h-1.5" />
          </CardFooter>
        </Card>
        <BrowserShare />
      </div>
    </div>
  );
}
