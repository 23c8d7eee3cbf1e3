"""Those of later_faults.py that come of frameworks and kits which are not here, or not as the model thinks."""

LATER_KIT_FAULTS: dict[str, list[str]] = {
    "Next.js": [
        """"use client";

import Image from "next/image";
import { usePathname, useSearchParams } from "next/navigation";
import dynamic from "next/dynamic";

const Chart = dynamic(() => import("./Chart"), { ssr: false });

export default function Page() {
  const path = usePathname();
  const tab = useSearchParams().get("tab");
  return (
    <main>
      <Image src="/logo.png" alt="Logo" fill />
      <p>{path} {tab}</p>
      <Chart />
    </main>
  );
}
""",
        """import Script from "next/script";
import type { Metadata } from "next";

export const metadata: Metadata = { title: "Shop" };

export default async function Page() {
  return (
    <main>
      <Script src="/a.js" />
      <h1>Shop</h1>
    </main>
  );
}
""",
    ],
    "shadcn": [
        """import { Button } from "@/components/ui/button";
import { useToast } from "@/hooks/use-toast";
import { DataTable } from "@/components/ui/data-table";
import { Spinner } from "@/components/ui/spinner";

export default function App() {
  const { toast } = useToast();
  return (
    <div>
      <DataTable columns={[]} data={[]} />
      <Spinner />
      <Button onClick={() => toast({ title: "Saved" })}>Save</Button>
    </div>
  );
}
""",
        """import { Buton, CardBody } from "@/components/ui/card";
import { Input } from "components/ui/input";

export default function App() {
  return <CardBody><Input placeholder="Name" /><Buton>Go</Buton></CardBody>;
}
""",
    ],
}
