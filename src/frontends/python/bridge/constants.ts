/** @file Bridge functions that make constants: from a number, or from elements in the heap. */
import type { DType } from '../../../engine/dtypes';
import { allocate } from '../../../engine/dtypes';
import { isFullyKnown, sizeOf } from '../../../engine/shape';
import type { Value } from '../../../engine/value';
import { scalar, valueOf } from '../../../engine/value';
import type { BridgeState } from './bridgeState';
import { DTYPE_ORDER, packNode } from './bridgeState';
import type { HeapLayout } from './heapValues';
import { dimsOf, readHeap } from './heapValues';

/** The element type with number `code` in DTYPE_ORDER. */
export function dtypeNumbered(code: number): DType {
  const dtype = DTYPE_ORDER[code];
  if (dtype === undefined) throw new RangeError(`No element type ${code}.`);
  return dtype;
}

/** What `zerosOfShape` returns besides −1. */
const NOT_PLAIN = -2;
const OF_NUMBERS: ReadonlySet<DType> = new Set(['float32', 'float64', 'int32', 'int64', 'bool'] as const);

export function constantFunctions(state: BridgeState, heap: () => ArrayBufferLike) {
  const constant = (value: Value, name: string, origin: number): number => {
    const graph = state.graph;
    return packNode(graph.make({ op: 'Const', inputs: [], attributes: { value }, name, origin }));
  };
  return {
    scalarConstant: (dtype: number, number: number, name: string, origin = state.here()): number =>
      state.guard(() => constant(scalar(dtypeNumbered(dtype), number), name, origin)),

    /** Elements lie in the heap at `address` in `layout`; `dims` is `2,3`. */
    heapConstant: (
      dtype: number,
      layout: HeapLayout,
      address: number,
      dims: string,
      name: string,
      origin = state.here(),
    ): number =>
      state.guard(() =>
        constant(readHeap(heap(), address, layout, dtypeNumbered(dtype), dimsOf(dims)), name, origin),
      ),

    /** A constant of `dims` (`2,3`) whose elements are all `number`. */
    filledConstant: (dtype: number, number: number, dims: string, name: string): number =>
      state.guard(() => {
        const type = dtypeNumbered(dtype);
        const shape = dimsOf(dims);
        const data = allocate(type, sizeOf(shape)).fill(scalar(type, Number(number)).data[0]!);
        return constant({ dtype: type, dims: shape, data }, name, state.here());
      }),

    /**
     * A constant of zeros with the type and the static shape of tensor `id`. −2, and nothing made, where
     * it is not all known, is not of numbers, or has 1000 elements or more.
     */
    zerosOfShape: (id: number, name: string): number => {
      const { dtype, shape } = state.graph.tensor(id);
      if (!isFullyKnown(shape) || !OF_NUMBERS.has(dtype)) return NOT_PLAIN;
      const size = sizeOf(shape);
      if (size === 0 || size >= 1000) return NOT_PLAIN;
      return state.guard(() => constant({ dtype, dims: shape, data: allocate(dtype, size) }, name, state.here()));
    },

    /** As `heapConstant` for the few numbers of a shape or a permutation, given as `2,3`. */
    vectorConstant: (dtype: number, numbers: string, name: string, origin = state.here()): number =>
      state.guard(() => {
        const parsed = dimsOf(numbers);
        return constant(valueOf(dtypeNumbered(dtype), [parsed.length], parsed), name, origin);
      }),
  };
}
