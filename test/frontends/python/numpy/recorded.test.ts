/** @file Our numpy against what NumPy 1.24.2 gave for the same lines (test/oracle/numpy/record.py). */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { type Python, pythonWithNumpy } from './pyodideWithNumpy';

type Noted = readonly [line: string, outcome: string];
type Block = readonly [title: string, noted: readonly Noted[]];

const oracle = path.resolve('test/oracle/numpy');
const fixtures = path.resolve('test/frontends/python/numpy/fixtures');
const recorded = JSON.parse(fs.readFileSync(path.join(oracle, 'recorded.json'), 'utf8')) as
  { readonly cases: readonly Block[] };

describe('numpy answers as NumPy 1.24.2 does', () => {
  let python: Python;
  let ours: readonly Block[];

  before(async function () {
    this.timeout(120_000);
    python = await pythonWithNumpy();
    python.write('/tmp/evaluate.py', fs.readFileSync(path.join(oracle, 'evaluate.py'), 'utf8'));
    python.write('/tmp/cases.txt', fs.readFileSync(path.join(oracle, 'cases.txt'), 'utf8'));
    ours = JSON.parse(python.printed(`
import json, os, sys, numpy
sys.path.insert(0, '/tmp')
os.chdir('/tmp')
from evaluate import evaluate
print(json.dumps(evaluate(open('/tmp/cases.txt').read(), numpy)))`)) as readonly Block[];
  });

  it('for at least 500 noted lines', () => {
    const count = recorded.cases.reduce((sum, [, noted]) => sum + noted.length, 0);
    assert.ok(count >= 500, `${count} lines are recorded`);
    assert.equal(ours.reduce((sum, [, noted]) => sum + noted.length, 0), count);
  });

  recorded.cases.forEach(([title, noted], place) => {
    it(`in ${title}`, () => {
      // Line by line, so that a difference names the expression it comes from.
      assert.deepEqual(ours[place], [title, noted]);
    });
  });

  it('in the first list of cases, as one program', () => {
    const program = fs.readFileSync(path.join(fixtures, 'cases.py'), 'utf8');
    assert.equal(python.printed(program), fs.readFileSync(path.join(fixtures, 'real.txt'), 'utf8'));
  });
});
