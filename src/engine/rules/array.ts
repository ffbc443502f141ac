/** @file The array family joined: shapes, slices, gathers, constants. Names and attributes only. */
import type { DType } from '../dtypes';
import type { RuleTable } from '../rule';
import type { Shape } from '../shape';
import type { Value } from '../value';
import type { BatchDims } from './array/batchGathers';
import type { NoAttributes, OutType, SliceMasks } from './array/attributes';
import { oneHot, unique, where } from './array/choices';
import {
  constant, fill, noOp, onesLike, placeholder, placeholderWithDefault, zerosLike,
} from './array/constants';
import { diag, diagPart, matrixDiag, matrixDiagPart } from './array/diagonals';
import { dynamicStitch } from './array/dynamicStitches';
import { gather, gatherNd, gatherV2 } from './array/gathers';
import {
  assertion, checkNumerics, identity, identityN, preventGradient, stopGradient,
} from './array/identities';
import { concatOffset, concatV2, pack } from './array/joins';
import { mirrorPad, mirrorPadGrad, pad, padV2 } from './array/pads';
import { broadcastTo, reverseV2, tile } from './array/repeats';
import { expandDims, reshape, squeeze } from './array/reshapes';
import { scatterNd } from './array/scatterNd';
import { segmentSum, unsortedSegmentSum } from './array/segments';
import { rank, shape, shapeN, size } from './array/shapeQueries';
import { slice } from './array/slices';
import { split, splitV, unpack } from './array/splits';
import { stridedSlice, stridedSliceGrad } from './array/stridedSlices';
import { invertPermutation, transpose } from './array/transposes';
import { withShapesInErrors } from './shapeErrors';

/** Attributes of the array ops, under TensorFlow's op type names. */
export interface ArrayAttributes {
  Const: { readonly value: Value };
  Placeholder: { readonly dtype: DType; readonly shape: Shape };
  PlaceholderWithDefault: { readonly shape: Shape };
  Identity: NoAttributes;
  IdentityN: NoAttributes;
  StopGradient: NoAttributes;
  PreventGradient: { readonly message: string };
  CheckNumerics: { readonly message: string };
  /** `parts`: the data of tf.Assert in order; a string is constant text, null the next input. */
  Assert: { readonly parts: readonly (string | null)[]; readonly summarize: number };
  NoOp: NoAttributes;
  Shape: OutType;
  ShapeN: OutType;
  Size: OutType;
  Rank: NoAttributes;
  Reshape: NoAttributes;
  ExpandDims: NoAttributes;
  Squeeze: { readonly squeezeDims: readonly number[] };
  Transpose: NoAttributes;
  InvertPermutation: NoAttributes;
  ConcatV2: NoAttributes;
  ConcatOffset: NoAttributes;
  Pack: { readonly axis: number };
  Unpack: { readonly num: number; readonly axis: number };
  Split: { readonly numSplit: number };
  SplitV: { readonly numSplit: number };
  Slice: NoAttributes;
  StridedSlice: SliceMasks;
  StridedSliceGrad: SliceMasks;
  Pad: NoAttributes;
  PadV2: NoAttributes;
  MirrorPad: { readonly mode: 'REFLECT' | 'SYMMETRIC' };
  MirrorPadGrad: { readonly mode: 'REFLECT' | 'SYMMETRIC' };
  Tile: NoAttributes;
  Gather: NoAttributes;
  GatherV2: BatchDims;
  GatherNd: NoAttributes;
  ScatterNd: NoAttributes;
  OneHot: { readonly axis: number };
  Fill: NoAttributes;
  ZerosLike: NoAttributes;
  OnesLike: NoAttributes;
  BroadcastTo: NoAttributes;
  ReverseV2: NoAttributes;
  Where: NoAttributes;
  Unique: { readonly outIdx: 'int32' | 'int64' };
  UnsortedSegmentSum: NoAttributes;
  SegmentSum: NoAttributes;
  MatrixDiag: NoAttributes;
  MatrixDiagPart: NoAttributes;
  Diag: NoAttributes;
  DiagPart: NoAttributes;
  DynamicStitch: NoAttributes;
  ParallelDynamicStitch: NoAttributes;
}

export const arrayRules: RuleTable<ArrayAttributes> = withShapesInErrors({
  Const: constant,
  Placeholder: placeholder,
  PlaceholderWithDefault: placeholderWithDefault,
  Identity: identity,
  IdentityN: identityN,
  StopGradient: stopGradient,
  PreventGradient: preventGradient,
  CheckNumerics: checkNumerics,
  Assert: assertion,
  NoOp: noOp,
  Shape: shape,
  ShapeN: shapeN,
  Size: size,
  Rank: rank,
  Reshape: reshape,
  ExpandDims: expandDims,
  Squeeze: squeeze,
  Transpose: transpose,
  InvertPermutation: invertPermutation,
  ConcatV2: concatV2,
  ConcatOffset: concatOffset,
  Pack: pack,
  Unpack: unpack,
  Split: split,
  SplitV: splitV,
  Slice: slice,
  StridedSlice: stridedSlice,
  StridedSliceGrad: stridedSliceGrad,
  Pad: pad,
  PadV2: padV2,
  MirrorPad: mirrorPad,
  MirrorPadGrad: mirrorPadGrad,
  Tile: tile,
  Gather: gather,
  GatherV2: gatherV2,
  GatherNd: gatherNd,
  ScatterNd: scatterNd,
  OneHot: oneHot,
  Fill: fill,
  ZerosLike: zerosLike,
  OnesLike: onesLike,
  BroadcastTo: broadcastTo,
  ReverseV2: reverseV2,
  Where: where,
  Unique: unique,
  UnsortedSegmentSum: unsortedSegmentSum,
  SegmentSum: segmentSum,
  MatrixDiag: matrixDiag,
  MatrixDiagPart: matrixDiagPart,
  Diag: diag,
  DiagPart: diagPart,
  DynamicStitch: dynamicStitch,
  ParallelDynamicStitch: dynamicStitch,
});
