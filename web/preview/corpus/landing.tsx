import { motion, AnimatePresence } from 'framer-motion';
import { ArrowRight, Menu, Twitter, X, Zap } from 'lucide-react';
import { useEffect, useState } from 'react';
import { twMerge } from 'tailwind-merge';

const links = ['Product', 'Pricing', 'Docs'] as const;

function Header() {
  const [open, setOpen] = useState(false);
  const [scrolled, setScrolled] = useState(false);

  useEffect(() => {
    const onScroll = () => setScrolled(window.scrollY > 8);
    window.addEventListener('scroll', onScroll);
    return () => window.removeEventListener('scroll', onScroll);
  }, []);

  return (
    <header className={twMerge('sticky top-0 z-10 flex items-center justify-between p-4', scrolled && 'bg-white/80 shadow')}>
      <a href="#top" className="flex items-center gap-2 font-bold">
        <Zap className="size-5 text-violet-600" /> Voltage
      </a>
      <nav className="hidden gap-6 md:flex">
        {links.map((link) => (
          <a key={link} href={`#${link.toLowerCase()}`} className="text-sm text-slate-600 hover:text-slate-900">
            {link}
          </a>
        ))}
      </nav>
      <button className="md:hidden" onClick={() => setOpen(!open)} aria-expanded={open}>
        {open ? <X /> : <Menu />}
      </button>
      <AnimatePresence>
        {open && (
          <motion.div initial={{ opacity: 0, y: -8 }} animate={{ opacity: 1, y: 0 }} exit={{ opacity: 0 }} className="absolute inset-x-0 top-14 bg-white p-4">
            {links.map((link) => <a key={link} className="block py-2">{link}</a>)}
          </motion.div>
        )}
      </AnimatePresence>
    </header>
  );
}

function Hero() {
  return (
    <section id="top" className="px-6 py-24 text-center">
      <motion.h1
        initial={{ opacity: 0, y: 24 }}
        animate={{ opacity: 1, y: 0 }}
        transition={{ duration: 0.4 }}
        className="mx-auto max-w-3xl text-5xl font-black tracking-tight"
      >
        Ship the <span className="bg-gradient-to-r from-violet-600 to-pink-500 bg-clip-text text-transparent">whole idea</span>, not half of it
      </motion.h1>
      <p className="mx-auto mt-6 max-w-xl text-lg text-slate-600">
        It isn't magic {'{'}yet{'}'}: just fewer steps between a sentence and a page. 100 % yours; a &lt; b.
      </p>
      <form className="mt-8 flex justify-center gap-2" onSubmit={(e) => { e.preventDefault(); }}>
        <input className="rounded-full border px-4 py-2" placeholder="you@example.org" data-typed />
        <button className="inline-flex items-center gap-1 rounded-full bg-violet-600 px-5 py-2 text-white">
          Start <ArrowRight className="size-4" />
        </button>
      </form>
    </section>
  );
}

const features = [
  { title: 'Live while it is written', body: 'The page appears before the sentence ends.' },
  { title: 'Yours to keep', body: 'Plain React and Tailwind, no runtime.' },
  { title: 'Fast', body: `Under ${35} ms from word to pixel.` },
];

function Features() {
  return (
    <section id="features" className="mx-auto grid max-w-5xl gap-6 px-6 py-16 md:grid-cols-3">
      {features.map(({ title, body }, i) => (
        <motion.article key={title} whileHover={{ y: -4 }} transition={{ delay: i * 0.05 }} className="rounded-2xl border p-6">
          <h3 className="font-semibold">{title}</h3>
          <p className="mt-2 text-sm text-slate-600">{body}</p>
        </motion.article>
      ))}
    </section>
  );
}

function Testimonial({ quote, name }: { quote: string; name: string }) {
  return (
    <figure className="mx-auto max-w-2xl px-6 py-16 text-center">
      <blockquote className="text-2xl font-medium">“{quote}”</blockquote>
      <figcaption className="mt-4 text-slate-500">— {name}</figcaption>
    </figure>
  );
}

function Footer() {
  const year = new Date().getFullYear();
  return (
    <footer className="flex items-center justify-between border-t p-6 text-sm text-slate-500">
      <span>© {year} Voltage</span>
      <a href="#x" aria-label="Twitter"><Twitter className="size-4" /></a>
    </footer>
  );
}

export default function Landing() {
  return (
    <>
      <Header />
      <main>
        <Hero />
        <Features />
        <Testimonial quote="We deleted three tools." name="Grace H." />
      </main>
      <Footer />
    </>
  );
}
