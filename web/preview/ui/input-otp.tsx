// A code of a fixed length, one box a character.

import { OTPInput, OTPInputContext } from "input-otp";
import { Minus } from "lucide-react";
import { type ComponentProps, type ReactNode, useContext } from "react";
import { part } from "./lib/part";
import { cn } from "./lib/utils";

type InputOTPProps = Omit<ComponentProps<typeof OTPInput>, "maxLength" | "render" | "children"> & {
  maxLength?: number;
  containerClassName?: string;
} & ({ children?: ReactNode; render?: never } | Pick<ComponentProps<typeof OTPInput>, "render">);

export function InputOTP({ className, containerClassName, maxLength = 6, ...props }: InputOTPProps) {
  return (
    <OTPInput
      data-slot="input-otp"
      maxLength={maxLength}
      containerClassName={cn("flex items-center gap-2 has-disabled:opacity-50", containerClassName)}
      className={cn("disabled:cursor-not-allowed", className)}
      {...(props as { children: ReactNode })}
    />
  );
}

export const InputOTPGroup = part("div", "input-otp-group", "flex items-center");

export function InputOTPSlot({ index, className, ...props }: ComponentProps<"div"> & { index: number }) {
  const slot = useContext(OTPInputContext)?.slots?.[index];
  return (
    <div
      data-slot="input-otp-slot"
      data-active={slot?.isActive ?? false}
      className={cn(
        "relative flex size-9 items-center justify-center border-input border-y border-r text-sm shadow-xs outline-none transition-all first:rounded-l-md first:border-l last:rounded-r-md aria-invalid:border-destructive data-[active=true]:z-10 data-[active=true]:border-ring data-[active=true]:ring-[3px] data-[active=true]:ring-ring/50 dark:bg-input/30",
        className,
      )}
      {...props}
    >
      {slot?.char ?? slot?.placeholderChar}
      {slot?.hasFakeCaret && (
        <div className="pointer-events-none absolute inset-0 grid place-items-center">
          <div className="h-4 w-px animate-caret-blink bg-foreground duration-1000" />
        </div>
      )}
    </div>
  );
}

export function InputOTPSeparator(props: ComponentProps<"div">) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: an icon between the boxes
    <div data-slot="input-otp-separator" role="separator" {...props}>
      <Minus />
    </div>
  );
}
