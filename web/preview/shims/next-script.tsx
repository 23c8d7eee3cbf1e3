// Stands for next/script: no script is brought in.

import type { ReactNode } from "react";

export default function Script(_props: object): ReactNode {
  return null;
}
