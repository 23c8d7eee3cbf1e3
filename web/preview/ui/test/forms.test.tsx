// @vitest-environment jsdom
// Forms: bound to react-hook-form and zod, bound to nothing, and half there.

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { Button } from "../button";
import { Field, FieldDescription, FieldError, FieldLabel } from "../field";
import { Form, FormControl, FormDescription, FormField, FormItem, FormLabel, FormMessage } from "../form";
import { Input } from "../input";
import { close, one, press, show, slot, slots, type, wait } from "./page";

afterEach(close);

const schema = z.object({ username: z.string().min(2, { message: "At least 2 characters." }) });

function Profile({ onSave }: { onSave: (values: z.infer<typeof schema>) => void }) {
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { username: "" },
  });
  return (
    <Form {...form}>
      <form onSubmit={form.handleSubmit((values) => onSave(values))}>
        <FormField
          control={form.control}
          name="username"
          render={({ field }) => (
            <FormItem>
              <FormLabel>Username</FormLabel>
              <FormControl>
                <Input placeholder="shadcn" {...field} />
              </FormControl>
              <FormDescription>Your public name.</FormDescription>
              <FormMessage />
            </FormItem>
          )}
        />
        <Button type="submit">Submit</Button>
      </form>
    </Form>
  );
}

test("a field is tied to its label, its description and its error", async () => {
  const saved = vi.fn();
  await show(<Profile onSave={saved} />);
  const input = one("input") as HTMLInputElement;
  expect((slot("form-label") as HTMLLabelElement).htmlFor).toBe(input.id);
  expect(input.getAttribute("aria-describedby")).toBe(slot("form-description").id);
  expect(slots("form-message")).toEqual([]);
  await press(one("button"));
  await wait(0);
  expect(slot("form-message").textContent).toBe("At least 2 characters.");
  expect(input.getAttribute("aria-invalid")).toBe("true");
  expect(input.getAttribute("aria-describedby")).toContain(slot("form-message").id);
  expect(slot("form-label").dataset.error).toBe("true");
  await type(input, "ada");
  await wait(0);
  expect(slots("form-message")).toEqual([]);
  await press(one("button"));
  await wait(0);
  expect(saved).toHaveBeenCalledWith({ username: "ada" });
});

test("a field shows before its form is there", async () => {
  await show(
    <FormField
      name="email"
      render={({ field, fieldState }) => (
        <FormItem>
          <FormLabel>Email</FormLabel>
          <FormControl>
            <Input {...field} data-invalid={fieldState.invalid} />
          </FormControl>
          <FormMessage>Given below</FormMessage>
        </FormItem>
      )}
    />,
  );
  expect((one("input") as HTMLInputElement).name).toBe("email");
  expect(slot("form-message").textContent).toBe("Given below");
});

test("the form may come without its methods, a control without its only child", async () => {
  await show(
    <Form {...({} as ReturnType<typeof useForm>)}>
      <FormItem>
        <FormControl>
          <Input />
          <span>second</span>
        </FormControl>
        <FormMessage />
      </FormItem>
    </Form>,
  );
  expect(slot("form-control").textContent).toBe("second");
});

test("a field without a library says its errors once each", async () => {
  await show(
    <Field data-invalid orientation="horizontal">
      <FieldLabel htmlFor="name">Name</FieldLabel>
      <Input id="name" aria-invalid />
      <FieldDescription>As on the card</FieldDescription>
      <FieldError errors={[{ message: "Too short" }, { message: "Too short" }, undefined]} />
      <FieldError errors={[]} />
    </Field>,
  );
  expect(slot("field").dataset.orientation).toBe("horizontal");
  expect(one("[role=alert]").textContent).toBe("Too short");
});
