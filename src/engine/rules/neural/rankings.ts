/** @file TopKV2, the k largest of each row, and InTopK, whether a target is among them. */
import { invalidArgument, valueError } from '../../errors';
import type { Builder } from '../../builder';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import type { NoAttributes } from '../array/attributes';
import type { Dims } from '../../shape';
import { sizeOf } from '../../shape';
import { elementOf, expandDims, named, reshape, sizeTensor } from '../array/gradientPieces';
import { mergeDim, withRank, withRankAtLeast } from '../array/staticShape';

interface Sorted {
  readonly sorted: boolean;
}

/**
 * Outputs: values and int32 indices, largest first; of equal values the lower index comes first.
 */
export const topK: Rule<Sorted> = {
  infer: ([input, k], _attributes, known) => {
    const shape = withRankAtLeast(input!.shape, 1);
    withRank(k!.shape, 0);
    const count = known(1)?.data[0] ?? null;
    if (count !== null && count < 0) {
      throw valueError(
        `Dimension size, given by scalar input 1, must be non-negative but is ${count}`,
      );
    }
    const width = shape?.[shape.length - 1] ?? null;
    if (width !== null && count !== null && width < count) {
      throw valueError(`input must have last dimension >= k = ${count} but is ${width}`);
    }
    const out = shape === null ? null : [...shape.slice(0, -1), count];
    return [
      { dtype: input!.dtype, shape: out },
      { dtype: 'int32', shape: out },
    ];
  },
  needs: [1],
  bind: ([input], _attributes, values) => {
    const { dims } = input!;
    const k = values[1]!.data[0]!;
    if (k < 0) throw invalidArgument(`Need k >= 0, got ${k}`);
    const width = dims[dims.length - 1];
    if (width === undefined) throw invalidArgument('input must be >= 1-D, got shape []');
    if (width < k) {
      throw invalidArgument(`input must have at least k columns. Had ${width}, needed ${k}`);
    }
    const rows = sizeOf(dims.slice(0, -1));
    const order = Array.from({ length: width }, (_, i) => i);
    const out = [...dims.slice(0, -1), k];
    return {
      outputs: [out, out],
      run: ([x], [top, places]) => {
        for (let r = 0, start = 0, to = 0; r < rows; r++, start += width) {
          order.sort((a, b) => x![start + b]! - x![start + a]! || a - b);
          for (let i = 0; i < k; i++, to++) {
            top![to] = x![start + order[i]!]!;
            places![to] = order[i]!;
          }
        }
      },
    };
  },
  derivative: ({ inputs, outputs, gradients, build }) => {
    const shape = build.shapeOf(inputs[0]!);
    const placesShape = build.shapeOf(outputs[1]!);
    const k = lastOf(build, placesShape);
    const rows = named(
      build, 'stack', () => [build.constant(minusOne, '0'), k],
      (name, list) => build.make('Pack', list, { axis: 0 }, name),
    );
    const places = reshape(build, outputs[1]!, rows);
    const width = lastOf(build, shape);
    const count = elementOf(build, build.shapeOf(places), 0);
    const starts = rowStarts(build, count, width);
    const at = expandDims(
      build, flattened(build, build.make('AddV2', [places, starts], {}, 'add')), -1,
    );
    const values = flattened(build, gradients[0]!);
    const total = build.make('Prod', [shape, build.integers([0], 'Const')], { keepDims: false });
    const size = build.make('Pack', [total], { axis: 0 }, 'ScatterNd/shape');
    const scattered = build.make('ScatterNd', [at, values, size], {});
    const result = reshape(build, scattered, shape);
    // TensorFlow hands k a zero that nobody reads; it counts for the seeds of later ops.
    build.scalar('int32', 0, 'zeros');
    return [result, none('k is an integer')];
  },
};

function flattened(build: Builder, x: Tensor): Tensor {
  return named(
    build, 'Reshape', () => [x, build.integers([-1], 'shape')],
    (name, list) => build.make('Reshape', list, {}, name),
  );
}

const minusOne = { dtype: 'int64', dims: [], data: Float64Array.of(-1) } as const;

/** The last entry of a shape vector, as int64. */
function lastOf(build: Builder, shape: Tensor): Tensor {
  const wide = build.make('Cast', [shape], { dstT: 'int64' });
  const size = sizeTensor(build, shape);
  const last = named(
    build, 'sub', () => [size, build.scalar('int32', 1, 'y')],
    (name, list) => build.make('Sub', list, {}, name),
  );
  return named(
    build, 'GatherV2', () => [wide, last, build.scalar('int32', 0, 'axis')],
    (name, list) => build.make('GatherV2', list, {}, name),
  );
}

/** Where each row starts in the flattened input, as an int32 column. */
function rowStarts(build: Builder, count: Tensor, width: Tensor): Tensor {
  const wide = build.make('Cast', [count], { dstT: 'int64' });
  const end = build.make('Mul', [wide, width], {}, 'mul');
  const starts = named(
    build, 'range',
    () => {
      const start = build.scalar('int32', 0, 'start');
      return [build.make('Cast', [start], { dstT: 'int64' }), end, width];
    },
    (name, list) => build.make('Range', list, {}, name),
  );
  return build.make('Cast', [expandDims(build, starts, -1)], { dstT: 'int32' });
}

interface K {
  readonly k: number;
}

/** InTopK has k as an attribute, InTopKV2 as its third input (tensorflow/core/ops/nn_ops.cc). */
const inferInTopK: Rule<K>['infer'] = ([predictions, targets, k]) => {
  const [rows] = withRank(predictions!.shape, 2);
  const [count] = withRank(targets!.shape, 1);
  if (k !== undefined) withRank(k.shape, 0);
  return [{ dtype: 'bool', shape: [mergeDim(rows!, count!)] }];
};

function bindInTopK(predictions: Dims, targets: Dims, k: number): ReturnType<Rule<K>['bind']> {
  if (predictions.length !== 2) throw invalidArgument('predictions must be 2-dimensional');
  if (targets.length !== 1) throw invalidArgument('targets must be 1-dimensional');
  const [rows, width] = predictions as readonly [number, number];
  if (targets[0] !== rows) {
    throw invalidArgument(
      `First dimension of predictions ${rows} must match length of targets ${targets[0]!}`,
    );
  }
  return {
    outputs: [[rows]],
    run: ([x, target], [out]) => {
      for (let r = 0, start = 0; r < rows; r++, start += width) {
        const at = target![r]!;
        // An impossible target or a non-finite prediction in the row: TensorFlow says false.
        let canSay = at >= 0 && at < width;
        let larger = 0;
        for (let c = 0; c < width && canSay; c++) {
          const p = x![start + c]!;
          if (!Number.isFinite(p)) canSay = false;
          else if (p > x![start + at]!) larger++;
        }
        out![r] = canSay && larger < k ? 1 : 0;
      }
    },
  };
}

export const inTopK: Rule<K> = {
  infer: inferInTopK,
  bind: ([predictions, targets], { k }) => bindInTopK(predictions!.dims, targets!.dims, k),
  derivative: none('in_top_k answers yes or no'),
};

export const inTopKV2: Rule<NoAttributes> = {
  infer: (inputs, _attributes, known) => inferInTopK(inputs, { k: 0 }, known),
  needs: [2],
  bind: ([predictions, targets], _attributes, values) =>
    bindInTopK(predictions!.dims, targets!.dims, values[2]!.data[0]!),
  derivative: none('in_top_k answers yes or no'),
};
