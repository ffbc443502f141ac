/**
 * @file Runs the op cases that recordRules.py recorded: shapes, values and error texts of
 * TensorFlow 1.15.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allocate } from '../../../src/engine/dtypes';
import type { DType } from '../../../src/engine/dtypes';
import { EngineError } from '../../../src/engine/errors';
import type { Tensor } from '../../../src/engine/graph';
import { Graph } from '../../../src/engine/graph';
import type { Op } from '../../../src/engine/ops';
import { ruleOf } from '../../../src/engine/ops';
import { Philox } from '../../../src/engine/random';
import { accepts, sizeOf } from '../../../src/engine/shape';
import type { Value } from '../../../src/engine/value';
import type { RecordedValue } from './recordedValue';
import { numberOf, readValue } from './recordedValue';

interface Outcome {
  readonly outputs?: readonly RecordedValue[];
  readonly error?: readonly [string, string];
}

export interface RecordedRule {
  readonly op: Op;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly inputs: readonly RecordedValue[];
  /** With constant inputs: shapes and errors as the graph is built. */
  readonly static: Outcome;
  /** With fed inputs of unknown shape. */
  readonly dynamic: Outcome;
}

const all: readonly RecordedRule[] = JSON.parse(
  readFileSync(join('test', 'oracle', 'engine', 'rules.json'), 'utf8'),
);

export function recordedRules(ops: readonly string[]): readonly RecordedRule[] {
  return all.filter(({ op }) => ops.includes(op));
}

/**
 * Whether ours may differ from TensorFlow's in the last bits: its exp and log are approximations.
 */
export interface Tolerance {
  readonly float32: number;
  readonly float64: number;
}

export const EXACT: Tolerance = { float32: 0, float64: 0 };

/** Checks ours against both outcomes. Values bit for bit unless a relative tolerance is given. */
export function checkRecorded(recorded: RecordedRule, tolerance: Tolerance): void {
  const values = recorded.inputs.map(readValue);
  checkStatic(recorded, values);
  checkDynamic(recorded, values, tolerance);
}

/** Ours is stricter or looser than TensorFlow only at run time; what is found must say the same. */
function checkStatic(
  { op, attributes, static: wanted }: RecordedRule,
  values: readonly Value[],
): void {
  const outcome = attempt(() => inferred(op, attributes, values));
  if (wanted.error?.[0] === 'ValueError') {
    assert.ok('error' in outcome, `static: TensorFlow says ${wanted.error[1]}`);
    assert.equal(outcome.error.message, wanted.error[1]);
    assert.equal(outcome.error.kind, 'ValueError');
    return;
  }
  if ('error' in outcome) throw outcome.error;
  wanted.outputs?.forEach(([dtype, dims], i) => {
    const output = outcome.result[i]!;
    assert.equal(output.dtype, dtype);
    assert.ok(
      accepts(output.shape, dims),
      `static shape ${JSON.stringify(output.shape)} does not fit ${JSON.stringify(dims)}`,
    );
  });
}

function inferred(op: Op, attributes: unknown, values: readonly Value[]): readonly Tensor[] {
  const graph = new Graph();
  const inputs = values.map(
    (value) =>
      graph.make({ op: 'Const', inputs: [], attributes: { value }, origin: -1 }).outputs[0]!,
  );
  return graph.make({
    op, inputs, attributes: attributes as never, name: 'case', origin: -1,
  }).outputs;
}

function checkDynamic(
  { op, attributes, dynamic: wanted }: RecordedRule,
  values: readonly Value[],
  tolerance: Tolerance,
): void {
  const outcome = attempt(() => computed(op, attributes, values));
  if (wanted.error !== undefined) {
    assert.ok('error' in outcome, `dynamic: TensorFlow says ${wanted.error[1]}`);
    assert.equal(outcome.error.message, wanted.error[1]);
    assert.equal(outcome.error.kind, wanted.error[0]);
    return;
  }
  if ('error' in outcome) throw outcome.error;
  assert.equal(outcome.result.length, wanted.outputs!.length);
  wanted.outputs!.forEach(([dtype, dims, numbers], i) => {
    const { dims: ours, data } = outcome.result[i]!;
    assert.deepEqual([...ours], [...dims]);
    const expected = allocate(dtype as DType, numbers.length);
    numbers.forEach((text, k) => (expected[k] = numberOf(text)));
    const limit = dtype === 'float32' || dtype === 'float64' ? tolerance[dtype] : 0;
    if (limit === 0) assert.deepEqual(Array.from(data), Array.from(expected));
    else expected.forEach((x, k) => assertNear(data[k]!, x, limit, k));
  });
}

function assertNear(x: number, y: number, limit: number, at: number): void {
  if (Object.is(x, y)) return;
  assert.ok(Math.abs(x - y) <= limit * Math.max(Math.abs(y), 1e-3), `[${at}]: ${x} is not ${y}`);
}

function computed(op: Op, attributes: unknown, values: readonly Value[]): readonly Value[] {
  const rule = ruleOf(op);
  const bound = rule.bind(values, attributes, values);
  if (rule.alias !== undefined) return [{ ...values[rule.alias]!, dims: bound.outputs[0]! }];
  const dtypes = outputTypes(op, attributes, values);
  const outputs = bound.outputs.map((dims, i) => allocate(dtypes[i]!, sizeOf(dims)).fill(77));
  bound.run(values.map(({ data }) => data), outputs, {
    reserve: () => new Philox(0, 0, 0),
    recall: () => undefined,
    remember: () => undefined,
  });
  return bound.outputs.map((dims, i) => ({ dtype: dtypes[i]!, dims, data: outputs[i]! }));
}

/** From placeholders of unknown shape, as TensorFlow was run: this must not throw. */
function outputTypes(op: Op, attributes: unknown, values: readonly Value[]): readonly DType[] {
  const graph = new Graph();
  const inputs = values.map(
    ({ dtype }) =>
      graph.make({ op: 'Placeholder', inputs: [], attributes: { dtype, shape: null }, origin: -1 })
        .outputs[0]!,
  );
  const { outputs } = graph.make({ op, inputs, attributes: attributes as never, origin: -1 });
  return outputs.map(({ dtype }) => dtype);
}

type Attempt<T> = { readonly result: T } | { readonly error: EngineError };

function attempt<T>(action: () => T): Attempt<T> {
  try {
    return { result: action() };
  } catch (error) {
    if (error instanceof EngineError) return { error };
    throw error;
  }
}

/** A title that tells recorded cases apart. */
export function titleOf({ op, attributes, inputs }: RecordedRule): string {
  const shown = inputs.map(([, dims, data]) =>
    data.length <= 6 ? `[${dims.join()}] ${data.join(' ')}` : `[${dims.join()}]`,
  );
  return `${op}${JSON.stringify(attributes)} of ${shown.join(' | ')}`;
}
