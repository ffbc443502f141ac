/** @file The places of a script, by the text that each covers: of calls, and of what is noted, with names. */
import assert from 'node:assert/strict';
import { compileModule, type SiteTables } from '../../../src/frontends/script/compile/compileModule';
import { ScriptSyntaxError } from '../../../src/frontends/script/compile/plainScript';
import type { Place } from '../../../src/frontends/program';

function textAt(text: string, { line, column, endLine, endColumn }: Place): string {
  const lines = text.split('\n');
  const offset = (at: number, to: number) => lines.slice(0, at - 1).reduce((sum, { length }) => sum + length + 1, 0) + to - 1;
  return text.slice(offset(line, column), offset(endLine, endColumn));
}

function sitesOf(text: string) {
  const tables: SiteTables = { places: [], notes: [] };
  compileModule(text, { file: 'loss.ts', isMain: true, takesNotes: true }, tables);
  const named = (place: Place) => `${place.name === null ? '' : `${place.name} = `}${textAt(text, place)}`;
  return {
    calls: tables.places.map(named),
    bound: tables.notes.filter(({ kind }) => kind !== 'expression').map(({ place }) => named(place)),
    expressions: tables.notes.filter(({ kind }) => kind === 'expression').map(({ place }) => named(place)),
    notes: tables.notes,
  };
}

const CASES: readonly {
  readonly what: string; readonly text: string; readonly calls: readonly string[]; readonly bound?: readonly string[];
}[] = [
  { what: 'behind types', text: 'const w: tf.Variable<tf.Rank.R0> = f(1), x: number = g(2);', calls: ['w = f(1)', 'x = g(2)'], bound: ['w = f(1)', 'x = g(2)'] },
  { what: 'of a generic call', text: 'const a = make<Map<string, number[]>>(1).get<number>("b");', calls: ['make<Map<string, number[]>>(1)', 'a = make<Map<string, number[]>>(1).get<number>("b")'] },
  { what: 'before as, ! and satisfies', text: 'const a = f(1) as tf.Scalar; const b = f(2)!.c(3)!; const d = g(4) satisfies X;', calls: ['a = f(1)', 'f(2)', 'b = f(2)!.c(3)', 'd = g(4)'], bound: ['a = f(1)', 'b = f(2)!.c(3)', 'd = g(4)'] },
  { what: 'of a cast in front', text: 'const a = <tf.Scalar>f(1);', calls: ['a = <tf.Scalar>f(1)'] },
  { what: 'behind an enum', text: 'enum K { A, B = 2 } const a = f(K.B);', calls: ['a = f(K.B)'] },
  { what: 'between comments', text: 'const /* é 😀 */ a = /* b */ f(/* c */ 1 /* d */) /* e */; // f', calls: ['a = f(/* c */ 1 /* d */)'] },
  { what: 'in a template string', text: 'const s = `a ${f(1)} b ${g`c ${h(2)}`}`;', calls: ['f(1)', 'h(2)'] },
  { what: 'of optional chains', text: 'const a = x?.f(1)?.g(2); const b = x.y?.[0]?.(3);', calls: ['x?.f(1)', 'a = x?.f(1)?.g(2)', 'b = x.y?.[0]?.(3)'].map((call) => call.replace(/^[ab] = /, '')) },
  { what: 'of nested calls', text: 'const a = f(g(h(1), 2), i(3));', calls: ['h(1)', 'g(h(1), 2)', 'i(3)', 'a = f(g(h(1), 2), i(3))'] },
  { what: 'with trailing commas', text: 'const a = f(\n  g(1,),\n  2,\n);', calls: ['g(1,)', 'a = f(\n  g(1,),\n  2,\n)'] },
  { what: 'of class fields', text: 'class M { readonly w: V = f(1); static s = g(2); #p = h(3); declare d: V; constructor(private x: V) { this.w = f(4); } }', calls: ['this.w = f(1)', 'g(2)', 'this.#p = h(3)', 'this.w = f(4)'], bound: ['this.w = f(1)', 'g(2)', 'this.#p = h(3)', 'this.w = f(4)'] },
  { what: 'of new', text: 'const a = new A<T>(f(1)); const b = new ns.B; const c = new (d())();', calls: ['f(1)', 'a = new A<T>(f(1))', 'd()', 'c = new (d())()'] },
  { what: 'of destructuring and defaults', text: 'const { a, b = f(1) }: T = g(2); function h(x: T = f(3), { y = f(4) } = {}): T { return f(5); }', calls: ['f(1)', 'g(2)', 'f(3)', 'f(4)', 'f(5)'], bound: ['g(2)', 'f(5)'] },
  { what: 'behind regular expressions and divisions', text: 'const r = /[)/"]/g.test(f(1)) ? a / f(2) / 3 : f(4);', calls: ['f(1)', '/[)/"]/g.test(f(1))', 'f(2)', 'f(4)'] },
  { what: 'of await', text: 'const a = await f(1); await g(2);', calls: ['f(1)', 'g(2)'], bound: ['a = await f(1)'] },
  { what: 'with CRLF', text: 'const a: T =\r\n  f(\r\n    1,\r\n  );\r\nconst b = g(2);', calls: ['a = f(\r\n    1,\r\n  )', 'b = g(2)'] },
  { what: 'of imported names', text: "import { square as sq, mean } from '@tensorflow/tfjs';\nconst a = mean(sq(1));", calls: ['sq(1)', 'a = mean(sq(1))'] },
  { what: 'of exports', text: 'export const a = f(1);\nexport let b: T = f(2);\nb = f(3);\nexport default f(4);', calls: ['a = f(1)', 'b = f(2)', 'b = f(3)', 'f(4)'] },
  { what: 'behind letters of two units', text: 'const s = "😀"; const größe = f("𝒳", 1);', calls: ['größe = f("𝒳", 1)'] },
  { what: 'after indentation by tabs', text: 'if (a) {\n\t\tconst b: T = f(1);\n}', calls: ['b = f(1)'] },
  { what: 'of several on one line', text: 'f(1); f(2), f(3)', calls: ['f(1)', 'f(2)', 'f(3)'] },
  { what: 'behind an interface and a type', text: 'interface A { f(x: number): void }\ntype B = { g(): void };\ndeclare function h(): void;\nconst a = f(1);', calls: ['a = f(1)'] },
];

describe('the places of a script', () => {
  for (const { what, text, calls, bound } of CASES) {
    it(`are exact ${what}`, () => {
      const found = sitesOf(text);
      // A statement's call has a place of its own as what may float; an enum becomes a function that is called.
      const unique = found.calls.filter((call, i) => !found.calls.slice(0, i).includes(call) && !call.startsWith('enum '));
      assert.deepEqual([...unique].sort(), [...new Set(calls)].sort());
      if (bound !== undefined) assert.deepEqual(found.bound, bound);
    });
  }

  it('say where something can be written about a value: behind it, before the semicolon', () => {
    const text = 'const a: T = f(1) as T;\nconst g = (x: T): T => x.mul(2);\nfunction h(x: T) {\n  return x!;\n}';
    const { notes } = sitesOf(text);
    const ends = notes.filter(({ after }) => after !== null).map(({ after }) => `${after!.line}:${after!.column}`);
    assert.deepEqual(ends, ['1:18', '2:32', '4:11']);
  });

  it('are exact behind templates with nothing beside their ${…}, whatever spaces the text has', () => {
    const text = 'f(`${a}/b`, \'\uFEFF\'); g(`a${b}`, `${`${c}`}${d}`);\nh(``, "}`");\nif (a) {}`x`;\nk(tag`${a}``${b}\n${c}`, /`/); // `${';
    const tables: SiteTables = { places: [], notes: [] };
    const { code } = compileModule(text, { file: 'loss.ts', isMain: true, takesNotes: false }, tables);
    const calls = ['f(`${a}/b`, \'\uFEFF\')', 'g(`a${b}`, `${`${c}`}${d}`)', 'h(``, "}`")'];
    assert.deepEqual(tables.places.slice(0, 3).map((place) => textAt(text, place)), calls);
    const { line, column, endLine } = tables.places[3]!;
    assert.deepEqual([tables.places.length, line, column, endLine], [4, 4, 1, 5]);
    // What is said stays as it was.
    for (const part of ["`${a}/b`, '\uFEFF'", '`a${b}`, `${`${c}`}${d}`', 'h(``, "}`"', '`x`', 'tag`${a}``${b}\n${c}`, /`/']) assert.ok(code.includes(part), part);
  });

  it('note each value of a chain', () => {
    assert.deepEqual(sitesOf('const a = x.mul(w).add(b).square();').expressions, ['x.mul(w).add(b)', 'x.mul(w)', 'x', 'w', 'b']);
  });

  it('lead from an error in the code that runs back to the text', () => {
    const tables: SiteTables = { places: [], notes: [] };
    const text = 'const a: number = 1;\nconst b: T = tf.nothing(a);\n';
    const module = compileModule(text, { file: 'loss.ts', isMain: true, takesNotes: true }, tables);
    const at = module.code.split('\n')[1]!.indexOf('nothing') + 1;
    const place = module.placeOf(2, at)!;
    assert.equal(textAt(text, place), 'nothing');
  });

  for (const [text, words, line, column] of [
    ['const a = 1;\n@d class A {}', /^Decorators are not evaluated/, 2, 1],
    ['class A {\n  @d() x = 1;\n}', /^Decorators are not evaluated/, 2, 3],
    ['const a = ;', /./, 1, 11],
    ['const s = `a', /./, 1, 12],
  ] as const) {
    it(`are those of the error of ${JSON.stringify(text)}`, () => {
      const compile = () => compileModule(text, { file: 'loss.ts', isMain: true, takesNotes: true }, { places: [], notes: [] });
      assert.throws(compile, (error) => {
        assert.ok(error instanceof ScriptSyntaxError, String(error));
        assert.match(error.message, words);
        assert.deepEqual([error.line, error.column], [line, column]);
        return true;
      });
    });
  }
});
