/** @file Static shapes, and the words where there is none: what TensorFlow 1.15.5 answered, asked of ours in the worker. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { LossFile } from '../../runner/loadedFile';

/** [expression, shapes of the placeholders, the shape or the error]. */
type Answer = readonly [string, Readonly<Record<string, readonly (number | null)[] | null>>, unknown];

const folder = path.join(process.cwd(), 'test/oracle/shapes');
const recorded = JSON.parse(
  fs.readFileSync(path.join(folder, 'recorded.json'), 'utf8'),
) as readonly Answer[];

/** Expressions of which some answers differ from TensorFlow's, how many, and in what. */
const DIFFERENT: Readonly<Record<string, readonly [number, string]>> = {
  'tf.reshape(a, [6])': [2, 'an unknown dimension that cannot make the size is seen in the run'],
  'tf.split(a, 2)': [1, 'the words about a scalar: -0 is 0'],
  'tf.split(a, 3, 1)': [1, 'the words about a scalar: -0 is 0'],
  'tf.split(a, [1, 2], 1)': [3, 'the words about a rank that is too small'],
  'tf.matrix_transpose(a)': [1, 'an unknown rank is not evaluated'],
  'tf.batch_to_space_nd(a, [2], [[0, 0]])': [3, 'the words also tell the values of the inputs'],
  'tf.broadcast_to(a, [5, 2, 3])': [2, 'of several dimensions that differ another is told'],
  'tf.reverse_sequence(a, [1, 1], 1, 0)': [3, 'the error has another class'],
  'tf.nn.softmax_cross_entropy_with_logits_v2(labels=a, logits=b)': [3, 'which of two sizes is told first'],
  'tf.dynamic_stitch([[0, 1], [2, 3]], [a, b])': [1, 'the words about a scalar'],
  'tf.cross(a, b)': [1, 'the words about a scalar'],
};

describe('static shapes', function () {
  this.timeout(170000);
  const file = new LossFile();
  const answers: Answer[] = [];

  before('runs in the worker', async () => {
    const text = fs.readFileSync(path.join(folder, 'shapes.py'), 'utf8');
    const options = { seed: 0, drive: 'free' as const, maxSteps: 100, maxValues: 1 };
    const state = await file.state(
      { kind: 'load', path: 'shapes.py', text, version: 1, options }, 160000,
    );
    assert.equal(state.error, null, JSON.stringify(state.error));
    for (const line of file.printed.split('\n')) {
      if (line.startsWith('@shape ')) answers.push(JSON.parse(line.slice('@shape '.length)) as Answer);
    }
  });

  after(() => file.dispose());

  it('asks what was recorded', () => {
    assert.deepEqual(answers.map(([expr, shapes]) => [expr, shapes]), recorded.map(([expr, shapes]) => [expr, shapes]));
  });

  for (const expr of new Set(recorded.map((one) => one[0]))) {
    it(`of ${expr} are TensorFlow's`, () => {
      const wrong = recorded.flatMap((wanted, i) =>
        wanted[0] === expr && JSON.stringify(answers[i]) !== JSON.stringify(wanted)
          ? [`expected ${JSON.stringify(wanted)}, got ${JSON.stringify(answers[i]?.[2])}`]
          : [],
      );
      const [allowed, reason] = DIFFERENT[expr] ?? [0, ''];
      assert.equal(wrong.length, allowed, `${wrong.slice(0, 4).join('\n')}\n(known: ${reason})`);
    });
  }
});
