/**
 * @file The family of ops that rearrange, count and fold: segments, blocks, bands, rolls, partitions,
 * bins, slices of tensors. Names only.
 */
import type { RuleTable } from '../rule';
import type { NoAttributes, OutType } from './array/attributes';
import type { HistogramType, OutIdx } from './array/counts';
import {
  bincount, histogramFixedWidth, lowerBound, uniqueWithCounts, unravelIndex, upperBound,
} from './array/counts';
import { gatherTree } from './array/gatherTree';
import { matrixBandPart, matrixSetDiag } from './array/matrixBands';
import type { Partitions, SequenceAxes } from './array/moves';
import { dynamicPartition, reverseSequence, roll } from './array/moves';
import {
  segmentMax, segmentMean, segmentMin, segmentProd, unsortedSegmentMax, unsortedSegmentMin,
  unsortedSegmentProd,
} from './array/segmentFolds';
import type { DepthBlocks } from './array/spaceBlocks';
import { batchToSpaceNd, depthToSpace, spaceToBatchNd, spaceToDepth } from './array/spaceBlocks';
import {
  sparseSegmentMean, sparseSegmentMeanGrad, sparseSegmentSqrtN, sparseSegmentSqrtNGrad,
  sparseSegmentSum,
} from './array/sparseSegments';
import {
  tensorScatterAdd, tensorScatterSub, tensorScatterUpdate,
} from './array/tensorScatters';
import { withShapesInErrors } from './shapeErrors';

type PlainOp =
  | 'SegmentMean' | 'SegmentMax' | 'SegmentMin' | 'SegmentProd'
  | 'UnsortedSegmentMax' | 'UnsortedSegmentMin' | 'UnsortedSegmentProd'
  | 'SparseSegmentSum' | 'SparseSegmentMean' | 'SparseSegmentSqrtN'
  | 'SparseSegmentMeanGrad' | 'SparseSegmentSqrtNGrad'
  | 'SpaceToBatchND' | 'BatchToSpaceND' | 'MatrixBandPart' | 'MatrixSetDiag' | 'Roll'
  | 'Bincount' | 'UnravelIndex' | 'GatherTree'
  | 'TensorScatterUpdate' | 'TensorScatterAdd' | 'TensorScatterSub';

/** Attributes of these ops, under TensorFlow's op type names. */
export interface RearrangingAttributes extends Readonly<Record<PlainOp, NoAttributes>> {
  readonly SpaceToDepth: DepthBlocks;
  readonly DepthToSpace: DepthBlocks;
  readonly ReverseSequence: SequenceAxes;
  readonly DynamicPartition: Partitions;
  readonly UniqueWithCounts: OutIdx;
  readonly HistogramFixedWidth: HistogramType;
  readonly LowerBound: OutType;
  readonly UpperBound: OutType;
}

export const rearrangingRules: RuleTable<RearrangingAttributes> = withShapesInErrors({
  SegmentMean: segmentMean,
  SegmentMax: segmentMax,
  SegmentMin: segmentMin,
  SegmentProd: segmentProd,
  UnsortedSegmentMax: unsortedSegmentMax,
  UnsortedSegmentMin: unsortedSegmentMin,
  UnsortedSegmentProd: unsortedSegmentProd,
  SparseSegmentSum: sparseSegmentSum,
  SparseSegmentMean: sparseSegmentMean,
  SparseSegmentSqrtN: sparseSegmentSqrtN,
  SparseSegmentMeanGrad: sparseSegmentMeanGrad,
  SparseSegmentSqrtNGrad: sparseSegmentSqrtNGrad,
  SpaceToBatchND: spaceToBatchNd,
  BatchToSpaceND: batchToSpaceNd,
  MatrixBandPart: matrixBandPart,
  MatrixSetDiag: matrixSetDiag,
  Roll: roll,
  Bincount: bincount,
  UnravelIndex: unravelIndex,
  GatherTree: gatherTree,
  TensorScatterUpdate: tensorScatterUpdate,
  TensorScatterAdd: tensorScatterAdd,
  TensorScatterSub: tensorScatterSub,
  SpaceToDepth: spaceToDepth,
  DepthToSpace: depthToSpace,
  ReverseSequence: reverseSequence,
  DynamicPartition: dynamicPartition,
  UniqueWithCounts: uniqueWithCounts,
  HistogramFixedWidth: histogramFixedWidth,
  LowerBound: lowerBound,
  UpperBound: upperBound,
});
