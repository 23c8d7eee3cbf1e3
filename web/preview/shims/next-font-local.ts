// Stands for next/font/local, and for packages that bring a typeface as a file.

import { $missing } from "./next-font-google";

export { $missing };
export default $missing("sans");
