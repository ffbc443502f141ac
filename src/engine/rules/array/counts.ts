/** @file Ops that count or look up: UniqueWithCounts, Bincount, histogram bins, sorted bounds. */
import type { Data } from '../../dtypes';
import { invalidArgument, valueError } from '../../errors';
import { none } from '../../rule';
import type { NoDerivative, Rule } from '../../rule';
import { bracketText, sizeOf } from '../../shape';
import { integersOf } from '../../value';
import type { NoAttributes, OutType } from './attributes';
import { mergeDim, withRank } from './staticShape';

const counted: NoDerivative = none('it counts, and counts are integers');

export interface OutIdx {
  readonly outIdx: 'int32' | 'int64';
}

/** Distinct elements in order of first sight, where each element's is, how often each is seen. */
export const uniqueWithCounts: Rule<OutIdx> = {
  infer: ([x], { outIdx }) => [
    { dtype: x!.dtype, shape: [null] },
    { dtype: outIdx, shape: withRank(x!.shape, 1) },
    { dtype: outIdx, shape: [null] },
  ],
  needs: [0],
  bind: ([x], _attributes, values) => {
    if (x!.dims.length !== 1) {
      throw invalidArgument('unique expects a 1D vector.');
    }
    const first = new Map<number, number>();
    const places = Array.from(values[0]!.data, (value) => {
      const at = first.get(value) ?? first.size;
      first.set(value, at);
      return at;
    });
    const kept = [...first.keys()];
    const counts = kept.map(() => 0);
    for (const at of places) counts[at]! += 1;
    return {
      outputs: [[kept.length], [places.length], [kept.length]],
      run: (_data, [y, idx, count]) => {
        y!.set(kept);
        idx!.set(places);
        count!.set(counts);
      },
    };
  },
  derivative: none('it sorts elements out by equality'),
};

/** How often each of 0 … size − 1 occurs, or the sum of the weights where it occurs. */
export const bincount: Rule<NoAttributes> = {
  infer: ([, size, weights], _attributes, known) => {
    withRank(size!.shape, 0);
    return [{ dtype: weights!.dtype, shape: [known(1)?.data[0] ?? null] }];
  },
  needs: [1],
  bind: ([, , weights], _attributes, values) => {
    const size = values[1]!.data[0]!;
    if (size < 0) throw invalidArgument(`size (${size}) must be non-negative`);
    const isWeighted = sizeOf(weights!.dims) > 0;
    return {
      outputs: [[size]],
      run: ([ids, weight], [out]) => {
        out!.fill(0);
        for (let i = 0; i < ids!.length; i++) {
          const id = ids![i]!;
          if (id < 0) throw invalidArgument('Input arr must be non-negative!');
          if (id < size) out![id]! += isWeighted ? weight![i]! : 1;
        }
      },
    };
  },
  derivative: counted,
};

export interface HistogramType {
  readonly dtype: 'int32' | 'int64';
}

export const histogramFixedWidth: Rule<HistogramType> = {
  infer: ([, range, bins], { dtype }, known) => {
    const [ends] = withRank(range!.shape, 1);
    mergeDim(ends!, 2);
    withRank(bins!.shape, 0);
    const count = known(2)?.data[0] ?? null;
    if (count !== null && count <= 0) throw valueError(`Requires nbins > 0: ${count}`);
    return [{ dtype, shape: [count] }];
  },
  needs: [2],
  bind: ([values, range], _attributes, known) => {
    const bins = known[2]!.data[0]!;
    if (bins <= 0) throw invalidArgument(`nbins should be a positive number, but got '${bins}'`);
    const fit = values!.dtype === 'float32' ? Math.fround : (x: number) => x;
    if (range!.dims[0] !== 2) {
      throw invalidArgument(`value_range should be a vector of 2 elements.`);
    }
    return {
      outputs: [[bins]],
      run: ([source, ends], [out]) => {
        const [low, high] = ends as unknown as readonly [number, number];
        if (!(low < high)) {
          throw invalidArgument(
            'value_range should satisfy value_range[0] < value_range[1], ' +
              `but got '[${low}, ${high}]'`,
          );
        }
        out!.fill(0);
        const step = fit(fit(high - low) / bins);
        for (const value of source!) {
          const bin = Math.floor(fit(fit(value - low) / step));
          out![Math.min(Math.max(bin, 0), bins - 1)]! += 1;
        }
      },
    };
  },
  derivative: counted,
};

/** Place in a sorted row where a value could be put, before (Lower) or after (Upper) its equals. */
function bound(isBefore: (sorted: number, value: number) => boolean): Rule<OutType> {
  return {
    infer: ([sorted, values], { outType }) => {
      const [batch] = withRank(sorted!.shape, 2);
      const shape = withRank(values!.shape, 2);
      return [{ dtype: outType, shape: [mergeDim(batch!, shape[0]!), shape[1]!] }];
    },
    bind: ([sorted, values]) => {
      if (sorted!.dims.length !== 2) {
        throw invalidArgument(`sorted input argument must be a matrix`);
      }
      if (sorted!.dims[0] !== values!.dims[0]) {
        throw invalidArgument(
          'Leading dim_size of both tensors must match.',
        );
      }
      const [rows, width] = sorted!.dims as readonly [number, number];
      const count = values!.dims[1]!;
      return {
        outputs: [values!.dims],
        run: ([row, wanted], [out]) => {
          for (let r = 0; r < rows; r++) {
            for (let i = r * count; i < (r + 1) * count; i++) {
              out![i] = search(row!, r * width, width, wanted![i]!, isBefore);
            }
          }
        },
      };
    },
    derivative: none('a place in a sorted row is an integer'),
  };
}

function search(
  row: Data, start: number, width: number, value: number,
  isBefore: (sorted: number, value: number) => boolean,
): number {
  let [low, high] = [0, width];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(row[start + middle]!, value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const lowerBound = bound((sorted, value) => sorted < value);
export const upperBound = bound((sorted, value) => !(value < sorted));

/** Flat positions to one index per dimension: [dimensions, positions]. */
export const unravelIndex: Rule<NoAttributes> = {
  infer: ([indices, dims]) => {
    const [rank] = withRank(dims!.shape, 1);
    const at = indices!.shape;
    const shape = at === null ? null : at.length === 0 ? [rank!] : [rank!, ...at.slice(0, 1)];
    return [{ dtype: indices!.dtype, shape }];
  },
  needs: [1],
  bind: ([indices], _attributes, values) => {
    const dims = integersOf(values[1]!);
    const count = sizeOf(indices!.dims);
    const whole = sizeOf(dims);
    return {
      outputs: [indices!.dims.length === 0 ? [dims.length] : [dims.length, count]],
      run: ([at], [out]) => {
        for (let i = 0; i < count; i++) {
          let rest = at![i]!;
          if (rest >= whole) {
            throw invalidArgument(`index is out of bound as with dims ${bracketText(dims)}`);
          }
          for (let d = dims.length - 1; d >= 0; d--) {
            out![d * count + i] = rest % dims[d]!;
            rest = Math.floor(rest / dims[d]!);
          }
        }
      },
    };
  },
  derivative: none('indices are integers'),
};
