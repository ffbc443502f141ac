/** @file What can be said about a tensor in a few characters; knows numbers as text, no page. */
import type { TensorRecord } from './records';
import { fill, type PanelStrings } from './panelStrings';
import { fromWire, type WireNumber } from './wireNumber';
import { numberText } from './displayNumber';
import { fullText } from './numberText';

/** `[2,3]`; a scalar has no shape to show. */
export function shapeText(shape: readonly number[], strings: PanelStrings): string {
  return shape.length === 0 ? strings.scalar : `[${shape.join(',')}]`;
}

/** The only element, when there is only one. */
export function scalarOf(tensor: TensorRecord): WireNumber | null {
  return tensor.size === 1 ? (tensor.values[0] ?? null) : null;
}

/** `6 values, mean 0.91, from −1 to 2`. */
export function tensorSentence(tensor: TensorRecord, strings: PanelStrings): string {
  const { mean, min, max } = tensor.health;
  if (mean === null || min === null || max === null) {
    return fill(strings.stripTextEmpty, tensor.size);
  }
  const figures = [mean, min, max].map((value) => numberText(value, 4));
  return fill(strings.stripText, tensor.size, ...figures);
}

/** All values that travelled, one per line, exact; the count of the others as a comment. */
export function tensorCopy(tensor: TensorRecord): string {
  const lines = tensor.values.map((value) => fullText(value, tensor.dtype));
  const omitted = tensor.size - tensor.values.length;
  return lines.join('\n') + (omitted > 0 ? `\n# ${omitted} more of ${tensor.size}` : '');
}

/** Row-major index of a flat position: 4 in [2,3] is `[1,1]`. */
export function indexText(flat: number, shape: readonly number[]): string {
  const index: number[] = [];
  let rest = flat;
  for (const size of [...shape].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return `[${index.join(', ')}]`;
}
