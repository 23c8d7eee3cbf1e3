// Stands for next/head: what it holds belongs to a document that is not there.

import type { ReactNode } from "react";

export default function Head(_props: { children?: ReactNode }): ReactNode {
  return null;
}
