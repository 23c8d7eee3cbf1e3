// @vitest-environment jsdom
// The allow-list: every entry can be imported and gives what real code takes from it; what is not on it is named, and shown.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { modules } from "vendor:modules";
import fc from "fast-check";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { makeFacade } from "../facade";
import { Live } from "../live";
import { Started } from "../started";
import { isStub } from "../stubs";
import { Packages } from ".";
import { edits, nearest, remedy } from "./nearest";
import { listed, packages, resolve } from "./resolve";

const shared = JSON.parse(readFileSync(join(import.meta.dirname, "../../../tests/imports.json"), "utf8")) as {
  resolves: Record<string, [string, string | null] | null>;
  remedies: Record<string, string>;
};
const names = Object.keys(packages).filter((name) => !name.endsWith("*"));

describe("the list", () => {
  test.each(Object.entries(shared.resolves))("%s", (specifier, wanted) => {
    expect(resolve(specifier)).toEqual(wanted && { module: wanted[0], member: wanted[1] });
  });

  test.each(Object.entries(shared.remedies))("instead of %s", (specifier, wanted) => {
    expect(remedy(specifier)).toBe(wanted);
  });

  test("is what can be loaded, with the folders of our own", () => {
    const own = Object.keys(modules).filter(
      (id) => id.startsWith("@/components/ui/") || id.startsWith("@/hooks/"),
    );
    expect(own).toContain("@/components/ui/button");
    expect(own).toContain("@/hooks/use-toast");
    expect(Object.keys(modules).sort()).toEqual([...listed, ...own].sort());
  });

  test("nearest has the fewest edits", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (text) => {
        const near = nearest(text);
        if (near === null || !names.includes(near) || !remedy(text).endsWith("write it.")) return;
        const least = Math.min(...names.map((name) => edits(text.toLowerCase(), name.toLowerCase())));
        expect(edits(text.toLowerCase(), near.toLowerCase())).toBe(
          text.startsWith(`${near}/`) ? text.length - near.length : least,
        );
      }),
    );
  });

  test("edits is a distance", () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(edits(a, b)).toBe(edits(b, a));
        expect(edits(a, b) === 0).toBe(a === b);
        expect(edits(a, c)).toBeLessThanOrEqual(edits(a, b) + edits(b, c));
      }),
    );
  });
});

/** Import lines as real components have them: the module, and what they take from it. */
const LINES: [specifier: string, ...taken: string[]][] = [
  ["react", "default", "useState", "useEffect", "memo", "forwardRef", "Fragment", "lazy", "Suspense"],
  ["react-dom", "createPortal", "flushSync"],
  [
    "lucide-react",
    "Github",
    "Twitter",
    "Linkedin",
    "Youtube",
    "GithubIcon",
    "Home",
    "Trash2",
    "BarChart3",
    "X",
    "XIcon",
  ],
  ["recharts", "LineChart", "ResponsiveContainer", "Tooltip", "Cell", "PieChart"],
  ["framer-motion", "motion", "AnimatePresence", "useInView", "useScroll", "useSpring"],
  ["motion/react", "motion", "AnimatePresence"],
  ["date-fns", "format", "addDays", "differenceInDays", "parseISO"],
  ["date-fns/format", "default", "format"],
  ["date-fns/locale", "de", "enUS"],
  ["date-fns/locale/de", "default", "de"],
  ["clsx", "default", "clsx"],
  ["tailwind-merge", "twMerge"],
  ["class-variance-authority", "cva"],
  ["@radix-ui/react-dialog", "Root", "Trigger", "Content", "Title", "Dialog"],
  ["@radix-ui/react-slot", "Slot", "Slottable"],
  ["@radix-ui/react-label", "Root", "Label"],
  ["@radix-ui/react-icons", "ChevronDownIcon", "Cross2Icon"],
  ["@radix-ui/react-use-controllable-state", "useControllableState"],
  ["radix-ui", "Dialog", "Slot"],
  ["zod", "z", "default"],
  ["react-hook-form", "useForm", "Controller", "FormProvider", "useFieldArray"],
  ["@hookform/resolvers/zod", "zodResolver"],
  ["sonner", "toast", "Toaster"],
  ["lodash", "default", "debounce", "groupBy"],
  ["lodash/debounce", "default"],
  ["lodash.isequal", "default"],
  ["uuid", "v4"],
  ["immer", "produce"],
  ["zustand", "create"],
  ["zustand/middleware", "persist", "devtools"],
  ["zustand/middleware/immer", "immer"],
  ["zustand/shallow", "shallow"],
  ["swr", "default", "useSWRConfig"],
  ["swr/mutation", "default"],
  ["@tanstack/react-query", "useQuery", "QueryClient", "QueryClientProvider"],
  ["@tanstack/react-table", "useReactTable", "getCoreRowModel", "flexRender"],
  ["@dnd-kit/core", "DndContext", "useDraggable", "closestCenter"],
  ["@dnd-kit/sortable", "SortableContext", "useSortable", "arrayMove"],
  ["@dnd-kit/utilities", "CSS"],
  ["d3", "scaleLinear", "select", "arc"],
  ["d3-scale", "scaleLinear"],
  ["three", "Scene", "Vector3", "WebGLRenderer"],
  ["three/examples/jsm/controls/OrbitControls", "OrbitControls"],
  ["@react-three/fiber", "Canvas", "useFrame", "useThree"],
  ["@react-three/drei", "OrbitControls", "Text", "Float"],
  ["embla-carousel-react", "default"],
  ["embla-carousel-autoplay", "default"],
  ["cmdk", "Command"],
  ["vaul", "Drawer"],
  ["react-day-picker", "DayPicker"],
  ["input-otp", "OTPInput", "OTPInputContext"],
  ["react-resizable-panels", "PanelGroup", "Panel", "PanelResizeHandle"],
  ["react-markdown", "default"],
  ["remark-gfm", "default"],
  ["papaparse", "default", "parse", "unparse"],
  ["mathjs", "evaluate", "create", "all"],
  ["canvas-confetti", "default"],
  ["react-icons/fa", "FaGithub"],
  ["react-icons/fa6", "FaXTwitter"],
  ["react-icons/md", "MdHome"],
  ["@heroicons/react/24/outline", "XMarkIcon"],
  ["@heroicons/react/24/solid/StarIcon", "default"],
  ["react-intersection-observer", "useInView", "InView"],
  ["@xyflow/react", "ReactFlow", "Background", "useNodesState", "Handle"],
  ["reactflow", "default", "Controls"],
  ["@xyflow/react/dist/style.css"],
  ["next/link", "default"],
  ["next/image", "default"],
  ["next/navigation", "useRouter", "usePathname", "useSearchParams"],
  ["next/router", "useRouter"],
  ["next/dynamic", "default"],
  ["next/head", "default"],
  ["next/script", "default"],
  ["next/font/google", "Inter", "Playfair_Display"],
  ["next/font/local", "default"],
  ["geist/font/sans", "GeistSans"],
  ["next-themes", "ThemeProvider", "useTheme"],
  ["react-router-dom", "BrowserRouter", "Routes", "Route", "Link", "useNavigate", "createBrowserRouter"],
  ["@/lib/utils", "cn"],
  ["@/components/ui/button", "Button", "buttonVariants"],
  ["./ui/card", "Card"],
  ["@/hooks/use-toast", "useToast", "toast"],
];

describe("what is imported", () => {
  const live = new Live();
  const loaded = new Packages(makeFacade(live, new Started(window)), live);
  beforeAll(async () => {
    vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
    live.begin(false);
    // One by one: Node cannot load what is CommonJS and a module at the same time.
    for (const [specifier] of LINES) await loaded.load([specifier]);
  }, 60_000);

  test.each(LINES)("%s", (specifier, ...taken) => {
    expect(loaded.has(specifier)).toBe(true);
    const given = loaded.get(specifier);
    expect(given.__esModule).toBe(true);
    expect(taken.filter((name) => given[name] === undefined || isStub(given[name]))).toEqual([]);
    expect(live.missing).toEqual(new Set());
  });

  test("every entry of the list loads", async () => {
    expect(await loaded.load(listed)).toBe(true);
    expect(listed.filter((module) => !loaded.has(module))).toEqual([]);
  }, 60_000);

  test("what is not there is a stand-in, named with what to use instead", () => {
    expect(isStub(loaded.get("ky").get)).toBe(true);
    loaded.get("@/components/ui/buton");
    loaded.get("./Chart");
    expect([...loaded.unknown.values()]).toEqual([
      "Write sample data into the file: there is no network here.",
      "The nearest is “@/components/ui/button”.",
      "There is no such file.",
    ]);
  });

  test("style sheets and pictures that are not there are no failure", () => {
    const before = loaded.unknown.size;
    expect(loaded.get("./Card.module.css").default.title).toBe("title");
    expect(loaded.get("@/public/logo.png").default).toMatch(/^data:image\/svg\+xml,/);
    expect(loaded.unknown.size).toBe(before);
  });

  test("an icon that no set has is drawn as an empty one", () => {
    expect(loaded.get("lucide-react").Sofaa).toBeTypeOf("function");
    expect(isStub(loaded.get("lucide-react").Sofaa)).toBe(false);
  });
});
