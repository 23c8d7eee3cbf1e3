'use client'

import { useEffect, useMemo, useState, type ReactNode } from 'react'
import {
  Calendar,
  ChevronsUpDown,
  FileText,
  Home,
  Inbox,
  LogOut,
  Mail,
  Menu,
  Moon,
  Plus,
  Search,
  Settings,
  Star,
  Sun,
  type LucideIcon,
} from 'lucide-react'
import { Avatar, AvatarFallback } from '@/components/ui/avatar'
import { Breadcrumb, BreadcrumbItem, BreadcrumbLink, BreadcrumbList, BreadcrumbPage, BreadcrumbSeparator } from '@/components/ui/breadcrumb'
import { Button } from '@/components/ui/button'
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from '@/components/ui/collapsible'
import {
  CommandDialog,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandSeparator,
  CommandShortcut,
} from '@/components/ui/command'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuSeparator, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { Kbd } from '@/components/ui/kbd'
import { ScrollArea } from '@/components/ui/scroll-area'
import { Separator } from '@/components/ui/separator'
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle, SheetTrigger } from '@/components/ui/sheet'
import {
  Sidebar,
  SidebarContent,
  SidebarFooter,
  SidebarGroup,
  SidebarGroupContent,
  SidebarGroupLabel,
  SidebarHeader,
  SidebarInset,
  SidebarMenu,
  SidebarMenuBadge,
  SidebarMenuButton,
  SidebarMenuItem,
  SidebarMenuSub,
  SidebarMenuSubButton,
  SidebarMenuSubItem,
  SidebarProvider,
  SidebarRail,
  SidebarTrigger,
} from '@/components/ui/sidebar'
import { Toaster } from '@/components/ui/sonner'
import { cn } from '@/lib/utils'
import { toast } from 'sonner'

type View = 'home' | 'inbox' | 'calendar' | 'settings'

const views: { id: View; title: string; icon: LucideIcon; badge?: number }[] = [
  { id: 'home', title: 'Home', icon: Home },
  { id: 'inbox', title: 'Inbox', icon: Inbox, badge: 12 },
  { id: 'calendar', title: 'Calendar', icon: Calendar },
  { id: 'settings', title: 'Settings', icon: Settings },
]

const documents = ['Roadmap 2026', 'Meeting notes', 'Brand guidelines', 'Onboarding', 'Pricing research'] as const

const messages = [
  { id: 1, from: 'Mara Lindt', subject: 'Contract draft', text: 'Attached is the second draft, please have a look at § 4.', unread: true },
  { id: 2, from: 'Build bot', subject: 'main is green again', text: 'All 1,204 checks passed after the fix in #482.', unread: false },
  { id: 3, from: 'Tomás Ruiz', subject: 'Lunch?', text: 'The new place around the corner opens today 🥟', unread: true },
]

function useHotkey(key: string, run: () => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === key && (event.metaKey || event.ctrlKey)) {
        event.preventDefault()
        run()
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [key, run])
}

export default function Workspace() {
  const [view, setView] = useState<View>('inbox')
  const [open, setOpen] = useState(false)
  const [dark, setDark] = useState(false)
  const [starred, setStarred] = useState<readonly string[]>(['Roadmap 2026'])
  const current = views.find(each => each.id === view)!

  useHotkey('k', () => setOpen(value => !value))

  const star = (name: string) => {
    setStarred(list => (list.includes(name) ? list.filter(each => each !== name) : [...list, name]))
    toast(`${name} ${starred.includes(name) ? 'unstarred' : 'starred'}`)
  }

  return (
    <div className={cn(dark && 'dark')}>
      <SidebarProvider defaultOpen>
        <AppSidebar view={view} onView={setView} starred={starred} />
        <SidebarInset>
          <header className="flex h-14 shrink-0 items-center gap-2 border-b px-4">
            <SidebarTrigger className="-ml-1" />
            <Separator orientation="vertical" className="mr-2 h-4" />
            <Breadcrumb>
              <BreadcrumbList>
                <BreadcrumbItem className="hidden md:block">
                  <BreadcrumbLink href="#">Workspace</BreadcrumbLink>
                </BreadcrumbItem>
                <BreadcrumbSeparator className="hidden md:block" />
                <BreadcrumbItem>
                  <BreadcrumbPage>{current.title}</BreadcrumbPage>
                </BreadcrumbItem>
              </BreadcrumbList>
            </Breadcrumb>
            <Button
              variant="outline"
              className="ml-auto h-8 w-40 justify-start text-muted-foreground sm:w-64"
              onClick={() => setOpen(true)}
            >
              <Search /> Search...
              <Kbd className="ml-auto">⌘K</Kbd>
            </Button>
            <Button variant="ghost" size="icon" onClick={() => setDark(!dark)} aria-label="Toggle theme">
              {dark ? <Sun /> : <Moon />}
            </Button>
            <Details title={current.title} />
          </header>
          <main className="flex-1 p-4">
            {view === 'inbox' ? (
              <MessageList />
            ) : (
              <div className="grid auto-rows-min gap-4 md:grid-cols-3">
                {documents.map(name => (
                  <button
                    key={name}
                    onClick={() => star(name)}
                    className="flex aspect-video flex-col items-start justify-between rounded-xl bg-muted/50 p-4 text-left hover:bg-muted"
                  >
                    <Star className={cn('size-4', starred.includes(name) ? 'fill-amber-400 text-amber-400' : 'text-muted-foreground')} />
                    <span className="font-medium">{name}</span>
                  </button>
                ))}
              </div>
            )}
          </main>
        </SidebarInset>
        <Palette open={open} onOpenChange={setOpen} onView={setView} onStar={star} />
      </SidebarProvider>
      <Toaster position="bottom-right" />
    </div>
  )
}

function AppSidebar({ view, onView, starred }: { view: View; onView: (view: View) => void; starred: readonly string[] }) {
  return (
    <Sidebar collapsible="icon">
      <SidebarHeader>
        <SidebarMenu>
          <SidebarMenuItem>
            <SidebarMenuButton size="lg">
              <div className="flex aspect-square size-8 items-center justify-center rounded-lg bg-sidebar-primary text-sidebar-primary-foreground">
                <FileText className="size-4" />
              </div>
              <div className="grid flex-1 text-left text-sm leading-tight">
                <span className="truncate font-semibold">Acme Inc</span>
                <span className="truncate text-xs">Enterprise</span>
              </div>
            </SidebarMenuButton>
          </SidebarMenuItem>
        </SidebarMenu>
      </SidebarHeader>
      <SidebarContent>
        <SidebarGroup>
          <SidebarGroupLabel>Platform</SidebarGroupLabel>
          <SidebarGroupContent>
            <SidebarMenu>
              {views.map(({ id, title, icon: Icon, badge }) => (
                <SidebarMenuItem key={id}>
                  <SidebarMenuButton isActive={view === id} tooltip={title} onClick={() => onView(id)}>
                    <Icon />
                    <span>{title}</span>
                  </SidebarMenuButton>
                  {badge ? <SidebarMenuBadge>{badge}</SidebarMenuBadge> : null}
                </SidebarMenuItem>
              ))}
            </SidebarMenu>
          </SidebarGroupContent>
        </SidebarGroup>
        <Collapsible defaultOpen className="group/collapsible">
          <SidebarGroup>
            <SidebarGroupLabel asChild>
              <CollapsibleTrigger>
                Starred
                <ChevronsUpDown className="ml-auto" />
              </CollapsibleTrigger>
            </SidebarGroupLabel>
            <CollapsibleContent>
              <SidebarMenuSub>
                {starred.map(name => (
                  <SidebarMenuSubItem key={name}>
                    <SidebarMenuSubButton asChild>
                      <a href="#">
                        <span>{name}</span>
                      </a>
                    </SidebarMenuSubButton>
                  </SidebarMenuSubItem>
                ))}
              </SidebarMenuSub>
            </CollapsibleContent>
          </SidebarGroup>
        </Collapsible>
      </SidebarContent>
      <SidebarFooter>
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <SidebarMenuButton>
              <Avatar className="size-6 rounded-md">
                <AvatarFallback>CN</AvatarFallback>
              </Avatar>
              <span>Casey North</span>
            </SidebarMenuButton>
          </DropdownMenuTrigger>
          <DropdownMenuContent side="top" className="w-[--radix-popper-anchor-width]">
            <DropdownMenuItem>Account</DropdownMenuItem>
            <DropdownMenuSeparator />
            <DropdownMenuItem variant="destructive">
              <LogOut /> Sign out
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
      </SidebarFooter>
      <SidebarRail />
    </Sidebar>
  )
}

function MessageList() {
  const [read, setRead] = useState<number[]>([])
  const unread = useMemo(() => messages.filter(({ id, unread }) => unread && !read.includes(id)).length, [read])
  return (
    <ScrollArea className="h-[60vh] rounded-md border">
      <p className="p-4 pb-0 text-sm text-muted-foreground">{unread} unread</p>
      <ul className="space-y-2 p-4">
        {messages.map(({ id, from, subject, text, unread }) => (
          <li
            key={id}
            onClick={() => setRead(ids => [...ids, id])}
            className={cn('rounded-lg border p-3 text-sm transition-colors hover:bg-accent', unread && !read.includes(id) && 'border-l-4 border-l-primary')}
          >
            <div className="flex items-center gap-2 font-semibold">
              <Mail className="size-4" /> {from}
            </div>
            <div className="text-xs font-medium">{subject}</div>
            <div className="line-clamp-2 text-xs text-muted-foreground">{text.substring(0, 300)}</div>
          </li>
        ))}
      </ul>
    </ScrollArea>
  )
}

function Details({ title }: { title: string }): ReactNode {
  return (
    <Sheet>
      <SheetTrigger asChild>
        <Button variant="ghost" size="icon">
          <Menu />
          <span className="sr-only">Details</span>
        </Button>
      </SheetTrigger>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>{title}</SheetTitle>
          <SheetDescription>What this page holds, and who can see it.</SheetDescription>
        </SheetHeader>
      </SheetContent>
    </Sheet>
  )
}

interface PaletteProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  onView: (view: View) => void
  onStar: (name: string) => void
}

function Palette({ open, onOpenChange, onView, onStar }: PaletteProps) {
  const run = (action: () => void) => () => {
    onOpenChange(false)
    action()
  }
  return (
    <CommandDialog open={open} onOpenChange={onOpenChange}>
      <CommandInput placeholder="Type a command or search..." />
      <CommandList>
        <CommandEmpty>No results found.</CommandEmpty>
        <CommandGroup heading="Go to">
          {views.map(({ id, title, icon: Icon }, index) => (
            <CommandItem key={id} onSelect={run(() => onView(id))}>
              <Icon />
              <span>{title}</span>
              <CommandShortcut>⌘{index + 1}</CommandShortcut>
            </CommandItem>
          ))}
        </CommandGroup>
        <CommandSeparator />
        <CommandGroup heading="Documents">
          {documents.map(name => (
            <CommandItem key={name} value={name} onSelect={run(() => onStar(name))}>
              <Plus /> {name}
            </CommandItem>
          ))}
        </CommandGroup>
      </CommandList>
    </CommandDialog>
  )
}
