// Stands for next/navigation: the hooks and functions of a client component, over the program's own address.

import { router, usePlace } from "./place";

export const useRouter = () => router;
export const usePathname = (): string => usePlace().pathname;
export const useSearchParams = (): URLSearchParams => usePlace().searchParams;
export const useParams = (): Record<string, string> => ({});
export const useSelectedLayoutSegment = (): string | null => null;
export const useSelectedLayoutSegments = (): string[] => [];
export const useServerInsertedHTML = (): void => undefined;
export const redirect = (to: string): void => router.replace(to);
export const permanentRedirect = redirect;
export const notFound = (): void => undefined;
export const RedirectType = { push: "push", replace: "replace" };
