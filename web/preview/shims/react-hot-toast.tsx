// Stands for react-hot-toast: its calls, shown by sonner.

import type { ReactNode } from "react";
import { Toaster as Sonner, toast as sonner } from "sonner";

interface Options {
  id?: string;
  duration?: number;
  icon?: ReactNode;
  position?: string;
}
const placed = ({ id, duration, icon }: Options = {}) => ({
  ...(id === undefined ? {} : { id }),
  ...(duration === undefined ? {} : { duration }),
  ...(icon === undefined ? {} : { icon }),
});
type Message = ReactNode | ((toast: { id: string; visible: boolean }) => ReactNode);
const said = (message: Message): ReactNode =>
  typeof message === "function" ? message({ id: "", visible: true }) : message;

const toast = Object.assign((message: Message, options?: Options) => sonner(said(message), placed(options)), {
  success: (message: Message, options?: Options) => sonner.success(said(message), placed(options)),
  error: (message: Message, options?: Options) => sonner.error(said(message), placed(options)),
  loading: (message: Message, options?: Options) => sonner.loading(said(message), placed(options)),
  custom: (message: Message, options?: Options) => sonner(said(message), placed(options)),
  dismiss: (id?: string | number) => sonner.dismiss(id),
  remove: (id?: string | number) => sonner.dismiss(id),
  promise: <T,>(
    promise: Promise<T>,
    words: {
      loading: ReactNode;
      success: ReactNode | ((value: T) => ReactNode);
      error: ReactNode | ((error: unknown) => ReactNode);
    },
  ) => {
    sonner.promise(promise, words as Parameters<typeof sonner.promise>[1]);
    return promise;
  },
});

export function Toaster({ position = "top-center" }: { position?: string }) {
  return <Sonner position={position as "top-center"} />;
}
export { toast };
export default toast;
