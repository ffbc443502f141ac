/**
 * @file How windows slide over an image: sizes, paddings, output sizes. Shared by convolutions and
 * pools; knows no op. Formulas: TensorFlow's GetWindowedOutputSizeVerboseV2.
 */
import { invalidArgument, valueError } from '../../errors';
import type { Dims } from '../../shape';
import type { Dim } from '../array/staticShape';

export type Padding = 'SAME' | 'VALID' | 'EXPLICIT';
export type ImageFormat = 'NHWC' | 'NCHW';

/** Where batch, rows, columns and channels are in a shape of four dimensions. */
export interface ImageAxes {
  readonly batch: number;
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
}

export function axesOf(format: ImageFormat): ImageAxes {
  return format === 'NHWC'
    ? { batch: 0, rows: 1, columns: 2, channels: 3 }
    : { batch: 0, channels: 1, rows: 2, columns: 3 };
}

/** One dimension of a sliding window, in elements. */
export interface Window {
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: Padding;
  /** With EXPLICIT padding: zeros before and after. */
  readonly before: number;
  readonly after: number;
}

/** A window over an input of known size. */
export interface Slide extends Window {
  readonly input: number;
  readonly output: number;
}

/** Elements from the first to the last that a window covers. */
function extent({ size, dilation }: Window): number {
  return (size - 1) * dilation + 1;
}

/** Size of the output when the graph is built. Throws ValueError with the words of the C++ code. */
export function inferWindow(input: Dim, size: Dim, window: Omit<Window, 'size'>): Dim {
  const { stride, dilation, padding } = window;
  if (stride <= 0) throw valueError(`Stride must be > 0, but got ${stride}`);
  if (dilation < 1) throw valueError(`Dilation rate must be >= 1, but got ${dilation}`);
  if (padding === 'SAME') return input === null ? null : Math.ceil(input / stride);
  if (input === null || size === null) return null;
  const padded = input + (padding === 'EXPLICIT' ? window.before + window.after : 0);
  const covered = extent({ ...window, size });
  if (covered > padded) {
    throw valueError(`Negative dimension size caused by subtracting ${covered} from ${padded}`);
  }
  return Math.floor((padded - covered + stride) / stride);
}

/** The window over `input` elements, with the zeros before and after that its padding means. */
export function slide(input: number, window: Window): Slide {
  const { stride, padding } = window;
  const covered = extent(window);
  if (padding === 'SAME') {
    const output = Math.ceil(input / stride);
    const needed = Math.max(0, (output - 1) * stride + covered - input);
    const before = Math.floor(needed / 2);
    return { ...window, input, output, before, after: needed - before };
  }
  const padded = padding === 'EXPLICIT' ? input + window.before + window.after : input;
  const output = Math.trunc((padded - covered + stride) / stride);
  if (output < 0) {
    throw invalidArgument(
      `Computed output size would be negative: ${output} [input_size: ${padded}, ` +
        `effective_filter_size: ${covered}, stride: ${stride}]`,
    );
  }
  const isExplicit = padding === 'EXPLICIT';
  return {
    ...window, input, output,
    before: isExplicit ? window.before : 0, after: isExplicit ? window.after : 0,
  };
}

/** An image in NHWC under a sliding window: what loops over patches need. */
export interface PatchGrid {
  readonly batch: number;
  readonly channels: number;
  readonly rows: Slide;
  readonly columns: Slide;
}

/** Output positions of one image. */
export function positionsOf({ rows, columns }: PatchGrid): number {
  return rows.output * columns.output;
}

/** Numbers in one patch. */
export function patchSize({ rows, columns, channels }: PatchGrid): number {
  return rows.size * columns.size * channels;
}

export function imageSize({ rows, columns, channels }: PatchGrid): number {
  return rows.input * columns.input * channels;
}

/** [batch, output rows, output columns, channels]. */
export function outputDims({ batch, rows, columns }: PatchGrid, channels: number): Dims {
  return [batch, rows.output, columns.output, channels];
}
