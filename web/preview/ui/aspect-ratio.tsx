// A box that keeps its proportions.

import { AspectRatio as Primitive } from "radix-ui";
import { part } from "./lib/part";

export const AspectRatio = part(Primitive.Root, "aspect-ratio");
