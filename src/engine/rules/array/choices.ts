/**
 * @file Ops between indices and values without a derivative: OneHot, Where (one argument), Unique.
 */
import type { Data } from '../../dtypes';
import { invalidArgument, typeError, valueError } from '../../errors';
import { none } from '../../rule';
import { noGradientDefined } from '../noGradientDefined';
import type { Rule } from '../../rule';
import { sizeOf, stridesOf } from '../../shape';
import type { NoAttributes } from './attributes';
import type { Dim } from './staticShape';
import { withRank } from './staticShape';

interface OneHotAttributes {
  readonly axis: number;
}

export const oneHot: Rule<OneHotAttributes> = {
  infer: ([indices, depth, on, off], { axis }, known) => {
    withRank(depth!.shape, 0);
    withRank(on!.shape, 0);
    withRank(off!.shape, 0);
    if (on!.dtype !== off!.dtype) {
      throw typeError(
        `Input 'off_value' of 'OneHot' Op has type ${off!.dtype} that does not match type ` +
          `${on!.dtype} of argument 'on_value'.`,
      );
    }
    const size = known(1)?.data[0] ?? null;
    if (size !== null && size < 0) {
      throw valueError(
        `Dimension size, given by scalar input 1, must be non-negative but is ${size}`,
      );
    }
    const { shape } = indices!;
    const { dtype } = on!;
    if (shape === null) return [{ dtype, shape: null }];
    const at = axis === -1 ? shape.length : axis;
    // A bad axis is found when the op runs, as in TensorFlow.
    if (at < 0 || at > shape.length) return [{ dtype, shape: null }];
    const out: Dim[] = [...shape];
    out.splice(at, 0, size);
    return [{ dtype, shape: out }];
  },
  needs: [1],
  bind: ([indices], { axis }, values) => {
    const { dims } = indices!;
    const depth = values[1]!.data[0]!;
    const rank = dims.length + 1;
    if (axis < -1 || axis >= rank) {
      throw invalidArgument(
        `Expected axis to be -1 or between [0, ${rank}).  But received: ${axis}`,
      );
    }
    if (depth < 0) throw invalidArgument(`depth must be non-negative, got: ${depth}`);
    const at = axis === -1 ? dims.length : axis;
    const outer = sizeOf(dims.slice(0, at));
    const inner = sizeOf(dims.slice(at));
    return {
      outputs: [[...dims.slice(0, at), depth, ...dims.slice(at)]],
      run: ([index, , on, off], [out]) => {
        out!.fill(off![0]!);
        for (let o = 0, i = 0; o < outer; o++) {
          for (let k = 0; k < inner; k++, i++) {
            const hot = index![i]!;
            // An index outside [0, depth) lights nothing.
            if (hot >= 0 && hot < depth) out![(o * depth + hot) * inner + k] = on![0]!;
          }
        }
      },
    };
  },
  derivative: none('one_hot takes integer indices'),
};

export const where: Rule<NoAttributes> = {
  infer: ([condition]) => [{ dtype: 'int64', shape: [null, condition!.shape?.length ?? null] }],
  needs: [0],
  bind: ([condition], _attributes, values) => {
    const { dims } = condition!;
    const strides = stridesOf(dims);
    let count = 0;
    for (const x of values[0]!.data) if (x !== 0) count++;
    return {
      outputs: [[count, dims.length]],
      run: ([source], [out]) => {
        for (let i = 0, to = 0; i < source!.length; i++) {
          if (source![i] === 0) continue;
          for (let d = 0; d < dims.length; d++) {
            out![to++] = Math.floor(i / strides[d]!) % dims[d]!;
          }
        }
      },
    };
  },
  derivative: none('where picks indices'),
};

interface UniqueAttributes {
  readonly outIdx: 'int32' | 'int64';
}

/**
 * Outputs: the distinct values in order of first appearance, and for each input its place among
 * them.
 */
export const unique: Rule<UniqueAttributes> = {
  infer: ([input], { outIdx }) => {
    withRank(input!.shape, 1);
    return [
      { dtype: input!.dtype, shape: [null] },
      { dtype: outIdx, shape: input!.shape },
    ];
  },
  needs: [0],
  bind: ([input], _attributes, values) => {
    if (input!.dims.length !== 1) throw invalidArgument('unique expects a 1D vector.');
    return {
      outputs: [[distinct(values[0]!.data)], input!.dims],
      run: ([source], [out, places]) => {
        let count = 0;
        const seen = new Map<number, number>();
        for (let i = 0; i < source!.length; i++) {
          const x = source![i]!;
          let place = x === x ? seen.get(x) : undefined;
          if (place === undefined) {
            place = count++;
            if (x === x) seen.set(x, place);
            out![place] = x;
          }
          places![i] = place;
        }
      },
    };
  },
  derivative: ({ node }) => {
    throw noGradientDefined(node);
  },
};

function distinct(source: Data): number {
  const seen = new Set<number>();
  let nans = 0;
  for (const x of source) {
    if (x === x) seen.add(x);
    else nans++;
  }
  return seen.size + nans;
}
