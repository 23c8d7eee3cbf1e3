import { useMemo, useState } from 'react';
import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis, BarChart, Bar, ResponsiveContainer } from 'recharts';
import { ArrowDown, ArrowUp, Search } from 'lucide-react';

type Row = { id: string; customer: string; total: number; status: 'paid' | 'due' | 'late' };
type Sort<K extends keyof Row = keyof Row> = { key: K; down: boolean };

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug'];
const series = months.map((month, i) => ({ month, revenue: 40 + ((i * 37) % 60), cost: 20 + ((i * 13) % 25) }));

const rows: Row[] = [
  { id: 'A-100', customer: 'Northwind', total: 1240.5, status: 'paid' },
  { id: 'A-101', customer: 'Contoso', total: 310, status: 'due' },
  { id: 'A-102', customer: 'Globex', total: 98.25, status: 'late' },
  { id: 'A-103', customer: 'Initech', total: 4400, status: 'paid' },
];

const statusClass: { [K in Row['status']]: string } = {
  paid: 'bg-green-100 text-green-800',
  due: 'bg-yellow-100 text-yellow-800',
  late: 'bg-red-100 text-red-800',
};

function compare<T>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function Kpi({ title, value, delta }: { title: string; value: string; delta: number }) {
  const up = delta >= 0;
  return (
    <div className="rounded-xl border bg-card p-5">
      <p className="text-sm text-muted-foreground">{title}</p>
      <p className="mt-1 text-2xl font-semibold">{value}</p>
      <p className={up ? 'mt-1 text-xs text-green-600' : 'mt-1 text-xs text-red-600'}>
        {up ? <ArrowUp className="inline size-3" /> : <ArrowDown className="inline size-3" />} {Math.abs(delta).toFixed(1)}%
      </p>
    </div>
  );
}

export function Dashboard({ title = 'Overview' }: { title?: string }) {
  const [query, setQuery] = useState('');
  const [sort, setSort] = useState<Sort>({ key: 'id', down: false });

  const shown = useMemo(() => {
    const needle = query.toLowerCase();
    const found = rows.filter((row) => row.customer.toLowerCase().includes(needle) || row.id.includes(query));
    return [...found].sort((a, b) => (sort.down ? -1 : 1) * compare(a[sort.key], b[sort.key]));
  }, [query, sort]);

  const total = shown.reduce((sum, row) => sum + row.total, 0);

  function renderHead(key: keyof Row, label: string) {
    const active = sort.key === key;
    return (
      <th className="px-4 py-2 text-left text-xs font-medium uppercase">
        <button onClick={() => setSort({ key, down: active ? !sort.down : false })}>
          {label} {active && (sort.down ? '↓' : '↑')}
        </button>
      </th>
    );
  }

  return (
    <div className="min-h-screen space-y-6 bg-background p-6 text-foreground">
      <header className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-2xl font-bold">{title}</h1>
        <label className="flex items-center gap-2 rounded-md border px-3 py-1.5">
          <Search className="size-4 text-muted-foreground" />
          <input value={query} onChange={(e) => setQuery(e.target.value)} placeholder="Search orders" className="bg-transparent outline-none" data-typed />
        </label>
      </header>

      <div className="grid gap-4 sm:grid-cols-3">
        <Kpi title="Revenue" value={`$${total.toLocaleString()}`} delta={12.4} />
        <Kpi title="Orders" value={String(shown.length)} delta={-3.1} />
        <Kpi title="Refunds" value="0.8 %" delta={0.2} />
      </div>

      <div className="grid gap-4 lg:grid-cols-2">
        <div className="h-64 rounded-xl border bg-card p-4">
          <ResponsiveContainer width="100%" height="100%">
            <AreaChart data={series} margin={{ top: 8, right: 8, bottom: 0, left: -16 }}>
              <CartesianGrid strokeDasharray="3 3" />
              <XAxis dataKey="month" />
              <YAxis />
              <Tooltip formatter={(value) => [`$${value}k`, 'Revenue']} />
              <Area type="monotone" dataKey="revenue" stroke="#6366f1" fill="#6366f1" fillOpacity={0.2} isAnimationActive={false} />
            </AreaChart>
          </ResponsiveContainer>
        </div>
        <div className="h-64 rounded-xl border bg-card p-4">
          <ResponsiveContainer width="100%" height="100%">
            <BarChart data={series}>
              <XAxis dataKey="month" />
              <Bar dataKey="cost" fill="#f59e0b" radius={[4, 4, 0, 0]} isAnimationActive={false} />
            </BarChart>
          </ResponsiveContainer>
        </div>
      </div>

      <table className="w-full overflow-hidden rounded-xl border bg-card text-sm">
        <thead className="bg-muted">
          <tr>
            {renderHead('id', 'Order')}
            {renderHead('customer', 'Customer')}
            {renderHead('total', 'Total')}
            <th className="px-4 py-2 text-left text-xs font-medium uppercase">Status</th>
          </tr>
        </thead>
        <tbody>
          {shown.length ? (
            shown.map((row) => (
              <tr key={row.id} className="border-t">
                <td className="px-4 py-2 font-mono">{row.id}</td>
                <td className="px-4 py-2">{row.customer}</td>
                <td className="px-4 py-2 tabular-nums">{row.total.toFixed(2)}</td>
                <td className="px-4 py-2">
                  <span className={`rounded-full px-2 py-0.5 text-xs ${statusClass[row.status]}`}>{row.status}</span>
                </td>
              </tr>
            ))
          ) : (
            <tr>
              <td colSpan={4} className="p-6 text-center">No order matches “{query}”.</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
