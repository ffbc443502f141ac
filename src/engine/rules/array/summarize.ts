/** @file A tensor's first elements as text, the way TensorFlow's error messages show them. */
import type { DType } from '../../dtypes';
import type { Value } from '../../value';

/** `1 -2 3...` for a vector, `[1 2][3 4]` for a matrix; at most `entries` numbers, −1 for all. */
export function summarize(value: Value, entries: number): string {
  const { dims, data, dtype } = value;
  const limit = entries < 0 ? data.length : Math.min(entries, data.length);
  let at = 0;
  const text = (depth: number): string => {
    const size = dims[depth]!;
    const isRow = depth === dims.length - 1;
    const items: string[] = [];
    for (let i = 0; i < size && at < limit; i++) {
      items.push(isRow ? numberText(dtype, data[at++]!) : `[${text(depth + 1)}]`);
    }
    return items.join(isRow ? ' ' : '') + (isRow && items.length < size ? '...' : '');
  };
  if (dims.length === 0) return limit > 0 ? numberText(dtype, data[0]!) : '';
  const body = text(0);
  return dims.length > 1 && limit < data.length ? `${body}...` : body;
}

/** Digits that are tried first, and those that tell every number of the type from the next. */
const DIGITS: Readonly<Partial<Record<DType, readonly [number, number]>>> = {
  float64: [15, 17],
};
const FLOAT_DIGITS = [6, 9] as const;

/** A number as TensorFlow's StrCat prints it: `1e-09`, `4.5`, `0.333333343`, `inf`. */
function numberText(dtype: DType, number: number): string {
  if (dtype === 'bool' || dtype.includes('int')) return String(number);
  if (Number.isNaN(number)) return 'nan';
  if (!Number.isFinite(number)) return number < 0 ? '-inf' : 'inf';
  if (number === 0) return Object.is(number, -0) ? '-0' : '0';
  const [short, long] = DIGITS[dtype] ?? FLOAT_DIGITS;
  const text = general(number, short);
  const back = dtype === 'float64' ? Number(text) : Math.fround(Number(text));
  return back === number ? text : general(number, long);
}

/** C's `%.{digits}g`. */
function general(number: number, digits: number): string {
  const [mantissa, power] = number.toExponential(digits - 1).split('e') as [string, string];
  const exponent = Number(power);
  if (exponent >= -4 && exponent < digits) return withoutZeros(number.toPrecision(digits));
  const sign = exponent < 0 ? '-' : '+';
  return `${withoutZeros(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
