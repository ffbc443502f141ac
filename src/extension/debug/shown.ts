/** @file Values as the debug view shows them: a line each, with what is inside it on demand. Knows no protocol of debuggers. */
import { numberText, shortText } from '../../protocol/displayNumber';
import { fullText } from '../../protocol/numberText';
import type { ValueDigest } from '../../protocol/placeValues';
import type { Health, TensorRecord } from '../../protocol/records';
import type { TensorPart } from '../../protocol/tensorPart';
import { indexText, scalarOf } from '../../protocol/tensorText';

export interface Shown {
  readonly name: string;
  readonly value: string;
  readonly type?: string;
  /** What the console gives the same value for. */
  readonly evaluateName?: string;
  /** Number of elements, when they are what is inside. */
  readonly elements?: number;
  /** From `start`, at most `count` of them; of other things all. */
  readonly inside?: (start: number, count: number) => Promise<readonly Shown[]>;
  /** Makes it another number; resolves when the fork is there. Throws in words. */
  readonly set?: (text: string) => Promise<void>;
  /** The variable (`w:0`) whose change can be stopped at. */
  readonly variable?: string;
}

/** Elements of a row's tensor. */
export type ReadTensor = (variable: string, part: TensorPart) => Promise<TensorRecord | string>;

export function line(name: string, value: string): Shown {
  return { name, value };
}

/** A tensor of a row, with its elements inside. `set` changes element `flat`. */
export function tensorShown(
  name: string,
  tensor: TensorRecord,
  of: {
    readonly variable: string;
    readonly part: TensorPart;
    readonly read: ReadTensor;
    readonly evaluateName?: string;
    readonly set?: (flat: number | null, text: string) => Promise<void>;
  },
): Shown {
  const { dtype, shape, size } = tensor;
  const scalar = scalarOf(tensor);
  const common = {
    name,
    type: `${dtype} [${shape.join(', ')}]`,
    ...(of.evaluateName === undefined ? {} : { evaluateName: of.evaluateName }),
  };
  const { set } = of;
  if (scalar !== null) {
    const whole = set && { set: (text: string) => set(null, text) };
    return { ...common, value: fullText(scalar, dtype), ...whole };
  }
  return {
    ...common,
    value: statisticsText(shape, tensor.health),
    elements: size,
    inside: elementsOf(
      async () => (tensor.values.length === size ? tensor : of.read(of.variable, of.part)),
      set,
    ),
  };
}

/** An intermediate value: its statistics, and its elements when it is opened. */
export function digestShown(name: string, digest: ValueDigest, read: () => Promise<TensorRecord | string>): Shown {
  const { dtype, shape, size, value, health } = digest;
  const type = `${dtype} [${shape.join(', ')}]`;
  if (value !== null) return { name, type, value: fullText(value, dtype) };
  return { name, type, value: statisticsText(shape, health), elements: size, inside: elementsOf(read) };
}

/** The elements of what `read` gives, each under its index; or why there are none. */
function elementsOf(
  read: () => Promise<TensorRecord | string>, set?: (flat: number, text: string) => Promise<void>,
): NonNullable<Shown['inside']> {
  return async (start, count) => {
    const whole = await read();
    if (typeof whole === 'string') return [line('', whole)];
    return whole.values.slice(start, start + count).map((value, i) => ({
      name: indexText(start + i, whole.shape),
      value: fullText(value, whole.dtype),
      ...(set && { set: (text: string) => set(start + i, text) }),
    }));
  };
}

/** `[64,10] μ 0.1 σ 1.02 ‖·‖ 2.3 · 3 NaN` */
export function statisticsText(shape: readonly number[], health: Health): string {
  const { mean, std, norm, nan, positiveInfinity, negativeInfinity } = health;
  const bad = [
    nan > 0 ? `${nan} NaN` : '',
    positiveInfinity + negativeInfinity > 0 ? `${positiveInfinity + negativeInfinity} ∞` : '',
  ].filter((text) => text !== '');
  const figures = mean === null ? '' : ` μ ${shortText(mean)} σ ${shortText(std ?? 0)}`;
  return [`[${shape.join(',')}]${figures} ‖·‖ ${shortText(norm)}`, ...bad].join(' · ');
}

export function statistics(health: Health): readonly Shown[] {
  const { min, max, mean, std, norm, zero, nan, positiveInfinity, negativeInfinity } = health;
  const figures = { min, max, mean, std, norm };
  return [
    ...Object.entries(figures).flatMap(([name, figure]) => (figure === null ? [] : [line(name, numberText(figure))])),
    ...Object.entries({ zeros: zero, NaN: nan, '+∞': positiveInfinity, '−∞': negativeInfinity }).flatMap(([name, count]) =>
      count === 0 ? [] : [line(name, String(count))],
    ),
  ];
}
