// Stands for @tanstack/react-query: the package itself. A component that was written for inside of a provider and is shown alone has
// a client too.

import { QueryClient, QueryClientContext } from "@tanstack/react-query";

export * from "@tanstack/react-query";

const context = QueryClientContext as unknown as { _currentValue: unknown; _currentValue2: unknown };
context._currentValue = context._currentValue2 = new QueryClient();
