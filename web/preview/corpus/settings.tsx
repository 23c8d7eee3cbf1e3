"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Bell, Loader2, Shield, Trash2, User } from "lucide-react";
import { useState } from "react";
import { useFieldArray, useForm } from "react-hook-form";
import * as z from "zod";

import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "@/components/ui/alert-dialog";
import { Avatar, AvatarFallback, AvatarImage } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import {
  Form,
  FormControl,
  FormDescription,
  FormField,
  FormItem,
  FormLabel,
  FormMessage,
} from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Separator } from "@/components/ui/separator";
import { Switch } from "@/components/ui/switch";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";
import { Toaster } from "@/components/ui/toaster";
import { useToast } from "@/hooks/use-toast";
import { cn } from "@/lib/utils";

const profileSchema = z.object({
  username: z
    .string()
    .min(2, { message: "Username must be at least 2 characters." })
    .max(30, { message: "Username must not be longer than 30 characters." }),
  email: z.string().email({ message: "Please enter a valid email." }),
  bio: z.string().max(160).optional(),
  language: z.string({ message: "Please select a language." }),
  urls: z.array(z.object({ value: z.string().url({ message: "Please enter a valid URL." }) })),
});

const notificationSchema = z.object({
  frequency: z.enum(["all", "mentions", "none"]),
  marketing: z.boolean().default(false),
  security: z.boolean(),
  channels: z.array(z.string()).refine((value) => value.length > 0, {
    message: "Pick at least one channel.",
  }),
});

type ProfileValues = z.infer<typeof profileSchema>;
type NotificationValues = z.input<typeof notificationSchema>;

const languages = [
  { label: "English", value: "en" },
  { label: "Français", value: "fr" },
  { label: "Deutsch", value: "de" },
  { label: "日本語", value: "ja" },
] as const;

const channels = [
  { id: "email", label: "Email" },
  { id: "push", label: "Push" },
  { id: "sms", label: "SMS" },
];

export default function SettingsPage() {
  const [tab, setTab] = useState("profile");

  return (
    <div className="mx-auto max-w-3xl space-y-6 p-4 pb-16 sm:p-10">
      <div className="flex items-center gap-4">
        <Avatar className="h-14 w-14">
          <AvatarImage src="/placeholder.svg?height=56&width=56" alt="@ada" />
          <AvatarFallback>AL</AvatarFallback>
        </Avatar>
        <div className="space-y-0.5">
          <h2 className="text-2xl font-bold tracking-tight">
            Settings <Badge variant="secondary">Pro</Badge>
          </h2>
          <p className="text-muted-foreground">Manage your account settings and set e-mail preferences.</p>
        </div>
      </div>
      <Separator className="my-6" />
      <Tabs value={tab} onValueChange={setTab} className="space-y-4">
        <TabsList className="grid w-full grid-cols-3">
          <TabsTrigger value="profile">
            <User className="mr-2 h-4 w-4" />
            Profile
          </TabsTrigger>
          <TabsTrigger value="notifications">
            <Bell className="mr-2 h-4 w-4" />
            Notifications
          </TabsTrigger>
          <TabsTrigger value="danger">
            <Shield className="mr-2 h-4 w-4" />
            Account
          </TabsTrigger>
        </TabsList>
        <TabsContent value="profile">
          <ProfileForm />
        </TabsContent>
        <TabsContent value="notifications">
          <NotificationForm />
        </TabsContent>
        <TabsContent value="danger">
          <DangerZone />
        </TabsContent>
      </Tabs>
      <Toaster />
    </div>
  );
}

function ProfileForm() {
  const { toast } = useToast();
  const [saving, setSaving] = useState(false);
  const form = useForm<ProfileValues>({
    resolver: zodResolver(profileSchema),
    defaultValues: {
      username: "ada",
      email: "ada@example.com",
      bio: "I own a computer.",
      urls: [{ value: "https://example.com" }],
    },
    mode: "onChange",
  });
  const { fields, append, remove } = useFieldArray({ name: "urls", control: form.control });

  async function onSubmit(data: ProfileValues) {
    setSaving(true);
    await new Promise((resolve) => setTimeout(resolve, 600));
    setSaving(false);
    toast({
      title: "You submitted the following values:",
      description: (
        <pre className="mt-2 w-[340px] rounded-md bg-slate-950 p-4">
          <code className="text-white">{JSON.stringify(data, null, 2)}</code>
        </pre>
      ),
    });
  }

  return (
    <Card>
      <CardHeader>
        <CardTitle>Profile</CardTitle>
        <CardDescription>This is how others will see you on the site.</CardDescription>
      </CardHeader>
      <Form {...form}>
        <form onSubmit={form.handleSubmit(onSubmit)}>
          <CardContent className="space-y-8">
            <FormField
              control={form.control}
              name="username"
              render={({ field }) => (
                <FormItem>
                  <FormLabel>Username</FormLabel>
                  <FormControl>
                    <Input placeholder="ada" {...field} />
                  </FormControl>
                  <FormDescription>This is your public display name.</FormDescription>
                  <FormMessage />
                </FormItem>
              )}
            />
            <FormField
              control={form.control}
              name="language"
              render={({ field }) => (
                <FormItem>
                  <FormLabel>Language</FormLabel>
                  <Select onValueChange={field.onChange} defaultValue={field.value}>
                    <FormControl>
                      <SelectTrigger>
                        <SelectValue placeholder="Select a language" />
                      </SelectTrigger>
                    </FormControl>
                    <SelectContent>
                      {languages.map((language) => (
                        <SelectItem key={language.value} value={language.value}>
                          {language.label}
                        </SelectItem>
                      ))}
                    </SelectContent>
                  </Select>
                  <FormMessage />
                </FormItem>
              )}
            />
            <FormField
              control={form.control}
              name="bio"
              render={({ field }) => (
                <FormItem>
                  <FormLabel>Bio</FormLabel>
                  <FormControl>
                    <Textarea placeholder="Tell us a little bit about yourself" className="resize-none" {...field} />
                  </FormControl>
                  <FormMessage />
                </FormItem>
              )}
            />
            <div>
              {fields.map((field, index) => (
                <FormField
                  control={form.control}
                  key={field.id}
                  name={`urls.${index}.value`}
                  render={({ field }) => (
                    <FormItem>
                      <FormLabel className={cn(index !== 0 && "sr-only")}>URLs</FormLabel>
                      <div className="flex gap-2">
                        <FormControl>
                          <Input {...field} />
                        </FormControl>
                        <Button type="button" variant="ghost" size="icon" onClick={() => remove(index)}>
                          <Trash2 className="h-4 w-4" />
                          <span className="sr-only">Remove</span>
                        </Button>
                      </div>
                      <FormMessage />
                    </FormItem>
                  )}
                />
              ))}
              <Button type="button" variant="outline" size="sm" className="mt-2" onClick={() => append({ value: "" })}>
                Add URL
              </Button>
            </div>
          </CardContent>
          <CardFooter className="mt-6 justify-end border-t pt-6">
            <Button type="submit" disabled={saving || !form.formState.isValid}>
              {saving && <Loader2 className="mr-2 h-4 w-4 animate-spin" />}
              Update profile
            </Button>
          </CardFooter>
        </form>
      </Form>
    </Card>
  );
}

function NotificationForm() {
  const { toast } = useToast();
  const form = useForm<NotificationValues>({
    resolver: zodResolver(notificationSchema),
    defaultValues: { frequency: "mentions", security: true, marketing: false, channels: ["email"] },
  });

  return (
    <Form {...form}>
      <form onSubmit={form.handleSubmit(() => toast({ title: "Saved" }))} className="space-y-8">
        <FormField
          control={form.control}
          name="frequency"
          render={({ field }) => (
            <FormItem className="space-y-3">
              <FormLabel>Notify me about...</FormLabel>
              <FormControl>
                <RadioGroup onValueChange={field.onChange} defaultValue={field.value} className="flex flex-col space-y-1">
                  {[
                    ["all", "All new messages"],
                    ["mentions", "Direct messages and mentions"],
                    ["none", "Nothing"],
                  ].map(([value, label]) => (
                    <FormItem key={value} className="flex items-center space-x-3 space-y-0">
                      <FormControl>
                        <RadioGroupItem value={value} />
                      </FormControl>
                      <FormLabel className="font-normal">{label}</FormLabel>
                    </FormItem>
                  ))}
                </RadioGroup>
              </FormControl>
              <FormMessage />
            </FormItem>
          )}
        />
        {(["marketing", "security"] as const).map((name) => (
          <FormField
            key={name}
            control={form.control}
            name={name}
            render={({ field }) => (
              <FormItem className="flex flex-row items-center justify-between rounded-lg border p-4">
                <div className="space-y-0.5">
                  <FormLabel className="text-base capitalize">{name} emails</FormLabel>
                  <FormDescription>
                    {name === "security" ? "Receive emails about your account security." : "Receive news & offers."}
                  </FormDescription>
                </div>
                <FormControl>
                  <Switch checked={field.value} onCheckedChange={field.onChange} disabled={name === "security"} />
                </FormControl>
              </FormItem>
            )}
          />
        ))}
        <FormField
          control={form.control}
          name="channels"
          render={({ field }) => (
            <FormItem>
              {channels.map((channel) => (
                <label key={channel.id} className="flex items-center gap-3 text-sm">
                  <Checkbox
                    checked={field.value?.includes(channel.id)}
                    onCheckedChange={(checked) =>
                      checked
                        ? field.onChange([...field.value, channel.id])
                        : field.onChange(field.value?.filter((value) => value !== channel.id))
                    }
                  />
                  {channel.label}
                </label>
              ))}
              <FormMessage />
            </FormItem>
          )}
        />
        <Button type="submit">Update notifications</Button>
      </form>
    </Form>
  );
}

function DangerZone() {
  return (
    <Card className="border-destructive/50">
      <CardHeader>
        <CardTitle className="text-destructive">Delete account</CardTitle>
        <CardDescription>Permanently remove your account and all of its contents.</CardDescription>
      </CardHeader>
      <CardFooter>
        <AlertDialog>
          <AlertDialogTrigger asChild>
            <Button variant="destructive">Delete account</Button>
          </AlertDialogTrigger>
          <AlertDialogContent>
            <AlertDialogHeader>
              <AlertDialogTitle>Are you absolutely sure?</AlertDialogTitle>
              <AlertDialogDescription>
                This action cannot be undone. This will permanently delete your account.
              </AlertDialogDescription>
            </AlertDialogHeader>
            <AlertDialogFooter>
              <AlertDialogCancel>Cancel</AlertDialogCancel>
              <AlertDialogAction>Continue</AlertDialogAction>
            </AlertDialogFooter>
          </AlertDialogContent>
        </AlertDialog>
      </CardFooter>
    </Card>
  );
}
