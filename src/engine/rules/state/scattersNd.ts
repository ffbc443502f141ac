/** @file ScatterNdUpdate, Add, Sub: slices of a variable that index vectors name. */
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { checkStaticSlices } from '../array/scatterNd';
import { withRankAtLeast } from '../array/staticShape';
import type { CombineSlice } from '../array/tensorScatters';
import {
  addElement, checkSliceShapes, combineSlices, replaceElement, subtractElement,
} from '../array/tensorScatters';
import { insideInt64 } from '../int64Range';
import { checkSameType } from './variables';

function scatterNd(op: string, combine: CombineSlice): Rule<{ readonly useLocking: boolean }> {
  return {
    infer: ([ref, indices, updates]) => {
      checkSameType(op, ref!, updates!, 'updates');
      const shape = withRankAtLeast(ref!.shape, 1);
      checkStaticSlices(shape, indices!.shape, updates!.shape);
      return [{ dtype: ref!.dtype, shape, isRef: true }];
    },
    bind: ([ref, indices, updates]) => {
      const { dtype, dims } = ref!;
      checkSliceShapes(dims, indices!.dims, updates!.dims);
      return {
        outputs: [dims],
        run: insideInt64(dtype, ([before, at, slices], [after]) => {
          after!.set(before!);
          combineSlices(after!, dims, at!, indices!.dims, slices!, combine);
        }),
      };
    },
    writes: [0],
    derivative: none('a scatter changes a variable; no gradient flows through it'),
  };
}

export const scatterNdUpdate = scatterNd('ScatterNdUpdate', replaceElement);
export const scatterNdAdd = scatterNd('ScatterNdAdd', addElement);
export const scatterNdSub = scatterNd('ScatterNdSub', subtractElement);
