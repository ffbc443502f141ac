/**
 * @file Shapes of pooling ops, inferred and at run time, and what TensorFlow's CPU kernels refuse.
 */
import { EngineError, invalidArgument, valueError } from '../../errors';
import type { Dims, Shape } from '../../shape';
import { withRank } from '../array/staticShape';
import type { ImageFormat, PatchGrid } from './windows';
import { axesOf, inferWindow, slide } from './windows';

/** Window sizes and strides per dimension, in the order of `dataFormat`. */
export interface PoolAttributes {
  readonly ksize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'SAME' | 'VALID';
  readonly dataFormat: ImageFormat;
}

/** Static shape of a pool; `poolsDepth`: the op's shape function looks at channels too. */
export function inferPool(image: Shape, attributes: PoolAttributes, poolsDepth: boolean): Shape {
  const dims = withRank(image, 4);
  const { ksize, strides, padding, dataFormat } = attributes;
  for (const [name, list] of [['strides', strides], ['ksize', ksize]] as const) {
    if (list.length !== 4) {
      throw valueError(
        `Pooling requires the ${name} attribute to contain 4 values, got ${list.length}`,
      );
    }
  }
  const { rows, columns, channels } = axesOf(dataFormat);
  const out = [...dims];
  for (const axis of poolsDepth ? [rows, columns, channels] : [rows, columns]) {
    const window = { stride: strides[axis]!, dilation: 1, padding, before: 0, after: 0 };
    out[axis] = inferWindow(dims[axis]!, ksize[axis]!, window);
  }
  return out;
}

/** The windows of a pool in NHWC. `kernel` is the name of TensorFlow's CPU kernel for its words. */
export function poolGrid(kernel: string, image: Dims, attributes: PoolAttributes): PatchGrid {
  const { ksize, strides, padding, dataFormat } = attributes;
  if (dataFormat !== 'NHWC') {
    throw invalidArgument(`Default ${kernel} only supports NHWC on device type CPU`);
  }
  if (ksize[0] !== 1 || strides[0] !== 1) {
    throw unimplemented('Pooling is not yet supported on the batch dimension.');
  }
  if (image.length !== 4) {
    // TensorFlow prints the depth here, which is still 0.
    throw invalidArgument(
      `tensor_in_shape must have 2 spatial dimensions. ${image.length} 0`,
    );
  }
  if (ksize[3] !== 1 || strides[3] !== 1) {
    throw unimplemented(
      kernel === 'MaxPoolingOp'
        ? 'Max pooling across depth is not evaluated by this engine'
        : 'Non-spatial pooling is not yet supported. Volunteers? :)',
    );
  }
  const along = (axis: number) =>
    slide(image[axis]!, {
      size: ksize[axis]!, stride: strides[axis]!, dilation: 1, padding, before: 0, after: 0,
    });
  return { batch: image[0]!, channels: image[3]!, rows: along(1), columns: along(2) };
}

export function unimplemented(message: string): EngineError {
  return new EngineError('UnimplementedError', message);
}

/** First and one-past-last input element of each window along one dimension. */
export interface Span {
  readonly first: Int32Array;
  readonly end: Int32Array;
}

export function spansOf({ rows, columns }: PatchGrid): { rows: Span; columns: Span } {
  const spans = ({ input, output, stride, before, size }: PatchGrid['rows']): Span => {
    const first = new Int32Array(output);
    const end = new Int32Array(output);
    for (let o = 0; o < output; o++) {
      const start = o * stride - before;
      first[o] = Math.max(0, start);
      end[o] = Math.min(input, start + size);
    }
    return { first, end };
  };
  return { rows: spans(rows), columns: spans(columns) };
}
