/** @file Diagonals: MatrixDiag and MatrixDiagPart (of the last two axes), Diag and DiagPart. */
import { invalidArgument, valueError } from '../../errors';
import type { Bound, Rule } from '../../rule';
import type { Dims } from '../../shape';
import { bracketText, isFullyKnown, sizeOf } from '../../shape';
import type { NoAttributes } from './attributes';
import { mergeDim, withRankAtLeast } from './staticShape';

/** Positions of the diagonal elements of `matrices` matrices, one after the other. */
function diagonalPlaces(matrices: number, rows: number, columns: number): Int32Array {
  const width = Math.min(rows, columns);
  const places = new Int32Array(matrices * width);
  for (let m = 0, i = 0; m < matrices; m++) {
    for (let k = 0; k < width; k++) places[i++] = m * rows * columns + k * (columns + 1);
  }
  return places;
}

/** Zeros of shape `dims` with the input's elements at `places`. */
function spread(dims: Dims, places: Int32Array): Bound {
  return {
    outputs: [dims],
    run: ([source], [out]) => {
      out!.fill(0);
      for (let i = 0; i < places.length; i++) out![places[i]!] = source![i]!;
    },
  };
}

function collect(dims: Dims, places: Int32Array): Bound {
  return {
    outputs: [dims],
    run: ([source], [out]) => {
      for (let i = 0; i < places.length; i++) out![i] = source![places[i]!]!;
    },
  };
}

export const matrixDiag: Rule<NoAttributes> = {
  infer: ([diagonal]) => {
    const shape = withRankAtLeast(diagonal!.shape, 1);
    const last = shape?.[shape.length - 1] ?? null;
    return [{ dtype: diagonal!.dtype, shape: shape === null ? null : [...shape, last] }];
  },
  bind: ([diagonal]) => {
    const { dims } = diagonal!;
    const width = dims[dims.length - 1];
    if (width === undefined) {
      throw invalidArgument(
        `diagonal must be at least 1-dim, received shape: ${bracketText(dims)}`,
      );
    }
    return spread([...dims, width], diagonalPlaces(sizeOf(dims.slice(0, -1)), width, width));
  },
  derivative: ({ gradients, build }) => [
    build.make('MatrixDiagPart', [gradients[0]!], {}, 'diag_part'),
  ],
};

export const matrixDiagPart: Rule<NoAttributes> = {
  infer: ([input]) => {
    const shape = withRankAtLeast(input!.shape, 2);
    if (shape === null) return [{ dtype: input!.dtype, shape: null }];
    const [rows, columns] = shape.slice(-2);
    const width = rows === null || columns === null ? null : Math.min(rows!, columns!);
    return [{ dtype: input!.dtype, shape: [...shape.slice(0, -2), width] }];
  },
  bind: ([input]) => {
    const { dims } = input!;
    if (dims.length < 2) {
      throw invalidArgument(`input must be at least 2-dim, received shape: ${bracketText(dims)}`);
    }
    const [rows, columns] = dims.slice(-2) as [number, number];
    const batch = dims.slice(0, -2);
    const places = diagonalPlaces(sizeOf(batch), rows, columns);
    return collect([...batch, Math.min(rows, columns)], places);
  },
  derivative: ({ inputs, gradients, build, node }) => {
    const matrix = inputs[0]!.shape?.slice(-2) ?? null;
    if (isFullyKnown(matrix) && matrix[0] === matrix[1]) {
      return [build.make('MatrixDiag', [gradients[0]!], {}, 'diag')];
    }
    throw valueError(
      `The gradient of ${node.name} (MatrixDiagPart) is supported for square matrices of known ` +
        `size only; these have the shape ${bracketText(inputs[0]!.shape)}.`,
    );
  },
};

export const diag: Rule<NoAttributes> = {
  infer: ([diagonal]) => {
    const { dtype, shape } = diagonal!;
    withRankAtLeast(shape, 1);
    return [{ dtype, shape: shape === null ? null : [...shape, ...shape] }];
  },
  bind: ([diagonal]) => {
    const { dims } = diagonal!;
    if (dims.length === 0) throw invalidArgument('Input must be at least rank 1, got 0');
    const size = sizeOf(dims);
    return spread([...dims, ...dims], diagonalPlaces(1, size, size));
  },
  derivative: ({ gradients, build }) => [build.make('DiagPart', [gradients[0]!], {})],
};

export const diagPart: Rule<NoAttributes> = {
  infer: ([input]) => {
    const { dtype, shape } = input!;
    if (shape === null) return [{ dtype, shape: null }];
    if (shape.length === 0 || shape.length % 2 !== 0) {
      throw valueError(`Input must have even and non-zero rank, input rank is ${shape.length}`);
    }
    const half = shape.length / 2;
    const out = shape.slice(0, half).map((dim, i) => mergeDim(dim, shape[half + i]!));
    return [{ dtype, shape: out }];
  },
  bind: ([input]) => {
    const { dims } = input!;
    const half = dims.length / 2;
    if (half === 0 || !Number.isInteger(half)) {
      throw invalidArgument(
        `The rank of the tensor should be even and positive, got shape ${bracketText(dims)}`,
      );
    }
    const odd = dims.slice(0, half).findIndex((dim, i) => dim !== dims[half + i]);
    if (odd >= 0) {
      throw invalidArgument(
        `Invalid shape ${bracketText(dims)}: dimensions ${odd} and ${half + odd} do not match.`,
      );
    }
    const out = dims.slice(0, half);
    const size = sizeOf(out);
    return collect(out, diagonalPlaces(1, size, size));
  },
  derivative: ({ gradients, build }) => [build.make('Diag', [gradients[0]!], {})],
};
