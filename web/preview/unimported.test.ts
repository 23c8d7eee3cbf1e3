// Components that a text uses and never imports.

import { expect, test } from "vitest";
import { homesOf, unimported } from "./unimported";

test.each([
  ["export default () => <Button>Go</Button>", ["Button"]],
  ["import { Button } from './b'\nexport default () => <Button>Go</Button>", []],
  ["function Row() { return <i /> }\nexport default () => <Row/>", []],
  ["const Row = () => <i />\nexport default () => <Row/>", []],
  [
    "import * as Card from './c'\nexport default () => <Card.Root><Search size={4} /></Card.Root>",
    ["Search"],
  ],
  ["export default ({ icon: Icon }) => <Icon />", []],
  ["export default () => { const items = useState<Item[]>([]); type Item = string; return <p /> }", []],
])("%s", (text, names) => expect(unimported(text)).toEqual(names));

test("the modules that may have it", () => {
  expect(homesOf("CardHeader")).toEqual([
    "@/components/ui/card-header",
    "@/components/ui/card",
    "lucide-react",
  ]);
});
