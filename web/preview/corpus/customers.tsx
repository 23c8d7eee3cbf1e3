"use client"

import * as React from "react"
import { ArrowUpDown, ChevronDown, Download, MoreHorizontal, Pencil, Plus, Search, Trash } from "lucide-react"
import { Avatar, AvatarFallback } from "@/components/ui/avatar"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card"
import { Checkbox } from "@/components/ui/checkbox"
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog"
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu"
import { Input } from "@/components/ui/input"
import { Label } from "@/components/ui/label"
import {
  Pagination,
  PaginationContent,
  PaginationItem,
  PaginationLink,
  PaginationNext,
  PaginationPrevious,
} from "@/components/ui/pagination"
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select"
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table"
import { Tooltip, TooltipContent, TooltipProvider, TooltipTrigger } from "@/components/ui/tooltip"

type Status = "active" | "trial" | "churned"

interface Customer {
  id: number
  name: string
  email: string
  plan: "Free" | "Team" | "Enterprise"
  status: Status
  mrr: number
}

const initialCustomers: Customer[] = [
  { id: 1, name: "Olivia Martin", email: "olivia@acme.test", plan: "Team", status: "active", mrr: 316 },
  { id: 2, name: "Jackson Lee", email: "jackson@globex.test", plan: "Enterprise", status: "active", mrr: 2420 },
  { id: 3, name: "Isabella Nguyen", email: "isabella@initech.test", plan: "Free", status: "trial", mrr: 0 },
  { id: 4, name: "William Kim", email: "will@umbrella.test", plan: "Team", status: "churned", mrr: 0 },
  { id: 5, name: "Sofia Davis", email: "sofia@hooli.test", plan: "Enterprise", status: "active", mrr: 1874 },
  { id: 6, name: "Liam O’Brien", email: "liam@stark.test", plan: "Team", status: "trial", mrr: 240 },
  { id: 7, name: "Chidi Okafor", email: "chidi@wayne.test", plan: "Free", status: "active", mrr: 0 },
]

const statusVariant: Record<Status, "default" | "secondary" | "destructive"> = {
  active: "default",
  trial: "secondary",
  churned: "destructive",
}

const PAGE_SIZE = 5

export default function CustomersPage() {
  const [customers, setCustomers] = React.useState(initialCustomers)
  const [query, setQuery] = React.useState("")
  const [status, setStatus] = React.useState<Status | "all">("all")
  const [sort, setSort] = React.useState<{ key: keyof Customer; desc: boolean }>({ key: "name", desc: false })
  const [columns, setColumns] = React.useState({ plan: true, status: true, mrr: true })
  const [selected, setSelected] = React.useState<Set<number>>(new Set())
  const [editing, setEditing] = React.useState<Customer | null>(null)
  const [page, setPage] = React.useState(1)

  const filtered = React.useMemo(() => {
    const needle = query.trim().toLowerCase()
    return customers
      .filter((c) => status === "all" || c.status === status)
      .filter((c) => !needle || c.name.toLowerCase().includes(needle) || c.email.includes(needle))
      .sort((a, b) => {
        const [x, y] = [a[sort.key], b[sort.key]]
        const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y))
        return sort.desc ? -order : order
      })
  }, [customers, query, status, sort])

  const pages = Math.max(1, Math.ceil(filtered.length / PAGE_SIZE))
  const rows = filtered.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
  const allSelected = rows.length > 0 && rows.every((c) => selected.has(c.id))

  const toggleAll = (checked: boolean) => setSelected(checked ? new Set(rows.map((c) => c.id)) : new Set())
  const toggle = (id: number) =>
    setSelected((prev) => {
      const next = new Set(prev)
      next.has(id) ? next.delete(id) : next.add(id)
      return next
    })
  const remove = (ids: number[]) => {
    setCustomers((prev) => prev.filter((c) => !ids.includes(c.id)))
    setSelected(new Set())
  }
  const save = (customer: Customer) => {
    setCustomers((prev) => prev.map((c) => (c.id === customer.id ? customer : c)))
    setEditing(null)
  }

  return (
    <TooltipProvider>
      <div className="container mx-auto py-10 px-4">
        <Card>
          <CardHeader className="flex flex-row items-center justify-between">
            <div>
              <CardTitle>Customers</CardTitle>
              <CardDescription>
                {filtered.length} of {customers.length} customers · ${customers.reduce((sum, c) => sum + c.mrr, 0).toLocaleString()} MRR
              </CardDescription>
            </div>
            <div className="flex gap-2">
              <Tooltip>
                <TooltipTrigger asChild>
                  <Button variant="outline" size="icon">
                    <Download className="h-4 w-4" />
                  </Button>
                </TooltipTrigger>
                <TooltipContent>
                  <p>Export CSV</p>
                </TooltipContent>
              </Tooltip>
              <AddCustomer onAdd={(name, email) => setCustomers((prev) => [...prev, { id: Date.now(), name, email, plan: "Free", status: "trial", mrr: 0 }])} />
            </div>
          </CardHeader>
          <CardContent>
            <div className="flex flex-wrap items-center gap-2 pb-4">
              <div className="relative">
                <Search className="absolute left-2.5 top-2.5 h-4 w-4 text-muted-foreground" />
                <Input
                  placeholder="Filter customers..."
                  value={query}
                  onChange={(event) => setQuery(event.target.value)}
                  className="w-64 pl-8"
                />
              </div>
              <Select value={status} onValueChange={(value) => setStatus(value as Status | "all")}>
                <SelectTrigger className="w-[140px]">
                  <SelectValue placeholder="Status" />
                </SelectTrigger>
                <SelectContent>
                  <SelectItem value="all">All statuses</SelectItem>
                  <SelectItem value="active">Active</SelectItem>
                  <SelectItem value="trial">Trial</SelectItem>
                  <SelectItem value="churned">Churned</SelectItem>
                </SelectContent>
              </Select>
              {selected.size > 0 && (
                <Button variant="destructive" size="sm" onClick={() => remove([...selected])}>
                  Delete {selected.size}
                </Button>
              )}
              <DropdownMenu>
                <DropdownMenuTrigger asChild>
                  <Button variant="outline" className="ml-auto">
                    Columns <ChevronDown className="ml-2 h-4 w-4" />
                  </Button>
                </DropdownMenuTrigger>
                <DropdownMenuContent align="end">
                  {(Object.keys(columns) as (keyof typeof columns)[]).map((column) => (
                    <DropdownMenuCheckboxItem
                      key={column}
                      className="capitalize"
                      checked={columns[column]}
                      onCheckedChange={(value) => setColumns((prev) => ({ ...prev, [column]: !!value }))}
                    >
                      {column}
                    </DropdownMenuCheckboxItem>
                  ))}
                </DropdownMenuContent>
              </DropdownMenu>
            </div>
            <div className="rounded-md border">
              <Table>
                <TableHeader>
                  <TableRow>
                    <TableHead className="w-10">
                      <Checkbox checked={allSelected} onCheckedChange={(v) => toggleAll(!!v)} aria-label="Select all" />
                    </TableHead>
                    <TableHead>
                      <Button variant="ghost" size="sm" onClick={() => setSort({ key: "name", desc: !sort.desc })}>
                        Name <ArrowUpDown className="ml-2 h-4 w-4" />
                      </Button>
                    </TableHead>
                    {columns.plan && <TableHead>Plan</TableHead>}
                    {columns.status && <TableHead>Status</TableHead>}
                    {columns.mrr && <TableHead className="text-right">MRR</TableHead>}
                    <TableHead />
                  </TableRow>
                </TableHeader>
                <TableBody>
                  {rows.length === 0 ? (
                    <TableRow>
                      <TableCell colSpan={6} className="h-24 text-center">
                        No results.
                      </TableCell>
                    </TableRow>
                  ) : (
                    rows.map((customer) => (
                      <TableRow key={customer.id} data-state={selected.has(customer.id) && "selected"}>
                        <TableCell>
                          <Checkbox checked={selected.has(customer.id)} onCheckedChange={() => toggle(customer.id)} aria-label="Select row" />
                        </TableCell>
                        <TableCell>
                          <div className="flex items-center gap-3">
                            <Avatar className="size-8">
                              <AvatarFallback>{customer.name.split(" ").map((part) => part[0]).join("")}</AvatarFallback>
                            </Avatar>
                            <div>
                              <div className="font-medium">{customer.name}</div>
                              <div className="text-xs text-muted-foreground">{customer.email}</div>
                            </div>
                          </div>
                        </TableCell>
                        {columns.plan && <TableCell>{customer.plan}</TableCell>}
                        {columns.status && (
                          <TableCell>
                            <Badge variant={statusVariant[customer.status]} className="capitalize">{customer.status}</Badge>
                          </TableCell>
                        )}
                        {columns.mrr && <TableCell className="text-right font-mono">${customer.mrr}</TableCell>}
                        <TableCell className="text-right">
                          <DropdownMenu>
                            <DropdownMenuTrigger asChild>
                              <Button variant="ghost" className="h-8 w-8 p-0">
                                <span className="sr-only">Open menu</span>
                                <MoreHorizontal className="h-4 w-4" />
                              </Button>
                            </DropdownMenuTrigger>
                            <DropdownMenuContent align="end">
                              <DropdownMenuLabel>Actions</DropdownMenuLabel>
                              <DropdownMenuItem onClick={() => setEditing(customer)}>
                                <Pencil className="mr-2 h-4 w-4" /> Edit
                              </DropdownMenuItem>
                              <DropdownMenuSeparator />
                              <DropdownMenuItem className="text-destructive" onClick={() => remove([customer.id])}>
                                <Trash className="mr-2 h-4 w-4" /> Delete
                              </DropdownMenuItem>
                            </DropdownMenuContent>
                          </DropdownMenu>
                        </TableCell>
                      </TableRow>
                    ))
                  )}
                </TableBody>
              </Table>
            </div>
            <Pagination className="mt-4 justify-end">
              <PaginationContent>
                <PaginationItem>
                  <PaginationPrevious href="#" onClick={() => setPage((p) => Math.max(1, p - 1))} />
                </PaginationItem>
                {Array.from({ length: pages }, (_, i) => (
                  <PaginationItem key={i}>
                    <PaginationLink href="#" isActive={page === i + 1} onClick={() => setPage(i + 1)}>{i + 1}</PaginationLink>
                  </PaginationItem>
                ))}
                <PaginationItem>
                  <PaginationNext href="#" onClick={() => setPage((p) => Math.min(pages, p + 1))} />
                </PaginationItem>
              </PaginationContent>
            </Pagination>
          </CardContent>
        </Card>
        <Dialog open={editing !== null} onOpenChange={(open) => !open && setEditing(null)}>
          <DialogContent className="sm:max-w-[425px]">
            <DialogHeader>
              <DialogTitle>Edit customer</DialogTitle>
              <DialogDescription>Make changes here. Click save when you're done.</DialogDescription>
            </DialogHeader>
            {editing && (
              <div className="grid gap-4 py-4">
                <div className="grid grid-cols-4 items-center gap-4">
                  <Label htmlFor="edit-name" className="text-right">Name</Label>
                  <Input id="edit-name" className="col-span-3" value={editing.name} onChange={(e) => setEditing({ ...editing, name: e.target.value })} />
                </div>
              </div>
            )}
            <DialogFooter>
              <Button onClick={() => editing && save(editing)}>Save changes</Button>
            </DialogFooter>
          </DialogContent>
        </Dialog>
      </div>
    </TooltipProvider>
  )
}

function AddCustomer({ onAdd }: { onAdd: (name: string, email: string) => void }) {
  const [open, setOpen] = React.useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button><Plus className="mr-2 h-4 w-4" /> Add customer</Button>
      </DialogTrigger>
      <DialogContent>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const data = new FormData(event.currentTarget)
            onAdd(String(data.get("name")), String(data.get("email")))
            setOpen(false)
          }}
        >
          <DialogHeader>
            <DialogTitle>New customer</DialogTitle>
          </DialogHeader>
          <div className="space-y-4 py-4">
            <Input name="name" placeholder="Name" required />
            <Input name="email" type="email" placeholder="Email" required />
          </div>
          <DialogFooter>
            <Button type="button" variant="outline" onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit">Create</Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
