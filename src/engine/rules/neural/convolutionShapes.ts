/**
 * @file Shapes of convolutions: what is inferred when the graph is built, what is refused at run
 * time, in TensorFlow's words. Knows no kernel.
 */
import { EngineError, invalidArgument, typeError, valueError } from '../../errors';
import type { Tensor } from '../../graph';
import type { Dims, Shape } from '../../shape';
import { bracketText } from '../../shape';
import { withRank } from '../array/staticShape';
import { checkFloating } from './elementwise';
import type { ImageFormat, Padding, PatchGrid, Window } from './windows';
import { axesOf, inferWindow, slide } from './windows';

/** Strides and dilations per dimension, in the order of `dataFormat`; so are explicit paddings. */
export interface ConvolutionAttributes {
  readonly strides: readonly number[];
  readonly padding: Padding;
  /** With EXPLICIT padding: zeros before and after each dimension, eight numbers. */
  readonly explicitPaddings: readonly number[];
  readonly dataFormat: ImageFormat;
  readonly dilations: readonly number[];
}

/** The window along `axis` without its size. */
function windowAt(attributes: ConvolutionAttributes, axis: number): Omit<Window, 'size'> {
  const { strides, dilations, padding, explicitPaddings } = attributes;
  return {
    stride: strides[axis]!,
    dilation: dilations[axis]!,
    padding,
    before: explicitPaddings[2 * axis] ?? 0,
    after: explicitPaddings[2 * axis + 1] ?? 0,
  };
}

/** Throws TypeError, as TensorFlow's op definitions do, unless all inputs are of one float type. */
export function checkOneType(
  op: string, names: readonly string[], tensors: readonly Tensor[],
): void {
  const first = tensors[0]!;
  checkFloating(names[0]!, first.dtype);
  tensors.forEach(({ dtype }, i) => {
    if (dtype === first.dtype) return;
    throw typeError(
      `Input '${names[i]}' of '${op}' Op has type ${dtype} that does not match type ` +
        `${first.dtype} of argument '${names[0]}'.`,
    );
  });
}

/** Static shape of a convolution of `image` with `filter` [rows, columns, depth, filters]. */
export function inferConvolution(
  image: Shape, filter: Shape, attributes: ConvolutionAttributes,
): Shape {
  const imageDims = withRank(image, 4);
  const [filterRows, filterColumns, filterDepth, filters] = withRank(filter, 4);
  const axes = axesOf(attributes.dataFormat);
  const depth = imageDims[axes.channels]!;
  if (depth !== null && filterDepth! !== null && depth % filterDepth! !== 0) {
    throw valueError(
      `Depth of input (${depth}) is not a multiple of input depth of filter (${filterDepth})`,
    );
  }
  const out = [...imageDims];
  const { rows, columns } = axes;
  out[rows] = inferWindow(imageDims[rows]!, filterRows!, windowAt(attributes, rows));
  out[columns] = inferWindow(imageDims[columns]!, filterColumns!, windowAt(attributes, columns));
  out[axes.channels] = filters!;
  return out;
}

/** What TensorFlow checks when it makes a convolution's kernel. */
function checkSteps({ strides, dilations, dataFormat }: ConvolutionAttributes): void {
  const { channels } = axesOf(dataFormat);
  for (const [name, steps] of [['strides', strides], ['dilations', dilations]] as const) {
    if (steps[0] === 1 && steps[channels] === 1) continue;
    throw invalidArgument(
      `Current implementation does not yet support ${name} in the batch and depth dimensions.`,
    );
  }
}

function gridOf(image: Dims, filter: Dims, attributes: ConvolutionAttributes): PatchGrid {
  const axes = axesOf(attributes.dataFormat);
  const { rows, columns } = axes;
  return {
    batch: image[axes.batch]!,
    channels: image[axes.channels]!,
    rows: slide(image[rows]!, { ...windowAt(attributes, rows), size: filter[0]! }),
    columns: slide(image[columns]!, { ...windowAt(attributes, columns), size: filter[1]! }),
  };
}

function unimplemented(message: string): EngineError {
  return new EngineError('UnimplementedError', message);
}

/** The patches of a convolution. Throws what TensorFlow's CPU kernel refuses. */
export function convolutionGrid(
  image: Dims, filter: Dims, attributes: ConvolutionAttributes,
): PatchGrid {
  checkSteps(attributes);
  if (image.length !== 4) {
    throw invalidArgument(`input must be 4-dimensional${bracketText(image)}`);
  }
  if (filter.length !== 4) {
    throw invalidArgument(`filter must be 4-dimensional: ${bracketText(filter)}`);
  }
  const depth = image[axesOf(attributes.dataFormat).channels]!;
  const filterDepth = filter[2]!;
  if (depth % filterDepth !== 0) {
    throw invalidArgument(
      `input depth must be evenly divisible by filter depth: ${depth} vs ${filterDepth}`,
    );
  }
  const grid = gridOf(image, filter, attributes);
  if (attributes.dataFormat !== 'NHWC') {
    throw unimplemented(
      'The Conv2D op currently only supports the NHWC tensor format on the CPU. The op was given ' +
        `the format: ${attributes.dataFormat}`,
    );
  }
  if (depth !== filterDepth) {
    throw unimplemented(
      'The Conv2D op currently does not support grouped convolutions on the CPU. A grouped ' +
        `convolution was attempted to be run because the input depth of ${depth} does not match ` +
        `the filter input depth of ${filterDepth}`,
    );
  }
  return grid;
}

/**
 * The patches of the convolution that a backprop op is the derivative of; `kernel` is the name of
 * TensorFlow's CPU kernel. Throws what that kernel refuses.
 */
export function backpropGrid(
  kernel: string,
  { image, filter, gradient }: { image: Dims; filter: Dims; gradient: Dims },
  attributes: ConvolutionAttributes,
): PatchGrid {
  if (attributes.dataFormat !== 'NHWC') {
    throw invalidArgument(`${kernel}Op only supports NHWC.`);
  }
  checkSteps({ ...attributes, dilations: [1, 1, 1, 1] });
  if (attributes.dilations.some((rate) => rate !== 1)) {
    checkSteps(attributes);
    throw invalidArgument(
      'Current libxsmm and customized CPU implementations do not yet support dilation rates ' +
        'larger than 1.',
    );
  }
  for (const [name, dims] of Object.entries({ input: image, filter, out_backprop: gradient })) {
    if (dims.length !== 4) throw invalidArgument(`${kernel}: ${name} must be 4-dimensional`);
  }
  if (image[0] !== gradient[0]) {
    throw invalidArgument(
      `${kernel}: input and out_backprop must have the same batch sizeinput batch: ${image[0]}` +
        `outbackprop batch: ${gradient[0]} batch_dim: 0`,
    );
  }
  if (image[3]! % filter[2]! !== 0) {
    throw invalidArgument(`${kernel}: input depth must be evenly divisible by filter depth`);
  }
  if (filter[3] !== gradient[3]) {
    throw invalidArgument(`${kernel}: filter and out_backprop must have the same out_depth`);
  }
  const grid = gridOf(image, filter, attributes);
  [grid.rows, grid.columns].forEach((one, i) => {
    if (one.output === gradient[1 + i]) return;
    throw invalidArgument(
      `${kernel}: Size of out_backprop doesn't match computed: actual = ${gradient[1 + i]}, ` +
        `computed = ${one.output} spatial_dim: ${1 + i} input: ${one.input} filter: ${one.size} ` +
        `output: ${gradient[1 + i]} stride: ${one.stride} dilation: ${one.dilation}`,
    );
  });
  if (image[3] !== filter[2]) {
    throw unimplemented(
      `${kernel}: gradients of grouped convolutions are not evaluated by this engine: the input ` +
        `has ${image[3]} channels, the filter ${filter[2]}`,
    );
  }
  return grid;
}
