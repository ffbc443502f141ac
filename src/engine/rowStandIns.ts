/**
 * @file Row gradients where a derivative wants dense ones: a tensor stands in for the rows until an
 * op takes it, and only there they become dense, inside that op's scope, as TensorFlow converts them.
 */
import type { Tensor } from './graph';
import { Tensor as TensorClass } from './graph';
import { knownValue } from './knownValue';
import type { Op } from './ops';
import type { Slices } from './rule';

/** The rows behind each stand-in that one derivative is given. */
export type StandIns = ReadonlyMap<Tensor, Slices>;

/** A tensor of the dense gradient's type and shape that is in no graph. */
export function standInFor(slices: Slices): Tensor {
  const { values, denseShape } = slices;
  const dims = denseShape === null ? null : knownValue(denseShape);
  const rest = values.shape?.slice(1) ?? null;
  const shape = dims !== null ? Array.from(dims.data) : rest === null ? null : [null, ...rest];
  return new TensorClass(values.node, values.index, values.dtype, shape, false);
}

/**
 * TensorFlow's names of the inputs that take an incoming gradient, by op: a converted one is called
 * by them. Ops that are not here call their first inputs x and y.
 */
const INPUT_NAMES: Partial<Record<Op, readonly string[]>> = {
  MatMul: ['a', 'b'],
  Select: ['condition', 't', 'e'],
  UnsortedSegmentSum: ['data', 'segment_ids', 'num_segments'],
  Diag: ['diagonal'],
  MatrixDiag: ['diagonal'],
  DiagPart: ['input'],
  MatrixDiagPart: ['input'],
  ReluGrad: ['gradients', 'features'],
  Relu6Grad: ['gradients', 'features'],
  LeakyReluGrad: ['gradients', 'features'],
  SoftplusGrad: ['gradients', 'features'],
  SoftsignGrad: ['gradients', 'features'],
  EluGrad: ['gradients', 'outputs'],
  SeluGrad: ['gradients', 'outputs'],
  ScatterNd: ['indices', 'updates', 'shape'],
  Shape: ['input'],
  Rank: ['input'],
  Size: ['input'],
  Squeeze: ['input'],
  ExpandDims: ['input', 'dim'],
  StridedSlice: ['input', 'begin', 'end', 'strides'],
  StridedSliceGrad: ['shape', 'begin', 'end', 'strides', 'dy'],
  Slice: ['input', 'begin', 'size'],
  Pad: ['input', 'paddings'],
  MirrorPad: ['input', 'paddings'],
  MirrorPadGrad: ['input', 'paddings'],
  Sum: ['input', 'reduction_indices'],
  Prod: ['input', 'reduction_indices'],
  Tile: ['input', 'multiples'],
  Conv2D: ['input', 'filter'],
  Conv2DBackpropInput: ['input_sizes', 'filter', 'out_backprop'],
  Conv2DBackpropFilter: ['input', 'filter_sizes', 'out_backprop'],
  BiasAddGrad: ['out_backprop'],
  MaxPoolGrad: ['orig_input', 'orig_output', 'grad'],
  AvgPoolGrad: ['orig_input_shape', 'grad'],
  GatherV2: ['params', 'indices', 'axis'],
  GatherNd: ['params', 'indices'],
  Reshape: ['tensor', 'shape'],
  ReverseV2: ['tensor', 'axis'],
  CheckNumerics: ['tensor'],
  TanhGrad: ['y', 'dy'],
  SigmoidGrad: ['y', 'dy'],
  RsqrtGrad: ['y', 'dy'],
  ReciprocalGrad: ['y', 'dy'],
};

/** What TensorFlow calls input `index` of `op` when it has to make a tensor of it. */
export function inputName(op: Op, index: number): string {
  if (op === 'AddN' || op === 'AccumulateNV2') return `inputs_${index}`;
  if (op === 'Pack' || op === 'ConcatV2') return `values_${index}`;
  return INPUT_NAMES[op]?.[index] ?? (index === 0 ? 'x' : 'y');
}
