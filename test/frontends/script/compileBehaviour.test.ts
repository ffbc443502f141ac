/**
 * @file What is added to a script does not change what it does: each snippet prints the same as when the TypeScript
 * compiler takes its types out, with notes and without.
 */
import assert from 'node:assert/strict';
import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';
import { compileModule, type SiteTables } from '../../../src/frontends/script/compile/compileModule';

type Log = string[];
type Evaluate = (text: string) => Promise<Log>;

function sandbox(log: Log) {
  return createContext({ print: (...values: unknown[]) => void log.push(values.map(String).join(' ')), setTimeout });
}

async function settled(log: Log, run: () => unknown): Promise<Log> {
  try {
    await run();
  } catch (error) {
    log.push(`threw ${(error as Error).name}: ${(error as Error).message}`);
  }
  return log;
}

/** As the TypeScript compiler hands it on. */
const plain: Evaluate = (text) => {
  const log: Log = [];
  const { outputText } = ts.transpileModule(text, {
    fileName: 'loss.ts',
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ESNext, sourceMap: false, useDefineForClassFields: true },
  });
  const context = sandbox(log);
  return settled(log, () => runInContext(`(async function (require, exports, module) {${outputText.replace(/^#!/, '//')}\n})`, context)(noModule, {}, {}));
};

function compiled(takesNotes: boolean): Evaluate {
  return (text) => {
    const log: Log = [];
    const tables: SiteTables = { places: [], notes: [] };
    const context = sandbox(log);
    return settled(log, () => {
      const { code } = compileModule(text, { file: 'loss.ts', isMain: true, takesNotes }, tables);
      const at = (place: number) => {
        assert.ok(tables.places[place], `no place ${place}`);
        return [];
      };
      const note = (site: number, value: unknown) => {
        assert.ok(tables.notes[site], `no site ${site}`);
        return value;
      };
      const thrown = (place: number, value: unknown) => (at(place), value);
      const caught = (value: unknown) => value;
      return runInContext(code, context)(at, note, () => undefined, thrown, caught)(noModule, {}, {});
    });
  };
}

function noModule(): never {
  throw new Error('nothing is imported');
}

const SNIPPETS: { readonly [what: string]: string } = {
  'types, generics and casts': `
    function first<T extends { n: number }>(xs: readonly T[], k: number = 0): T { return xs[k]!; }
    const a = first<{ n: number }>([{ n: 1 }, { n: 2 }] as const, 1) as { n: number };
    const b = <any>a; const c = (a as unknown as { n: number }).n;
    const d = { n: 3 } satisfies { n: number };
    print(a.n, b.n, c, d.n, ((x: number): number => x)(4));`,
  'overloads, predicates and abstract classes': `
    function f(x: number): number; function f(x: string): string; function f(x: any): any { return x; }
    function isText(x: unknown): x is string { return typeof x === 'string'; }
    abstract class A { abstract g(): number; h() { return this.g() + 1; } }
    class B extends A { override g() { return f(1); } }
    print(f('a'), isText('a'), new B().h());`,
  'enums': `
    enum Kind { A, B = 5, C } const enum Word { X = 'x' } enum Odd { P = 'abc'.length, Q = P }
    print(Kind.C, Kind[5], Word.X, Odd.P);`,
  'comments in every place': `
    print(/* a, b */ 1 /* , */, 2 /* ) */ /* ( */); print(/* nothing */); print( // a comment, with a comma
    ); print(1, // one
      2, // two,
    );`,
  'trailing commas and parenthesized arguments': `
    const f = (...xs: number[]) => print(xs.length, xs.join('+'));
    f(1, 2,); f((1), (2),); f((1, 2)); f(((3))); f(...[1, 2], ...[],); f(...[4],);`,
  'calls of no arguments see none': `
    function n() { return arguments.length; } class K { n; constructor() { this.n = arguments.length; } }
    print(n(), n(1), n(undefined), new K().n, new K(1).n, (new K).n, [1].map(n), Math.max(), n.length);`,
  'new in all its shapes': `
    class A { x = 1 } const ns = { A, make: () => A };
    print(new A().x, new A.prototype.constructor().x, (new A).x, new ns.A().x, new (ns.make()).prototype.constructor().x);
    const a = new (ns.make()); const b = new (ns.make())(); const c = new (class { y = 2 }); const d = new (A) ;
    print(a.x, b.x, c.y, d.x, new (ns['A'])().x, new Date(0).getTime(), new Map([[1, 2]]).get(1));
    const e = new ns.A; print(e.x); new A; new A(); new (ns.make());`,
  'optional chaining that ends early': `
    const none: any = undefined; const some: any = { f: () => ({ g: () => 7, h: null }), k: { l: (x: number) => x } };
    print(none?.f(), none?.f().g(), none?.f().g().h(), none?.[1](2)(3), some?.f().g(), some.f?.().h?.x.y(), some.m?.(print('no')));
    print(some.k?.l(1), (some?.k).l(2), (none?.x)?.y(), some?.['k'].l(3), some.k.l?.(4));
    none?.f(); none?.f().g(); some?.f()?.g();
    const z = none?.a.b().c(); print(z, delete none?.x);`,
  'this of methods and of bare functions': `
    const o = { v: 3, get() { return (this as any)?.v; }, nested: { v: 4, get() { return this.v; } } };
    const g = o.get; print(o.get(), (o.get)(), (0, o.get)(), g(), o['get'](), o.nested.get(), (o.nested).get(), o.get.call({ v: 5 }));`,
  'template strings, tags and regular expressions': `
    const tag = (s: TemplateStringsArray, ...v: unknown[]) => s.raw.join('|') + v.join(',');
    const n = (x: number) => x; print(\`a\${n(1)}b\${\`c\${n(2)}\`}\`, tag\`x\${n(3)}y\${4}\`, /[)(,]\\/"/.test('),/"'), 'a,b'.split(/,/g).length, 4 / n(2) / 1);`,
  'class fields, accessors, private names and statics': `
    let made = 0; const next = (x = 0) => ++made + x;
    class A { a = next(next()); #p = next(); static s = next(1); static { A.s += next(); } declare d: number; e?: number; readonly f: number = this.a;
      constructor(private q: number, public r = next(made)) {} get g() { return this.#p; } set g(v) { this.#p = v; } #m(x = next(made)) { return x; } m() { return this.#m(); }
      [\`k\${next(made)}\`] = 1; static async *gen(x = next(made)) { yield await next(x); } }
    const a = new A(9); a.g = 50; print(a.a, a.g, A.s, a.f, a.r, a.m(), Object.keys(a).sort().join(), 'e' in a, 'd' in a, (a as any).q);
    for await (const v of A.gen()) print(v);`,
  'class that extends what a call makes': `
    const mix = (B: any) => class extends B { m() { return super.m(1) + 1; } };
    class A { constructor(x: number) { print('A', arguments.length, x); } m(x: number) { return x + arguments.length; } }
    class C extends mix(A) { constructor() { super(3); print(super.m.name); } } print(new C().m());`,
  'destructuring and default parameters': `
    const f = (x: number) => x * 2; const src = { a: 1, b: [2, { c: 3 }] as any };
    const { a, b: [b0, { c = f(9), d = f(a) }], ...rest } = src; let e, g; [e = f(5), g] = [undefined, f(6)] as any; ({ e, x: g = f(7) } = { e: f(8) } as any);
    function h({ p = f(1), q }: any = { q: f(2) }, [r = p]: any = [], s = f(q), ...more: number[]) { return [p, q, r, s, more.length].join(); }
    print(b0, c, d, Object.keys(rest).length, e, g, h(), h({ q: 1 }, [2], 3, 4, 5), h.length); const o = { e, [f(1)]: f(2), f }; print(Object.keys(o));`,
  'names of functions': `
    const a = () => 1, b = function () {}, c = class {}, d = (() => 2); let e; e = () => 3; const o = { f: () => 4, g() {} }; const { h = () => 5 } = {} as any;
    print(a.name, b.name, c.name, d.name, e.name, o.f.name, o.g.name, h.name); e ||= () => 6; let i; i ??= () => 7; print(i.name);`,
  'arrows that return objects, sequences, calls and assignments': `
    let n = 0; const f = () => ({ a: 1 }), g = () => (n++, n), h = () => n = 5, i = async () => await f(), j = (x: any) => x?.a, k = () => () => f();
    print(f().a, g(), h(), (await i()).a, j(null), j({ a: 2 }), k()().a, (() => { return; })(), (() => void f())());`,
  'line ends without semicolons': `
    let a = 1
    let b = a
    ;[1, 2].forEach((x) => print(x))
    ;(() => print('iife'))()
    const f = function () { return 1 }
    f()
    let c = b
    ++c
    print(c)
    var r = (() => { return
      f() })()
    print(r)
    do print('once'); while (f() > 1) print('after')
    if (c) f()
    else f()
    const g = f
    (1)
    print(typeof g)
    a = b
    \`t\`.length
    print(a)
    let y = 1; { f() } y
    print(y)`,
  'loops without braces, labels, and in one another': `
    const xs = [1, 2, 3]; let s = 0
    for (const x of xs) for (let i = 0; i < x; i++) s += i
    outer: for (const x of xs) { for (;;) { if (x === 2) continue outer; break } s += x }
    for (const k in { a: 1 }) print(k); while (s > 100) s--; for (let i = 0; i < 2; i++); do s++; while (s < 10)
    a: for (const x of xs) if (x > 1) { print(x); break a } else print('one'); for (const x of xs) switch (x) { case 1: print('c'); default: continue }
    for (let i = 0, n = xs.length; i < n; i++) try { if (i) throw i } catch { print('caught', i) } finally { s++ } print(s)
    const fs: (() => number)[] = []; for (let i = 0; i < 2; i++) fs.push(() => i); print(fs.map((f) => f()))`,
  'async, await, generators': `
    const wait = (x: number) => new Promise<number>((done) => setTimeout(() => done(x), 0)); async function f(x = 1) { return (await wait(x)) + (await wait(2)); }
    function* g(): Generator<number, string, any> { const got = yield 1; print(got); const more = print(yield got) ; yield* [5, 6]; return 'end'; }
    print(await f(), (await Promise.all([f(2), wait(1)])).join()); void f(); const it = g(); it.next(); print(it.next('x').value, it.next('y').value, it.next().value, it.next().value);
    async function* h() { yield await f(); } for await (const v of h()) print(v); await f(); const r = await f().then((v) => v * 2); print(r); (async () => { print(await f(7)) })(); await wait(0); await wait(0); await wait(0); await wait(0)`,
  'errors that are thrown stay what they are': `
    const t = (f: () => unknown) => { try { f() } catch (e) { print((e as Error).name) } };
    t(() => (undefined as any).x()); t(() => (undefined as any)(1)); t(() => nowhere(1)); t(() => late(2)); t(() => { new (1 as any)(); }); const late = (x: any) => x; declare const nowhere: any; t(() => { throw new RangeError('r'); });`,
  'typeof, delete, in, comma, conditional and logical operators': `
    const f = (x: any) => x, o: any = { a: f(1) }; print(typeof f(1), typeof o.b, delete o.a, 'a' in o, (f(1), f(2)), f(0) ? f(1) : f(2), f(0) || f(3), f(null) ?? f(4), f(1) && f(5), -f(1), !f(0), 2 ** f(3));
    let x: any = null; x ??= f(6); x += f(1); x ||= f(100); print(x); let i = 0; const arr = [0, 0]; arr[i++] = f(i); arr[f(1)]! += f(2); print(arr, i);`,
  'getters are read as often, and in the same order': `
    const seen: string[] = []; const o: any = { get a() { seen.push('a'); return { get m() { seen.push('m'); return (...x: any[]) => x.length; } }; } }; const v = (n: string) => (seen.push(n), n);
    o.a.m(v('1'), v('2')); o[v('a')].m(v('3'), o.a.m()); o?.a?.m(v('4')); const { a: { m } } = o; m(v('5')); print(seen.join(' '));`,
  'exports': `
    export const w = 1; export let n = 2; n = 3; export function f(x = g(n)) { return x; } function g(x: number) { return x; } export class A { v = g(f(4)); } export default g(5); export { g as h }; export type T = number; export enum E { X = 1 }
    print(w, n, f(), new A().v, E.X); n += 2; n++; print(n); export const { p, q = g(6) } = { p: g(7) } as any; print(p, q);`,
  'names of ours and of the realm that the program has too': `
    const Math = { max: (...x: number[]) => x.length }; function Map() { return 'own'; } print(Math.max(1, 2), Map()); { const Array = 1, Promise = 2; print(Array, Promise); }`,
  'a shebang': `#!/usr/bin/env node\nprint('ran')`,
  'names of other scripts': `const größe = (ä: number) => ä * 2, 𝒳 = 1, \\u0061b = 2; print(größe(𝒳), ab, größe /* ö */ (ab), '😀'.length)`,
  'a comment at the end': `print(1) // no line end`,
  'strings over several lines and with line ends inside': `print('a\\\nb', \`c\nd\`.length, "\\u2028".length)`,
};

describe('a compiled script', () => {
  for (const [what, text] of Object.entries(SNIPPETS)) {
    it(`does what it did: ${what}`, async () => {
      const wanted = await plain(text);
      assert.ok(wanted.length > 0 && !/^threw (Syntax|Assertion)Error/.test(wanted.at(-1)!), wanted.join('\n'));
      assert.deepEqual(await compiled(true)(text), wanted, 'with notes');
      assert.deepEqual(await compiled(false)(text), wanted, 'without notes');
    });
    it(`does what it did with CRLF: ${what}`, async () => {
      const text13 = text.replaceAll('\n', '\r\n');
      assert.deepEqual(await compiled(true)(text13), await plain(text13));
    });
  }
});
