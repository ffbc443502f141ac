/**
 * @file Our sklearn against what scikit-learn 0.24.2 gave for the same lines (test/oracle/sklearn/record.py).
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { type Python, pythonWithNumpy } from '../numpy/pyodideWithNumpy';

type Noted = readonly [line: string, outcome: string];
type Block = readonly [title: string, noted: readonly Noted[]];

const oracle = path.resolve('test/oracle');
const read = (file: string): string => fs.readFileSync(path.join(oracle, file), 'utf8');
const recorded = (JSON.parse(read('sklearn/cases.json')) as { readonly cases: readonly Block[] }).cases;

describe('sklearn answers as scikit-learn 0.24.2 does', () => {
  let python: Python;
  let ours: readonly Block[];

  before(async function () {
    this.timeout(120_000);
    python = await pythonWithNumpy();
    python.write('/tmp/evaluate.py', read('numpy/evaluate.py'));
    python.write('/tmp/lines.txt', read('sklearn/cases.txt'));
    ours = JSON.parse(python.printed(`
import json, sys, numpy
sys.path.insert(0, '/tmp')
from evaluate import evaluate
print(json.dumps(evaluate(open('/tmp/lines.txt').read(), numpy)))`)) as readonly Block[];
  });

  recorded.forEach(([title, noted], place) => {
    it(`in ${title}`, () => {
      assert.equal(ours[place]?.[0], title);
      // Line by line, so that a difference names the expression it comes from.
      assert.deepEqual(ours[place]?.[1], noted);
    });
  });
});
