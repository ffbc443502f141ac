/**
 * @file Checks derivatives against central differences in float64. Knows no op: the caller builds
 * y from its inputs, and says at which points.
 */
import assert from 'node:assert/strict';
import { Builder } from '../../src/engine/builder';
import { Execution } from '../../src/engine/execution';
import { gradients } from '../../src/engine/gradients';
import type { Tensor } from '../../src/engine/graph';
import { Graph } from '../../src/engine/graph';
import type { Dims, Shape } from '../../src/engine/shape';
import { sizeOf } from '../../src/engine/shape';
import type { Value } from '../../src/engine/value';
import { valueOf } from '../../src/engine/value';

/** One float64 input and the point at which it is checked. */
export interface Point {
  readonly dims: Dims;
  readonly values: readonly number[];
}

/** How much of the inputs' shapes is known when the graph is built. */
export type Knowledge = 'full' | 'rank' | 'none';

export interface GradientCheck {
  readonly inputs: readonly Point[];
  /** Makes y, of any shape, from the inputs. */
  readonly build: (build: Builder, inputs: readonly Tensor[]) => Tensor;
  readonly knowledge?: Knowledge;
  /** Half the distance between the two points of a difference; 1e-5 unless given. */
  readonly step?: number;
  /** Allowed |analytic − numeric| per max(1, |analytic|): h² and ε/h are both near 1e-10. */
  readonly tolerance?: number;
}

/** What a check computed, for tests that want to see the numbers. */
export interface CheckedGradient {
  readonly analytic: readonly number[];
  readonly numeric: readonly number[];
}

/**
 * Differentiates Σ weight·y by graph and by differences, for every element of every input, and
 * asserts that they agree. An input without gradient must have differences of 0.
 */
export function expectGradientsMatch(check: GradientCheck): readonly CheckedGradient[] {
  const { inputs, knowledge = 'full', step = 1e-5, tolerance = 1e-6 } = check;
  const graph = new Graph();
  const build = new Builder(graph, -1);
  const xs = inputs.map(({ dims }) =>
    build.make('Placeholder', [], { dtype: 'float64', shape: declared(dims, knowledge) }),
  );
  const y = check.build(build, xs);
  assert.equal(y.dtype, 'float64', 'differences need float64');
  const execution = new Execution(graph, { seed: 0, isCancelled: () => false });
  const evaluate = (fetch: Tensor, points: readonly Value[]): Value =>
    execution.evaluate({
      fetches: [fetch], targets: [], feeds: new Map(xs.map((x, i) => [x, points[i]!])),
    }).values[0]!;
  const start = inputs.map(({ dims, values }) => valueOf('float64', dims, values));
  const { dims } = evaluate(y, start);
  const weights = weightsFor(dims);
  const results = gradients({
    graph, ys: [y], xs, gradYs: [build.constant(weights)], origin: -1,
  });
  const loss = (points: readonly Value[]): number =>
    Array.from(evaluate(y, points).data).reduce((sum, value, i) => sum + value * weights.data[i]!, 0);
  return results.map((result, i) => {
    assert.notEqual(result.kind, 'sparse', `input ${i} got a sparse gradient`);
    const analytic =
      result.kind === 'dense'
        ? evaluate(result.tensor, start)
        : valueOf('float64', inputs[i]!.dims, new Array<number>(sizeOf(inputs[i]!.dims)).fill(0));
    assert.deepEqual(analytic.dims, inputs[i]!.dims, `shape of the gradient of input ${i}`);
    const numeric = differences(loss, start, i, step);
    analytic.data.forEach((value, k) => {
      const distance = Math.abs(value - numeric[k]!) / Math.max(1, Math.abs(value));
      assert.ok(
        distance <= tolerance,
        `d/dx${i}[${k}] at ${inputs[i]!.values[k]}: analytic ${value}, numeric ${numeric[k]}`,
      );
    });
    return { analytic: Array.from(analytic.data), numeric };
  });
}

/**
 * As `expectGradientsMatch` for the gradient of Σ y itself: second order, with respect to every
 * pair of inputs. Inputs without a first gradient are left out.
 */
export function expectSecondGradientsMatch(check: GradientCheck): void {
  check.inputs.forEach((_input, i) => {
    let hasGradient = true;
    const first = (build: Builder, inputs: readonly Tensor[]): Tensor => {
      const y = check.build(build, inputs);
      const [result] = gradients({ graph: build.graph, ys: [y], xs: [inputs[i]!], origin: -1 });
      hasGradient = result!.kind === 'dense';
      return result!.kind === 'dense' ? result!.tensor : inputs[i]!;
    };
    expectGradientsMatch({ ...check, build: first });
    assert.ok(hasGradient, `input ${i} has no first gradient`);
  });
}

function declared(dims: Dims, knowledge: Knowledge): Shape {
  if (knowledge === 'full') return dims;
  return knowledge === 'rank' ? dims.map(() => null) : null;
}

/** Different for every element, so that gradients cannot be right by accident: 1, −0.7, 1.4, … */
function weightsFor(dims: Dims): Value {
  const weights = Array.from({ length: sizeOf(dims) }, (_none, i) => (i % 2 ? -0.7 : 1) + 0.2 * (i % 5));
  return valueOf('float64', dims, weights);
}

function differences(
  loss: (points: readonly Value[]) => number,
  start: readonly Value[],
  input: number,
  step: number,
): number[] {
  const { dims, data } = start[input]!;
  const moved = (k: number, by: number): number => {
    const numbers = Array.from(data);
    numbers[k] = numbers[k]! + by;
    return loss(start.map((point, i) => (i === input ? valueOf('float64', dims, numbers) : point)));
  };
  return Array.from(data, (_value, k) => (moved(k, step) - moved(k, -step)) / (2 * step));
}
