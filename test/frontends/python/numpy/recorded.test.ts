/**
 * @file Our numpy against what NumPy 1.24.2 gave for the same lines (test/oracle/numpy/record.py).
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { type Python, pythonWithNumpy } from './pyodideWithNumpy';

type Noted = readonly [line: string, outcome: string];
type Block = readonly [title: string, noted: readonly Noted[]];

const oracle = path.resolve('test/oracle/numpy');
const fixtures = path.resolve('test/frontends/python/numpy/fixtures');

function recordedBlocks(name: string): readonly Block[] {
  const text = fs.readFileSync(path.join(oracle, `${name}.json`), 'utf8');
  return (JSON.parse(text) as { readonly cases: readonly Block[] }).cases;
}

/** The blocks of `name`.txt as our numpy answers them. */
function ourBlocks(python: Python, name: string): readonly Block[] {
  python.write('/tmp/evaluate.py', fs.readFileSync(path.join(oracle, 'evaluate.py'), 'utf8'));
  python.write('/tmp/lines.txt', fs.readFileSync(path.join(oracle, `${name}.txt`), 'utf8'));
  return JSON.parse(python.printed(`
import json, os, sys, numpy
sys.path.insert(0, '/tmp')
os.chdir('/tmp')
from evaluate import evaluate
print(json.dumps(evaluate(open('/tmp/lines.txt').read(), numpy)))`)) as readonly Block[];
}

describe('numpy answers as NumPy 1.24.2 does', () => {
  let python: Python;

  before(async function () {
    this.timeout(120_000);
    python = await pythonWithNumpy();
  });

  for (const [name, least] of [['cases', 500], ['drawn', 900]] as const) {
    const recorded = recordedBlocks(name);
    let ours: readonly Block[];

    it(`for the ${least} or more lines of ${name}.txt`, function () {
      this.timeout(120_000);
      ours = ourBlocks(python, name);
      const count = (blocks: readonly Block[]): number =>
        blocks.reduce((sum, [, noted]) => sum + noted.length, 0);
      assert.ok(count(recorded) >= least, `${count(recorded)} lines are recorded`);
      assert.equal(count(ours), count(recorded));
    });

    recorded.forEach(([title, noted], place) => {
      it(`in ${title}`, () => {
        // Line by line, so that a difference names the expression it comes from.
        assert.deepEqual(ours[place], [title, noted]);
      });
    });
  }

  it('in the first list of cases, as one program', () => {
    const program = fs.readFileSync(path.join(fixtures, 'cases.py'), 'utf8');
    assert.equal(python.printed(program), fs.readFileSync(path.join(fixtures, 'real.txt'), 'utf8'));
  });
});
