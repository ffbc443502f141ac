/** @file Errors of a loss file: type, message, and the place in the user's own text. */
import assert from 'node:assert/strict';
import { PythonBench } from '../../../runner/builtRealm';

describe('an error in a loss file', () => {
  let bench: PythonBench;
  before(async () => {
    bench = await PythonBench.open();
  });
  after(() => bench.close());

  /** `Type line:column-endLine:endColumn message`. */
  async function shown(text: string): Promise<string> {
    const { type, message, place } = await bench.fail(text);
    if (place === null) return `${type} nowhere ${message}`;
    return `${type} ${place.line}:${place.column}-${place.endLine}:${place.endColumn} ${message}`;
  }

  it('has the place of the expression that raised it', async () => {
    assert.equal(await shown('x = 1\ny = x + z'), "NameError 2:9-2:10 name 'z' is not defined");
    assert.equal(await shown('def f(a):\n  return a / 0\n\nf(1)'), 'ZeroDivisionError 2:10-2:15 division by zero');
  });

  it('counts columns in UTF-16 units', async () => {
    // Before z stand s = 'é😀'; — 4 + 1 + 1 + 2 + 1 + 2 units, so z is at column 12.
    assert.equal(await shown("s = 'é😀'; z"), "NameError 1:12-1:13 name 'z' is not defined");
    assert.equal(await shown("s = 'é😀'; z z"), 'SyntaxError 1:14-1:15 invalid syntax');
  });

  it('is placed in the user file though it was raised in the library', async () => {
    assert.equal(
      await shown('import json\njson.loads("[1,")'),
      'JSONDecodeError 2:1-2:18 Expecting value: line 1 column 4 (char 3)',
    );
  });

  it('lists the frames of the user, outermost first', async () => {
    const { frames } = await bench.fail('def f(): g()\ndef g(): 1 / 0\nf()');
    assert.deepEqual(
      frames.map(({ place, function: name }) => `${name} ${place.line}`),
      ['<module> 3', 'f 1', 'g 2'],
    );
    assert.equal(frames[0]?.place.file, '/loss/loss.py');
  });

  it('may be a syntax error half-way through typing', async () => {
    assert.equal(await shown('x = (1,\n'), "SyntaxError 1:5-1:8 '(' was never closed");
    assert.equal(await shown('def f(:\n'), 'SyntaxError 1:7-1:8 invalid syntax');
    assert.equal(await shown("s = 'abc\n"), 'SyntaxError 1:5-1:9 unterminated string literal (detected at line 1)');
    assert.match(await shown('if True:\n'), /^IndentationError 1:1-1:9 expected an indented block/);
    assert.match(await shown('def f():\n\treturn 1\n        return 2\n'), /^TabError 3:/);
  });

  it('may be text that is no Python at all', async () => {
    assert.match(await shown('x = 1\0'), /^SyntaxError .*null bytes/);
    assert.match(await shown('x = "\ud800"'), /^(UnicodeEncodeError|SyntaxError) /);
  });

  it('keeps a syntax error in text that the file evaluates at the line that evaluates it', async () => {
    assert.match(await shown('x = 1\neval("1 +")'), /^SyntaxError 2:1-2:12 /);
  });

  it('keeps a message that cannot be made', async () => {
    const text = 'class E(Exception):\n  def __str__(self): return 1 / 0\nraise E()';
    assert.match(await shown(text), /^E 3:1-3:10 \(its message could not be made: ZeroDivisionError\)/);
  });

  it('maps the engine’s failures to the class registered for them', async () => {
    const prelude = [
      'import _gradient_engine as engine',
      'from _gradient_runtime import check, register_error',
      'class InvalidArgumentError(Exception): pass',
      'class Detailed(Exception):',
      '    @classmethod',
      '    def from_engine(cls, details): return cls(details["type"] + "!")',
      'register_error("InvalidArgumentError", InvalidArgumentError)',
      'register_error("Detailed", Detailed)',
      '',
    ].join('\n');
    assert.equal(
      await shown(`${prelude}check(engine.failAs("InvalidArgumentError", "bad shape"))`),
      'InvalidArgumentError 9:1-9:58 bad shape',
    );
    assert.match(await shown(`${prelude}check(engine.failAs("Detailed", ""))`), /^Detailed .* Detailed!$/);
    assert.match(await shown(`${prelude}check(engine.failAs("NoSuch", "m"))`), /^RuntimeError .* NoSuch: m$/);
    assert.equal((await bench.run(`${prelude}print(check(engine.add(2, 3)))`)).printed, '5\n');
  });

  it('has the line of a JavaScript exception that came through', async () => {
    assert.match(
      await shown('import _gradient_engine\n_gradient_engine.throwError("inside")'),
      /^JsException 2:1-2:38 .*inside/,
    );
  });

  it('comes after all that was printed before it, in order', async () => {
    const { printed } = await bench.run(
      'import sys\nprint("a")\nprint("b", file=sys.stderr)\nprint("c", end="")\n1 / 0',
    );
    assert.equal(printed, 'a\nb\nc');
  });

  it('keeps characters whole that are cut between two writes', async () => {
    const text = 'import os\nfor b in "é😀".encode(): os.write(1, bytes([b]))';
    assert.equal((await bench.run(text)).printed, 'é😀');
  });

  it('shows a warning on stderr without stopping the file', async () => {
    const { outcome, printed } = await bench.run('import warnings\nwarnings.warn("old")\nprint(1)');
    assert.equal(outcome.kind, 'ended');
    assert.match(printed, /^\/loss\/loss\.py:2: UserWarning: old\n.*\n1\n$/s);
  });
});
