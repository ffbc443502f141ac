/** @file Bridge functions that make constants: from a number, or from elements in the heap. */
import type { DType } from '../../../engine/dtypes';
import { allocate } from '../../../engine/dtypes';
import { sizeOf } from '../../../engine/shape';
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

    /** As `heapConstant` for the few numbers of a shape or a permutation, given as `2,3`. */
    vectorConstant: (dtype: number, numbers: string, name: string, origin = state.here()): number =>
      state.guard(() => {
        const parsed = dimsOf(numbers);
        return constant(valueOf(dtypeNumbered(dtype), [parsed.length], parsed), name, origin);
      }),
  };
}
