/** @file What places of a real loss file with several tensors had in a step: lists, pairs, states, IndexedSlices. */
import assert from 'node:assert/strict';
import type { PlaceGroup } from '../../src/protocol/placeValues';
import { LossFile } from './loadedFile';

const HEAD = ['import tensorflow as tf', 'w = tf.Variable(3.0)', 'v = tf.Variable([1.0, 2.0])', 'loss = w * w + tf.reduce_sum(v * v)'];
const TRAIN = 'train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)';

describe('the values at places with several tensors', () => {
  let file: LossFile;
  before(() => {
    file = new LossFile();
  });
  after(() => file.dispose());

  async function ask(question: Parameters<LossFile['send']>[0]) {
    const reply = await file.send(question);
    if (!reply.ok || !reply.answer) throw new Error(JSON.stringify(reply));
    return reply.answer;
  }

  async function groups(...lines: readonly string[]): Promise<readonly PlaceGroup[]> {
    const text = [...HEAD, ...lines].join('\n');
    const options = { seed: 0, drive: 'park', maxSteps: 1000, maxValues: 16, takesNotes: true } as const;
    const state = await file.state({ kind: 'load', path: 'loss.py', text, version: 7, options });
    assert.equal(state.error, null, JSON.stringify(state.error));
    const answer = await ask({ kind: 'ask', question: { kind: 'placeValues', step: null, which: 'bound' } });
    assert.ok(answer.kind === 'placeValues');
    return answer.groups;
  }

  /** `line name form‖norm‖` and `path value ∂gradient` of each part; of several elements the norms. */
  function told(list: readonly PlaceGroup[]): string[] {
    const number = (norm: unknown) => String(Number(Number(norm).toFixed(4)));
    return list.map(({ place, name, form, count, norm, gradientNorm, isPairs, parts }) => {
      const head = `${place.line} ${name ?? 'return'} ${form}×${count}${isPairs ? ' pairs' : ''}${norm === null ? '' : ` ‖${number(norm)}‖`}`;
      const slope = gradientNorm === null ? '' : ` ∂‖${number(gradientNorm)}‖`;
      return `${head}${slope}: ${parts
        .map(({ path, isNone, value, gradient, rows, sparse }) => {
          const shown = isNone ? 'None' : value === null ? '?' : (value.value === null ? `‖${number(value.health.norm)}‖` : number(value.value));
          const slopeOf = gradient === null ? '' : ` ∂${gradient.value ?? `‖${number(gradient.health.norm)}‖`}`;
          const some = sparse === null ? '' : ` ${sparse.distinct}/${sparse.of}`;
          return `${path} ${shown}${some}${slopeOf}${rows.length === 0 ? '' : ` →${rows.join()}`}`.trim();
        })
        .join(', ')}`;
    });
  }

  it('are each of a list of gradients, None among them, and the norm of all as tf.global_norm has it', async () => {
    const found = await groups(
      'grads = tf.gradients(loss, [w, v, tf.Variable(1.0)])', 'norm = tf.global_norm(grads)', TRAIN,
      'params = [w, v]', 'nothing = [1.0, None, "a"]',
    );
    // ∂w = 6, ∂v = (2, 4): √(36 + 20) = 7.4833.
    assert.deepEqual(told(found), [
      '5 grads list×3 ‖7.4833‖: [0] 6, [1] ‖4.4721‖, [2] None',
      '8 params list×2 ‖3.7417‖ ∂‖7.4833‖: [0] 3 ∂6 →Variable:0, [1] ‖2.2361‖ ∂‖4.4721‖ →Variable_1:0',
    ]);
  });

  it('are pairs of gradients and variables where they are, with the norm of the gradients alone', async () => {
    const found = await groups(
      'opt = tf.train.GradientDescentOptimizer(0.1)', 'pairs = opt.compute_gradients(loss)',
      'clipped, norm = tf.clip_by_global_norm([g for g, _ in pairs], 1.0)',
      'train = opt.apply_gradients(list(zip(clipped, [var for _, var in pairs])))',
    );
    assert.deepEqual(told(found), [
      '6 pairs list×2 pairs ‖7.4833‖: [0][0] 6 →Variable:0, [0][1] 3 ∂6 →Variable:0, ' +
        '[1][0] ‖4.4721‖ →Variable_1:0, [1][1] ‖2.2361‖ ∂‖4.4721‖ →Variable_1:0',
      '7 clipped list×2 ‖1‖: [0] 0.8018 →Variable:0, [1] ‖0.5976‖ →Variable_1:0',
    ]);
    const at = { kind: 'placeDetails', step: null, file: null, line: 6 } as const;
    for (const column of [2, 20]) {
      const answer = await ask({ kind: 'ask', question: { ...at, column } });
      assert.ok(answer.kind === 'placeDetails' && answer.found && 'parts' in answer.found, `column ${column}`);
      assert.equal(answer.found.parts.length, 4);
    }
  });

  it('are the rows of IndexedSlices, as they are, with how many different ones of how many', async () => {
    const found = await groups(
      'e = tf.Variable(tf.ones([5, 2]))', 'rows = tf.nn.embedding_lookup(e, [0, 2, 2])',
      'loss = loss + tf.reduce_sum(rows)', 'g, = tf.gradients(loss, [e])', TRAIN,
    );
    // Six elements 1.
    assert.deepEqual(told(found), ['8 g IndexedSlices×1 ‖2.4495‖: ‖2.4495‖ 2/5']);
  });

  it('are those of tuples in tuples, states and dicts; a norm of numbers that are no floats is not told, nor of what the step has not', async () => {
    const found = await groups(
      'State = tf.nn.rnn_cell.LSTMStateTuple', 'def two(x):', '  return [x * 2.0, State(x * 3.0, x)]', 'outputs, state = two(w)',
      "named = {'w': w, 'n': tf.constant(4)}", 'fed = tf.placeholder(tf.float32, [])', 'beside = (w, fed * 2.0)', TRAIN,
      'c, h = state', 'r = tf.while_loop(lambda i, x: i < 2, lambda i, x: (i + 1, x * w), [0, 1.0])',
    );
    assert.deepEqual(told(found), [
      '7 return list×2 ‖11.225‖: [0] 6, [1].c 9, [1].h 3 ∂6 →Variable:0',
      '8 state LSTMStateTuple×2 ‖9.4868‖: .c 9, .h 3 ∂6 →Variable:0',
      "9 named dict×2: ['w'] 3 ∂6 →Variable:0, ['n'] 4",
      '11 beside tuple×2: [0] 3 ∂6 →Variable:0, [1] ?',
      '14 r tuple×2: [0] 2, [1] 9',
    ]);
  });

  it('are not looked for in what is large: a list of more elements than could be shown, or of numbers', async () => {
    const found = await groups(
      'many = [w] * 65', 'deep = [[[[w]]]]', 'late = [0.0] * 20 + [w]', 'some = [w] * 64', TRAIN,
    );
    assert.deepEqual(found.map(({ name, parts }) => [name, parts.length]), [['some', 64]]);
  });
});
