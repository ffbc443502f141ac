/** @file The terminal's command line: defaults, and a sentence for each mistake. */
import assert from 'node:assert/strict';
import { parseArguments } from '../../src/cli/arguments';

describe('the command line', () => {
  it('has the defaults of the contract', () => {
    assert.deepEqual(parseArguments(['loss.py']), {
      kind: 'run',
      request: { file: 'loss.py', steps: null, trainingOp: null, isJson: false, values: 1000, seed: 0, timeoutSeconds: 60 },
    });
  });

  it('takes every option', () => {
    const parsed = parseArguments(['a.py', '--steps', '3', '--training-op', 'd_op', '--json', '--values', '5', '--seed', '7', '--timeout', '0.5']);
    assert.deepEqual(parsed, {
      kind: 'run',
      request: { file: 'a.py', steps: 3, trainingOp: 'd_op', isJson: true, values: 5, seed: 7, timeoutSeconds: 0.5 },
    });
  });

  for (const [args, problem] of [
    [[], /A loss file is needed/],
    [['a.py', 'b.py'], /One loss file at a time: b\.py/],
    [['a.py', '--steps', 'many'], /--steps takes a whole number from 0, not "many"/],
    [['a.py', '--steps', '-1'], /--steps/],
    [['a.py', '--timeout', '0'], /--timeout takes seconds above 0/],
    [['a.py', '--frobnicate'], /frobnicate/],
  ] as const) {
    it(`explains ${JSON.stringify(args)}`, () => {
      const parsed = parseArguments([...args]);
      assert.equal(parsed.kind, 'usage');
      assert.match(parsed.kind === 'usage' ? parsed.problem : '', problem);
    });
  }
});
