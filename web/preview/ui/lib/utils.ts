// Owns `cn`, what generated code imports from `@/lib/utils`: class names joined, later Tailwind classes winning over earlier.

import { type ClassValue, clsx } from "clsx";
import { twMerge } from "tailwind-merge";

export const cn = (...values: ClassValue[]): string => twMerge(clsx(values));
