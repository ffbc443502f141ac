/**
 * @file Ops on sparse tensors, each given as three tensors (indices [n, rank], values [n], shape
 * [rank]): to dense, added to and multiplied with dense ones, summed over axes.
 */
import type { Builder } from '../../builder';
import type { Data } from '../../dtypes';
import { invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import type { Dims } from '../../shape';
import { bracketText, stridesOf } from '../../shape';
import { integersOf } from '../../value';
import { allAxes, named } from '../array/gradientPieces';
import type { NoAttributes } from '../array/attributes';
import { partialShape } from '../array/partialShape';
import { axisOf, mergeDim, withRank } from '../array/staticShape';
import { zerosLike } from '../math/gradientNodes';
import { keptShape } from '../math/reductionGradients';
import { gather } from '../written';

const noPlaces = none('the indices and the shape of a sparse tensor are integers');

/** Flat position of sparse entry `i`. Throws InvalidArgumentError outside the shape. */
function placeOf(at: Data, i: number, dims: Dims, steps: readonly number[]): number {
  let place = 0;
  for (let d = 0; d < dims.length; d++) {
    const index = at[i * dims.length + d]!;
    if (!(index >= 0 && index < dims[d]!)) {
      const vector = Array.from(at.subarray(i * dims.length, (i + 1) * dims.length)).join(',');
      throw invalidArgument(
        `indices[${i}] = [${vector}] is out of bounds: need 0 <= index < ${bracketText(dims)}`,
      );
    }
    place += index * steps[d]!;
  }
  return place;
}

export interface Validated {
  readonly validateIndices: boolean;
}

export const sparseToDense: Rule<Validated> = {
  infer: ([indices, shape, values], _attributes, known) => {
    if (indices!.shape !== null && indices!.shape.length > 2) withRank(indices!.shape, 2);
    return [{ dtype: values!.dtype, shape: partialShape(shape!, known(1)) }];
  },
  needs: [1],
  bind: ([indices, , values], { validateIndices }, known) => {
    const dims = integersOf(known[1]!);
    const steps = stridesOf(dims);
    const count = indices!.dims[0] ?? 1;
    const width = indices!.dims[1] ?? 1;
    if (indices!.dims.length === 2 && width !== dims.length) {
      throw invalidArgument(
        `output_shape has incorrect number of elements: ${dims.length} should be: ${width}`,
      );
    }
    const isOne = values!.dims.length === 0;
    if (!isOne && values!.dims[0] !== count) {
      throw invalidArgument(
        `sparse_values has incorrect shape ${bracketText(values!.dims)}, ` +
          `should be [] or [${count}]`,
      );
    }
    return {
      outputs: [dims],
      run: ([at, , value, rest], [out]) => {
        out!.fill(rest![0]!);
        let last = -1;
        for (let i = 0; i < count; i++) {
          const place = placeOf(at!, i, dims, steps);
          if (validateIndices && place <= last) {
            throw misplaced(at!, i, dims.length, place === last);
          }
          last = place;
          out![place] = isOne ? value![0]! : value![i]!;
        }
      },
    };
  },
  derivative: ({ inputs, gradients, build }) => {
    const gradient = gradients[0]!;
    const ofValues = build.make('GatherNd', [gradient, inputs[0]!], {});
    const total = (x: Tensor) =>
      build.make('Sum', [x, allAxes(build, x)], { keepDims: false }, 'Sum');
    const whole = total(gradient);
    const ofDefault = build.make('Sub', [whole, total(ofValues)], {}, 'sub');
    // TensorFlow hands the indices and the shape zeros that nobody reads; they count for seeds.
    zerosLike(build, inputs[0]!);
    zerosLike(build, inputs[1]!);
    return [noPlaces, noPlaces, ofValues, ofDefault];
  },
};

function misplaced(at: Data, i: number, rank: number, isRepeated: boolean): Error {
  const vector = Array.from(at.subarray(i * rank, (i + 1) * rank)).join(',');
  return invalidArgument(
    `indices[${i}] = [${vector}] is ` +
      (isRepeated
        ? 'repeated'
        : 'out of order. Many sparse ops require sorted indices.\n' +
          '    Use `tf.sparse.reorder` to create a correctly ordered copy.\n\n'),
  );
}

export const sparseTensorDenseAdd: Rule<NoAttributes> = {
  infer: ([, , , dense]) => [{ dtype: dense!.dtype, shape: dense!.shape }],
  bind: ([indices, , shape, dense]) => {
    const { dims } = dense!;
    const rank = shape!.dims[0]!;
    if (rank !== dims.length) {
      throw invalidArgument(
        `Two operands have different ranks; received: ${rank} and ${dims.length}`,
      );
    }
    const steps = stridesOf(dims);
    const count = indices!.dims[0]!;
    return {
      outputs: [dims],
      run: ([at, value, , whole], [out]) => {
        out!.set(whole!);
        for (let i = 0; i < count; i++) out![placeOf(at!, i, dims, steps)]! += value![i]!;
      },
    };
  },
  derivative: ({ inputs, gradients, build }) => [
    noPlaces, build.make('GatherNd', [gradients[0]!, inputs[0]!], {}), noPlaces, gradients[0]!,
  ],
};

export interface Adjoints {
  readonly adjointA: boolean;
  readonly adjointB: boolean;
}

export const sparseTensorDenseMatMul: Rule<Adjoints> = {
  infer: ([, values, shape, b], { adjointA, adjointB }, known) => {
    const [rows, columns] = withRank(partialShape(shape!, known(2)), 2);
    const [bRows, bColumns] = withRank(b!.shape, 2);
    mergeDim((adjointA ? rows : columns)!, (adjointB ? bColumns : bRows)!);
    return [
      {
        dtype: values!.dtype,
        shape: [(adjointA ? columns : rows)!, (adjointB ? bRows : bColumns)!],
      },
    ];
  },
  needs: [2],
  bind: ([indices, , , b], { adjointA, adjointB }, known) => {
    const [rows, columns] = integersOf(known[2]!) as [number, number];
    const [bRows, bColumns] = b!.dims as readonly [number, number];
    const [outer, inner] = adjointA ? [columns, rows] : [rows, columns];
    const [innerOfB, width] = adjointB ? [bColumns, bRows] : [bRows, bColumns];
    if (inner !== innerOfB) {
      throw invalidArgument(
        'Cannot multiply A and B because inner dimension does not match: ' +
          `${inner} vs. ${innerOfB}.  Did you forget a transpose?  Dimensions of A: [${rows}, ` +
          `${columns}).  Dimensions of B: ${bracketText(b!.dims)}`,
      );
    }
    const count = indices!.dims[0]!;
    return {
      outputs: [[outer, width]],
      run: ([at, value, , dense], [out]) => {
        const fit = out instanceof Float32Array ? Math.fround : (x: number) => x;
        out!.fill(0);
        for (let i = 0; i < count; i++) {
          const [m, k] = adjointA
            ? [at![2 * i + 1]!, at![2 * i]!]
            : [at![2 * i]!, at![2 * i + 1]!];
          if (!(k >= 0 && k < inner)) {
            throw invalidArgument(
              `k (${k}) from index[${i},${adjointA ? 0 : 1}] out of bounds (>=${inner})`,
            );
          }
          if (!(m >= 0 && m < outer)) {
            throw invalidArgument(
              `m (${m}) from index[${i},${adjointA ? 1 : 0}] out of bounds (>=${outer})`,
            );
          }
          for (let n = 0; n < width; n++) {
            const other = adjointB ? dense![n * bColumns + k]! : dense![k * bColumns + n]!;
            out![m * width + n]! += fit(value![i]! * other);
          }
        }
      },
    };
  },
  derivative: ({ inputs, gradients, build, attributes }) => {
    const [indices, values, shape, b] = inputs as readonly [Tensor, Tensor, Tensor, Tensor];
    const { adjointA, adjointB } = attributes;
    const gradient = gradients[0]!;
    let ofB = build.make(
      'SparseTensorDenseMatMul', [indices, values, shape, gradient],
      { adjointA: !adjointA, adjointB: false },
    );
    if (adjointB) ofB = turned(build, ofB);
    const rows = column(build, indices, 0);
    const columns = column(build, indices, 1);
    const ofA = gather(build, gradient, adjointA ? columns : rows);
    const other = adjointB ? turned(build, b) : b;
    const parts = gather(build, other, adjointA ? rows : columns);
    const product = build.make('Mul', [ofA, parts], {}, 'mul');
    const ofValues = named(
      build, 'Sum', () => [product, build.scalar('int32', 1, 'reduction_indices')],
      (name, list) => build.make('Sum', list, { keepDims: false }, name),
    );
    return [noPlaces, ofValues, noPlaces, ofB];
  },
};

/** `x[:, i]` */
function column(build: Builder, x: Tensor, i: number): Tensor {
  return named(
    build, 'strided_slice',
    () => [
      x, build.integers([0, i], 'stack'), build.integers([0, i + 1], 'stack_1'),
      build.integers([1, 1], 'stack_2'),
    ],
    (name, list) =>
      build.make(
        'StridedSlice', list,
        { beginMask: 1, endMask: 1, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 2 }, name,
      ),
  );
}

/** `tf.transpose(matrix)` */
function turned(build: Builder, x: Tensor): Tensor {
  return named(
    build, 'transpose', () => [x, build.integers([1, 0], 'perm')],
    (name, list) => build.make('Transpose', list, {}, name),
  );
}

export interface KeepDims {
  readonly keepDims: boolean;
}

export const sparseReduceSum: Rule<KeepDims> = {
  infer: ([, values, shape], { keepDims }, known) => {
    const dims = partialShape(shape!, known(2));
    const reduced = known(3);
    const { dtype } = values!;
    if (dims === null || reduced === null) return [{ dtype, shape: null }];
    const at = new Set(integersOf(reduced).map((axis) => axisOf(axis, dims.length)));
    const isReduced = (d: number) => at.size === 0 || at.has(d);
    if (keepDims) {
      return [{ dtype, shape: dims.map((dim, d) => (isReduced(d) ? 1 : dim)) }];
    }
    return [{ dtype, shape: dims.filter((_dim, d) => !isReduced(d)) }];
  },
  needs: [2, 3],
  bind: ([indices], { keepDims }, known) => {
    const dims = integersOf(known[2]!);
    const axes = new Set(
      integersOf(known[3]!).map((axis) => {
        const at = axisOf(axis, dims.length);
        if (at < 0 || at >= dims.length) {
          throw invalidArgument(
            `Invalid reduction dimension ${axis}, for input with ${dims.length} dimensions.`,
          );
        }
        return at;
      }),
    );
    // No axes at all: everything is summed.
    const isReduced = (d: number) => axes.size === 0 || axes.has(d);
    const kept = dims.map((dim, d) => (isReduced(d) ? 1 : dim));
    const steps = stridesOf(kept).map((step, d) => (isReduced(d) ? 0 : step));
    const out = keepDims ? kept : dims.filter((_dim, d) => !isReduced(d));
    const count = indices!.dims[0]!;
    return {
      outputs: [out],
      run: ([at, value], [sums]) => {
        sums!.fill(0);
        for (let i = 0; i < count; i++) sums![placeOf(at!, i, dims, steps)]! += value![i]!;
      },
    };
  },
  derivative: ({ inputs, gradients, build }) => {
    const [indices, , shape, axes] = inputs as readonly [Tensor, Tensor, Tensor, Tensor];
    const narrow = build.make('Cast', [shape], { dstT: 'int32' }, 'Cast');
    const kept = keptShape(build, narrow, axes);
    const reshaped = build.make('Reshape', [gradients[0]!, kept], {}, 'Reshape');
    const wide = build.make('Cast', [kept], { dstT: 'int64' }, 'Cast');
    const scale = build.make('FloorDiv', [shape, wide], {}, 'floordiv');
    const places = build.make('FloorDiv', [indices, scale], {}, 'floordiv');
    return [noPlaces, build.make('GatherNd', [reshaped, places], {}), noPlaces, noPlaces];
  },
};
