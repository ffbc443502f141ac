/**
 * @file The neural family joined: activations, softmax, cross-entropies, biases, convolutions,
 * pools. Names only.
 */
import type { RuleTable } from '../rule';
import type { NoAttributes } from './array/attributes';
import { avgPool, avgPoolGrad } from './neural/averagePools';
import type { BatchNormAttributes } from './neural/batchNorms';
import { fusedBatchNorm, fusedBatchNormGrad } from './neural/batchNorms';
import { resizeBicubic, resizeBicubicGrad } from './neural/bicubicResizes';
import { biasAdd, biasAddGrad } from './neural/biases';
import {
  adjustContrast, adjustHue, adjustSaturation, hsvToRgb, rgbToHsv,
} from './neural/colors';
import type { DepthwiseAttributes } from './neural/depthwise';
import {
  depthwiseBackpropFilter, depthwiseBackpropInput, depthwiseConv2d,
} from './neural/depthwise';
import type { ConvolutionAttributes } from './neural/convolutionShapes';
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput } from './neural/convolutions';
import { softmaxCrossEntropy, sparseSoftmaxCrossEntropy } from './neural/crossEntropies';
import { l2Loss } from './neural/l2Loss';
import { maxPool, maxPoolGrad, maxPoolGradGrad } from './neural/maxPools';
import type { PoolAttributes } from './neural/poolShapes';
import { inTopK, inTopKV2, topK } from './neural/rankings';
import { leakyRelu, leakyReluGrad, relu, relu6, relu6Grad, reluGrad } from './neural/rectifiers';
import type { ResizeAttributes } from './neural/resizes';
import {
  resizeBilinear, resizeBilinearGrad, resizeNearest, resizeNearestGrad,
} from './neural/resizes';
import type { ResponseAttributes } from './neural/responses';
import { lrn, lrnGrad } from './neural/responses';
import {
  elu, eluGrad, selu, seluGrad, softplus, softplusGrad, softsign, softsignGrad,
} from './neural/saturations';
import { logSoftmax, softmax } from './neural/softmaxes';
import {
  conv3d, conv3dBackpropFilter, conv3dBackpropInput,
} from './neural/volumeConvolutions';
import { avgPool3d, avgPool3dGrad, maxPool3d, maxPool3dGrad } from './neural/volumePools';
import type { VolumeConvolution, VolumePool } from './neural/volumeShapes';
import { withShapesInErrors } from './shapeErrors';

/** Attributes of the neural ops, under TensorFlow's op type names. */
export interface NeuralAttributes {
  Relu: NoAttributes;
  ReluGrad: NoAttributes;
  Relu6: NoAttributes;
  Relu6Grad: NoAttributes;
  LeakyRelu: { readonly alpha: number };
  LeakyReluGrad: { readonly alpha: number };
  Elu: NoAttributes;
  EluGrad: NoAttributes;
  Selu: NoAttributes;
  SeluGrad: NoAttributes;
  Softplus: NoAttributes;
  SoftplusGrad: NoAttributes;
  Softsign: NoAttributes;
  SoftsignGrad: NoAttributes;
  Softmax: NoAttributes;
  LogSoftmax: NoAttributes;
  SoftmaxCrossEntropyWithLogits: NoAttributes;
  SparseSoftmaxCrossEntropyWithLogits: NoAttributes;
  L2Loss: NoAttributes;
  BiasAdd: { readonly dataFormat: 'NHWC' | 'NCHW' };
  BiasAddGrad: { readonly dataFormat: 'NHWC' | 'NCHW' };
  TopKV2: { readonly sorted: boolean };
  InTopK: { readonly k: number };
  InTopKV2: NoAttributes;
  Conv2D: ConvolutionAttributes;
  Conv2DBackpropInput: ConvolutionAttributes;
  Conv2DBackpropFilter: ConvolutionAttributes;
  MaxPool: PoolAttributes;
  MaxPoolGrad: PoolAttributes;
  MaxPoolGradGrad: PoolAttributes;
  AvgPool: PoolAttributes;
  AvgPoolGrad: PoolAttributes;
  FusedBatchNormV3: BatchNormAttributes;
  FusedBatchNormGradV3: BatchNormAttributes;
  LRN: ResponseAttributes;
  LRNGrad: ResponseAttributes;
  DepthwiseConv2dNative: DepthwiseAttributes;
  DepthwiseConv2dNativeBackpropInput: DepthwiseAttributes;
  DepthwiseConv2dNativeBackpropFilter: DepthwiseAttributes;
  ResizeBilinear: ResizeAttributes;
  ResizeBilinearGrad: ResizeAttributes;
  ResizeNearestNeighbor: ResizeAttributes;
  ResizeNearestNeighborGrad: ResizeAttributes;
  Conv3D: VolumeConvolution;
  Conv3DBackpropInputV2: VolumeConvolution;
  Conv3DBackpropFilterV2: VolumeConvolution;
  MaxPool3D: VolumePool;
  MaxPool3DGrad: VolumePool;
  AvgPool3D: VolumePool;
  AvgPool3DGrad: VolumePool;
  ResizeBicubic: ResizeAttributes;
  ResizeBicubicGrad: ResizeAttributes;
  AdjustContrastv2: NoAttributes;
  AdjustHue: NoAttributes;
  AdjustSaturation: NoAttributes;
  RGBToHSV: NoAttributes;
  HSVToRGB: NoAttributes;
}

export const neuralRules: RuleTable<NeuralAttributes> = withShapesInErrors({
  Relu: relu,
  ReluGrad: reluGrad,
  Relu6: relu6,
  Relu6Grad: relu6Grad,
  LeakyRelu: leakyRelu,
  LeakyReluGrad: leakyReluGrad,
  Elu: elu,
  EluGrad: eluGrad,
  Selu: selu,
  SeluGrad: seluGrad,
  Softplus: softplus,
  SoftplusGrad: softplusGrad,
  Softsign: softsign,
  SoftsignGrad: softsignGrad,
  Softmax: softmax,
  LogSoftmax: logSoftmax,
  SoftmaxCrossEntropyWithLogits: softmaxCrossEntropy,
  SparseSoftmaxCrossEntropyWithLogits: sparseSoftmaxCrossEntropy,
  L2Loss: l2Loss,
  BiasAdd: biasAdd,
  BiasAddGrad: biasAddGrad,
  TopKV2: topK,
  InTopK: inTopK,
  InTopKV2: inTopKV2,
  Conv2D: conv2d,
  Conv2DBackpropInput: conv2dBackpropInput,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  MaxPool: maxPool,
  MaxPoolGrad: maxPoolGrad,
  MaxPoolGradGrad: maxPoolGradGrad,
  AvgPool: avgPool,
  AvgPoolGrad: avgPoolGrad,
  FusedBatchNormV3: fusedBatchNorm,
  FusedBatchNormGradV3: fusedBatchNormGrad,
  LRN: lrn,
  LRNGrad: lrnGrad,
  DepthwiseConv2dNative: depthwiseConv2d,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  ResizeBilinear: resizeBilinear,
  ResizeBilinearGrad: resizeBilinearGrad,
  ResizeNearestNeighbor: resizeNearest,
  ResizeNearestNeighborGrad: resizeNearestGrad,
  Conv3D: conv3d,
  Conv3DBackpropInputV2: conv3dBackpropInput,
  Conv3DBackpropFilterV2: conv3dBackpropFilter,
  MaxPool3D: maxPool3d,
  MaxPool3DGrad: maxPool3dGrad,
  AvgPool3D: avgPool3d,
  AvgPool3DGrad: avgPool3dGrad,
  ResizeBicubic: resizeBicubic,
  ResizeBicubicGrad: resizeBicubicGrad,
  AdjustContrastv2: adjustContrast,
  AdjustHue: adjustHue,
  AdjustSaturation: adjustSaturation,
  RGBToHSV: rgbToHsv,
  HSVToRGB: hsvToRgb,
});
