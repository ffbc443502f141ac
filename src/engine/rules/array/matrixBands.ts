/** @file MatrixBandPart keeps a band around the diagonal, MatrixSetDiag replaces the diagonal. */
import type { Builder } from '../../builder';
import { invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Backward, InputGradient, Rule } from '../../rule';
import { bracketText, isFullyKnown, sizeOf } from '../../shape';
import type { NoAttributes } from './attributes';
import { named, range, rankOf } from './gradientPieces';
import { mergeDim, mergeEqual, withRank, withRankAtLeast } from './staticShape';

const noBand = none('the width of a band is an integer');

export const matrixBandPart: Rule<NoAttributes> = {
  infer: ([input, lower, upper]) => {
    withRank(lower!.shape, 0);
    withRank(upper!.shape, 0);
    return [{ dtype: input!.dtype, shape: withRankAtLeast(input!.shape, 2) }];
  },
  needs: [1, 2],
  bind: ([input], _attributes, values) => {
    const { dims } = input!;
    if (dims.length < 2) {
      throw invalidArgument(
        `input must be at least 2-dim, received shape: ${bracketText(dims)}`,
      );
    }
    const [rows, columns] = dims.slice(-2) as [number, number];
    const [below, above] = [values[1]!.data[0]!, values[2]!.data[0]!];
    if (below > rows) {
      throw invalidArgument(
        `num_lower must be negative or less or equal to number of rows (${rows}) got: ${below}`,
      );
    }
    if (above > columns) {
      throw invalidArgument(
        `num_upper must be negative or less or equal to number of columns (${columns}) ` +
          `got: ${above}`,
      );
    }
    return {
      outputs: [dims],
      run: ([source], [out]) => {
        const matrices = sizeOf(dims.slice(0, -2));
        for (let m = 0, i = 0; m < matrices; m++) {
          for (let r = 0; r < rows; r++) {
            for (let c = 0; c < columns; c++, i++) {
              const isIn = (below < 0 || r - c <= below) && (above < 0 || c - r <= above);
              out![i] = isIn ? source![i]! : 0;
            }
          }
        }
      },
    };
  },
  derivative: ({ inputs, gradients, build }) => [
    build.make('MatrixBandPart', [gradients[0]!, inputs[1]!, inputs[2]!], {}), noBand, noBand,
  ],
};

export const matrixSetDiag: Rule<NoAttributes> = {
  infer: ([input, diagonal]) => {
    const shape = withRankAtLeast(input!.shape, 2);
    const given = withRankAtLeast(diagonal!.shape, 1);
    if (shape === null) return [{ dtype: input!.dtype, shape: null }];
    const [rows, columns] = shape.slice(-2) as [number | null, number | null];
    const least = rows === null || columns === null ? null : Math.min(rows, columns);
    let batch: readonly (number | null)[] = shape.slice(0, -2);
    if (given !== null) {
      mergeDim(least, given[given.length - 1]!);
      batch = mergeEqual(batch, given.slice(0, -1))!;
    }
    return [{ dtype: input!.dtype, shape: [...batch, rows, columns] }];
  },
  bind: ([input, diagonal]) => {
    const { dims } = input!;
    if (dims.length < 2) {
      throw invalidArgument(`input must be at least 2-dim, received shape: ${bracketText(dims)}`);
    }
    const [rows, columns] = dims.slice(-2) as [number, number];
    const width = Math.min(rows, columns);
    const wanted = [...dims.slice(0, -2), width];
    if (bracketText(wanted) !== bracketText(diagonal!.dims)) {
      throw invalidArgument(
        'must have diagonal.shape == input.shape[:-2] + min(input.shape[-2:]), but received ' +
          `input shape: ${bracketText(dims)} and diagonal shape: ${bracketText(diagonal!.dims)}`,
      );
    }
    return {
      outputs: [dims],
      run: ([source, values], [out]) => {
        out!.set(source!);
        const matrices = sizeOf(dims.slice(0, -2));
        for (let m = 0, i = 0; m < matrices; m++) {
          for (let k = 0; k < width; k++) {
            out![m * rows * columns + k * (columns + 1)] = values![i++]!;
          }
        }
      },
    };
  },
  derivative: setDiagDerivative,
};

function setDiagDerivative(
  { inputs, gradients, build }: Backward<NoAttributes>,
): readonly InputGradient[] {
  const gradient = gradients[0]!;
  const shape = mergeEqual(inputs[0]!.shape, gradient.shape);
  const zero = () => build.scalar(gradient.dtype, 0, 'Const');
  let zeros;
  if (isFullyKnown(shape)) {
    const [rows, columns] = shape.slice(-2) as [number, number];
    const dims = [...shape.slice(0, -2), Math.min(rows, columns)];
    zeros = build.filled(gradient.dtype, dims, 0, 'zeros');
  } else {
    const size = build.graph.beside(gradient.node, () => diagonalShape(build, gradient));
    zeros = named(
      build, 'zeros', () => [size, zero()], (name, list) => build.make('Fill', list, {}, name),
    );
  }
  return [
    build.make('MatrixSetDiag', [gradient, zeros], {}, 'set_diag'),
    build.make('MatrixDiagPart', [gradient], {}, 'diag_part'),
  ];
}

/** The shape of the diagonals of `matrices`, computed. */
function diagonalShape(build: Builder, matrices: Tensor): Tensor {
  const whole = build.shapeOf(matrices);
  const rank = rankOf(build, matrices);
  const start = named(
    build, 'sub', () => [rank, build.scalar('int32', 2, 'y')],
    (name, list) => build.make('Sub', list, {}, name),
  );
  const batch = named(
    build, 'Slice',
    () => [whole, build.integers([0], 'begin'), build.make('Pack', [start], { axis: 0 }, 'size')],
    (name, list) => build.make('Slice', list, {}, name),
  );
  const next = named(
    build, 'sub', () => [rank, build.scalar('int32', 2, 'y')],
    (name, list) => build.make('Sub', list, {}, name),
  );
  const matrix = named(
    build, 'Slice',
    () => [whole, build.make('Pack', [next], { axis: 0 }, 'begin'), build.integers([2], 'size')],
    (name, list) => build.make('Slice', list, {}, name),
  );
  const axes = matrix.shape === null ? range(build, 0, 1) : build.integers([0], 'Const');
  const least = build.make('Min', [matrix, axes], { keepDims: false });
  return named(
    build, 'concat',
    () => [
      batch, build.make('Pack', [least], { axis: 0 }, 'values_1'),
      build.scalar('int32', 0, 'axis'),
    ],
    (name, list) => build.make('ConcatV2', list, {}, name),
  );
}
