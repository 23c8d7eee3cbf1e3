// Fields of react-hook-form, each with a label, a description and its error, tied together by ids. Outside of a form, or
// before it is there, a field is unbound: it shows, and takes no input.

import { Slot } from "radix-ui";
import { type ComponentProps, createContext, isValidElement, type ReactNode, useContext, useId } from "react";
import {
  Controller,
  type ControllerFieldState,
  type ControllerProps,
  type FieldPath,
  type FieldValues,
  FormProvider,
  type UseFormReturn,
  useFormContext,
} from "react-hook-form";
import { Label } from "./label";
import { part } from "./lib/part";
import { cn } from "./lib/utils";

export const Form = FormProvider;

type FieldState = Pick<ControllerFieldState, "invalid" | "isDirty" | "isTouched" | "isValidating" | "error">;

const UNTOUCHED: FieldState = { invalid: false, isDirty: false, isTouched: false, isValidating: false };

const nothing = () => undefined;
const unbound = (name: string) => ({
  field: { name, value: "", onChange: nothing, onBlur: nothing, ref: nothing },
  fieldState: UNTOUCHED,
  formState: { errors: {} },
});

const Field = createContext<FieldState & { name: string }>({ name: "", ...UNTOUCHED });
const ItemId = createContext("");

export function FormField<
  Values extends FieldValues = FieldValues,
  Name extends FieldPath<Values> = FieldPath<Values>,
>({ control, render, ...props }: ControllerProps<Values, Name>): ReactNode {
  const form = useFormContext<Values>() as UseFormReturn<Values> | null;
  const known = control ?? form?.control;
  const show = (state: Parameters<typeof render>[0]) => (
    <Field value={{ ...UNTOUCHED, ...state.fieldState, name: String(props.name) }}>{render?.(state)}</Field>
  );
  if (!known || !props.name)
    return show(unbound(String(props.name)) as unknown as Parameters<typeof render>[0]);
  return <Controller {...props} control={known} render={show} />;
}

export function useFormField() {
  const field = useContext(Field);
  const id = useContext(ItemId);
  return {
    ...field,
    id,
    formItemId: `${id}-form-item`,
    formDescriptionId: `${id}-form-item-description`,
    formMessageId: `${id}-form-item-message`,
  };
}

export function FormItem({ className, ...props }: ComponentProps<"div">) {
  return (
    <ItemId value={useId()}>
      <div data-slot="form-item" className={cn("grid gap-2", className)} {...props} />
    </ItemId>
  );
}

export function FormLabel({ className, ...props }: ComponentProps<typeof Label>) {
  const { error, formItemId } = useFormField();
  return (
    <Label
      data-slot="form-label"
      data-error={!!error}
      htmlFor={formItemId}
      className={cn("data-[error=true]:text-destructive", className)}
      {...props}
    />
  );
}

export function FormControl({ children, ...props }: ComponentProps<typeof Slot.Root>) {
  const { error, formItemId, formDescriptionId, formMessageId } = useFormField();
  const Type = (isValidElement(children) ? Slot.Root : "div") as typeof Slot.Root;
  return (
    <Type
      data-slot="form-control"
      id={formItemId}
      aria-describedby={error ? `${formDescriptionId} ${formMessageId}` : formDescriptionId}
      aria-invalid={!!error}
      {...props}
    >
      {children}
    </Type>
  );
}

const Description = part("p", "form-description", "text-muted-foreground text-sm");

export function FormDescription(props: ComponentProps<"p">) {
  return <Description id={useFormField().formDescriptionId} {...props} />;
}

const Message = part("p", "form-message", "text-destructive text-sm");

/** The field's error, or else its own children; nothing when there is neither. */
export function FormMessage({ children, ...props }: ComponentProps<"p">) {
  const { error, formMessageId } = useFormField();
  const body = error ? String(error.message ?? "") : children;
  if (!body) return null;
  return (
    <Message id={formMessageId} {...props}>
      {body}
    </Message>
  );
}
