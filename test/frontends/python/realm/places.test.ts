/** @file Source places of operations, and the user's names for their results. */
import assert from 'node:assert/strict';
import type { Place } from '../../../../src/frontends/program';
import { PythonBench } from '../../../runner/builtRealm';

/** A framework in one line: operations that record their place, in a file of "our" packages. */
const FRAMEWORK = [
  'import types; tf = types.ModuleType("tf")',
  'exec(compile(\'\'\'',
  'from _gradient_runtime import here',
  'seen = []',
  'class T:',
  '    def __add__(self, other): return op()',
  '    def __radd__(self, other): return op()',
  '    def __mul__(self, other): return op()',
  '    def __neg__(self): return op()',
  '    def __getitem__(self, key): return op()',
  '    @property',
  '    def T(self): return op()',
  '    def minimize(self, *arguments): return op()',
  '    def __call__(self, *arguments): return op()',
  'def op(*arguments): return deeper()',
  'def deeper():',
  '    seen.append(here())',
  '    return T()',
  "''', '/lib/gradient/tf.py', 'exec'), vars(tf))",
].join('\n');

describe('source places', () => {
  let bench: PythonBench;
  before(async () => {
    bench = await PythonBench.open();
  });
  after(() => bench.close());

  async function placesOf(text: string): Promise<readonly Place[]> {
    const whole = `${FRAMEWORK}\n${text}\nprint(tf.seen)\n`;
    const { outcome, printed } = await bench.run(whole);
    assert.deepEqual(outcome, { kind: 'ended' });
    const reply = await bench.send({ kind: 'call', name: 'places', text: printed });
    const offset = FRAMEWORK.split('\n').length;
    return (JSON.parse(String(reply['result'])) as Place[]).map((place) => ({
      ...place,
      line: place.line - offset,
      endLine: place.endLine - offset,
    }));
  }

  /** `line:column-endLine:endColumn name` of each operation, in the order of their making. */
  async function shown(text: string): Promise<readonly string[]> {
    return (await placesOf(text)).map(
      ({ line, column, endLine, endColumn, name }) =>
        `${line}:${column}-${endLine}:${endColumn} ${name ?? '-'}`,
    );
  }

  it('are the characters of a call or an operator, and know the name it is bound to', async () => {
    assert.deepEqual(await shown('x = tf.op()\ny = x * x + 1'), [
      '1:5-1:12 x',
      '2:5-2:10 -',
      '2:5-2:14 y',
    ]);
  });

  it('skip our own frames and count the same place once', async () => {
    const places = await placesOf('for _ in range(3):\n  x = tf.op()');
    assert.deepEqual(places.map((place) => place.column), [7, 7, 7]);
    assert.equal((await bench.run(`${FRAMEWORK}\nfor _ in range(3): tf.op()\nprint(len(set(tf.seen)))`)).printed, '1\n');
  });

  it('take names from every kind of assignment', async () => {
    const text = [
      'a: object = tf.op()',
      'b = c = tf.op()',
      'd, (e, f) = tf.op(), (tf.op(), -a)',
      'class M: pass',
      'm = M()',
      'm.w = tf.op()',
      'p = {}',
      'p["w"] = a[0]',
      'if (g := tf.op()): pass',
      'a += b',
      'h = tf.op() if a else tf.op()',
      'i = (a.T)',
    ].join('\n');
    assert.deepEqual(await shown(text), [
      '1:13-1:20 a',
      '2:9-2:16 b',
      '3:13-3:20 d',
      '3:23-3:30 e',
      '3:32-3:34 f',
      '6:7-6:14 m.w',
      "8:10-8:14 p['w']",
      '9:10-9:17 g',
      '10:1-10:7 a',
      '11:5-11:12 h',
      '12:6-12:9 i',
    ]);
  });

  it('find no name for a value that is only used', async () => {
    assert.deepEqual(await shown('[tf.op()]\nx, y = (tf.op(),) * 2\ntf.op()'), [
      '1:2-1:9 -',
      '2:9-2:16 -',
      '3:1-3:8 -',
    ]);
  });

  it('keep the deepest frame of the user: the helper, not its caller', async () => {
    assert.deepEqual(await shown('def f(a):\n  z = a + a\n  return z\ny = f(tf.op())'), [
      '4:7-4:14 -',
      '2:7-2:12 z',
    ]);
  });

  it('walk out of the standard library', async () => {
    assert.deepEqual(await shown('import functools\nx = functools.partial(tf.op, 1)()'), ['2:5-2:34 x']);
    assert.deepEqual(
      await shown('import statistics\ny = sum([tf.op(), tf.op()])').then((all) => all.at(-1)),
      '2:5-2:28 y',
    );
  });

  it('follow a call over several lines to its name', async () => {
    const text = 'step = (tf.T()\n  .minimize(\n    1,\n    2))\n';
    // CPython places such a method call at the method's name.
    assert.deepEqual((await shown(text)).at(-1), '2:4-4:7 step');
  });

  it('count columns as the editor does: UTF-16 units', async () => {
    // é is one unit and two bytes; 😀 is two units and four bytes.
    assert.deepEqual(await shown("s = 'é😀'; été = tf.op()"), ['1:18-1:25 été']);
  });

  it('read lines with Windows and old Mac ends', async () => {
    assert.deepEqual(await shown('a = 1\r\nb = tf.op()\r\n'), ['2:5-2:12 b']);
  });

  it('work in functions, lambdas, comprehensions and classes', async () => {
    const text = 'f = lambda: tf.op()\nxs = [f() for _ in range(2)]\nclass C:\n  w = tf.op()';
    assert.deepEqual(await shown(text), ['1:13-1:20 -', '1:13-1:20 -', '4:7-4:14 w']);
  });

  it('are null for a place that is none', async () => {
    const reply = await bench.send({ kind: 'call', name: 'places', text: '[0, 99999, -1]' });
    assert.equal(reply['result'], '[null, null, null]');
  });
});
