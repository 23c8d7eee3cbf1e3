import { useState } from 'react'

type Line = { what: string; count: number; price: number }

export function Invoice() {
  const [lines, setLines] = useState<Line[]>([
    { what: 'Design', count: 12, price: 90 },
    { what: 'Build', count: 30, price: 80 },
  ])
  const [note, setNote] = useState('')

  const change = <K extends keyof Line>(at: number, key: K, value: Line[K]) => {
    setLines(lines.map((line, i) => (i === at ? { ...line, [key]: value } : line)))
  }

  const net = lines.reduce((sum, { count, price }) => sum + count * price, 0)
  const tax = net * 0.19
  const late = net > 1000 && !note

  const header = (
    <header className="flex justify-between border-b pb-4">
      <div>
        <h1 className="text-3xl font-light">Invoice</h1>
        <p className="text-gray-500">No. 2024/017 // due in 14 days</p>
      </div>
      <strong>ACME &lt;Works&gt;</strong>
    </header>
  )

  return <article className="mx-auto my-8 max-w-2xl rounded border bg-white p-10">
    {header}
    <table className="mt-6 w-full">
      <thead>
        <tr className="text-left text-sm text-gray-500"><th>Item</th><th>Count</th><th>Price</th><th /></tr>
      </thead>
      <tbody>
        {lines.map((line, i) =>
          <tr key={i} className="border-t">
            <td><input value={line.what} onChange={e => change(i, 'what', e.target.value)} /></td>
            <td><input type="number" value={line.count} onChange={e => change(i, 'count', +e.target.value)} className="w-16" /></td>
            <td>{line.price.toFixed(2)} €</td>
            <td>
              <button onClick={() => setLines(lines.filter((_, j) => j !== i))}>×</button>
            </td>
          </tr>
        )}
      </tbody>
    </table>
    <button className="mt-2 text-blue-600" onClick={() => setLines([...lines, { what: '', count: 1, price: 0 }])}>+ line</button>
    <textarea value={note} onChange={e => setNote(e.target.value)} placeholder="A note" className="mt-4 block w-full border p-2" data-typed />
    {late ? <p className="text-orange-600">Add a note for large sums.</p> : note ? <blockquote>{note}</blockquote> : null}
    <dl className="mt-6 grid grid-cols-2 gap-1 text-right">
      <dt>Net</dt><dd>{net.toFixed(2)}</dd>
      <dt>Tax (19 %)</dt><dd>{tax.toFixed(2)}</dd>
      <dt className="font-bold">Total</dt><dd className="font-bold">{(net + tax).toFixed(2)} €</dd>
    </dl>
    {
      // a comment alone in its braces
    }
    <footer className="mt-8 text-xs text-gray-400">Thank you!{' '}<a href="https://example.org/?a=1&b=2">example.org</a></footer>
  </article>
}
