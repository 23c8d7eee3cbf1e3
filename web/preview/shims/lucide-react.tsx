// Stands for lucide-react: the package itself, and the brand icons that it no longer has, drawn as neutral signs.

import { createLucideIcon, type IconNode } from "lucide-react";

export * from "lucide-react";

const path = (d: string): IconNode[number] => ["path", { d, key: d }];
const circle = (cx: number, cy: number, r: number): IconNode[number] => [
  "circle",
  { cx, cy, r, key: `${cx},${cy}` },
];
const box = (rx: number, height = 18): IconNode[number] => [
  "rect",
  { x: 3, y: (24 - height) / 2, width: 18, height, rx, key: "box" },
];
const icon = (name: string, ...node: IconNode) => createLucideIcon(name, node);

const Chrome = icon(
  "chrome",
  circle(12, 12, 9),
  circle(12, 12, 3.5),
  path("M12 8.5h8M9 13.8 5 6.5M15 13.8l-4 7"),
);
const Codepen = icon("codepen", path("m12 3 9 6v6l-9 6-9-6V9zM3 9l9 6 9-6M3 15l9-6 9 6"));
const Codesandbox = icon("codesandbox", path("m12 3 8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9"));
const Dribbble = icon(
  "dribbble",
  circle(12, 12, 9),
  path("M4 9c6 2 12 1 15-3M3.5 14c7-2 13 0 15.5 3.5M9 3.5c4 5 6 11 6 17"),
);
const Facebook = icon("facebook", box(4), path("M15.5 8H14a2 2 0 0 0-2 2v11M9 13h6"));
const Figma = icon(
  "figma",
  path("M12 3H9a3 3 0 0 0 0 6h6a3 3 0 0 0 0-6zM12 9H9a3 3 0 0 0 0 6h3zM12 15H9a3 3 0 1 0 3 3z"),
  circle(15, 12, 3),
);
const Framer = icon("framer", path("M6 9V3h12v6zM6 9l12 6H6zM6 15v0l6 6v-6"));
const Github = icon(
  "github",
  circle(6, 6, 2.5),
  circle(6, 18, 2.5),
  circle(18, 8, 2.5),
  path("M6 8.5v7M18 10.5c0 4-6 2-10 5.5"),
);
const Gitlab = icon("gitlab", path("m12 20-9-7 2.5-8L8 10h8l2.5-5L21 13z"));
const Instagram = icon("instagram", box(5), circle(12, 12, 4), path("M17 7h.01"));
const Linkedin = icon(
  "linkedin",
  box(3),
  path("M7.5 11v6M7.5 7.5v.01M11.5 17v-6M11.5 13.5a2.5 2.5 0 0 1 5 0V17"),
);
const Pocket = icon("pocket", path("M4 5h16v6a8 8 0 0 1-16 0zM8 10l4 4 4-4"));
const RailSymbol = icon("rail-symbol", path("M4 9h16M4 15h16M15 5 9 9l6 6-6 4"));
const Slack = icon("slack", path("M9 4v12M15 8v12M4 15h12M8 9h12"));
const Trello = icon("trello", box(3), path("M8 7v9M16 7v5"));
const Twitch = icon("twitch", path("M5 4h15v9l-4 4h-4l-3 3v-3H5zM11 8v4M16 8v4"));
const Twitter = icon("twitter", path("M4 4l16 16M20 4 4 20"));
const Youtube = icon("youtube", box(4, 14), path("m10 9 5 3-5 3z"));
const MousePointerSquare = icon("mouse-pointer-square", box(3), path("m9 9 3.5 8 1.5-3.5L17.5 12z"));

export {
  Chrome,
  Chrome as ChromeIcon,
  Chrome as LucideChrome,
  Chrome as Chromium,
  Chrome as ChromiumIcon,
  Codepen,
  Codepen as CodepenIcon,
  Codepen as LucideCodepen,
  Codesandbox,
  Codesandbox as CodesandboxIcon,
  Codesandbox as LucideCodesandbox,
  Dribbble,
  Dribbble as DribbbleIcon,
  Dribbble as LucideDribbble,
  Facebook,
  Facebook as FacebookIcon,
  Facebook as LucideFacebook,
  Figma,
  Figma as FigmaIcon,
  Figma as LucideFigma,
  Framer,
  Framer as FramerIcon,
  Framer as LucideFramer,
  Github,
  Github as GithubIcon,
  Github as LucideGithub,
  Gitlab,
  Gitlab as GitlabIcon,
  Gitlab as LucideGitlab,
  Instagram,
  Instagram as InstagramIcon,
  Instagram as LucideInstagram,
  Linkedin,
  Linkedin as LinkedinIcon,
  Linkedin as LucideLinkedin,
  MousePointerSquare,
  MousePointerSquare as MousePointerSquareIcon,
  Pocket,
  Pocket as PocketIcon,
  RailSymbol,
  RailSymbol as RailSymbolIcon,
  Slack,
  Slack as SlackIcon,
  Slack as LucideSlack,
  Trello,
  Trello as TrelloIcon,
  Trello as LucideTrello,
  Twitch,
  Twitch as TwitchIcon,
  Twitch as LucideTwitch,
  Twitter,
  Twitter as TwitterIcon,
  Twitter as LucideTwitter,
  Twitter as XLogo,
  Youtube,
  Youtube as YoutubeIcon,
  Youtube as LucideYoutube,
};
