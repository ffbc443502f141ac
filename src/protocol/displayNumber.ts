/** @file Numbers as text: '.' decimal, real minus sign, NaN, ∞ and −0 never lost. Knows no tensor and no page. */
import { fromWire, type WireNumber } from './wireNumber';

const MINUS = '−';

/**
 * At most `digits` significant digits, trailing zeros removed; exponent form outside 1e−4 … 1e6.
 * Integers below 1e6 are exact.
 */
export function numberText(wire: WireNumber, digits = 6): string {
  const value = fromWire(wire);
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  if (value === 0) return Object.is(value, -0) ? `${MINUS}0` : '0';
  const size = Math.abs(value);
  const text = size >= 1e-4 && size < 1e6 ? decimalText(size, digits) : exponentText(size, digits);
  return value < 0 ? MINUS + text : text;
}

function decimalText(size: number, digits: number): string {
  if (Number.isInteger(size)) return String(size);
  // 1e-4 ≤ size < 1e6: toPrecision may answer in exponent form only for few digits.
  return withoutTrailingZeros(Number(size.toPrecision(digits)).toFixed(decimalsFor(size, digits)));
}

/** Decimals that give `digits` significant digits to a number of this magnitude; toFixed takes 100. */
function decimalsFor(size: number, digits: number): number {
  return Math.min(100, Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
}

function exponentText(size: number, digits: number): string {
  const [mantissa = '', exponent = ''] = size.toExponential(digits - 1).split('e');
  const sign = exponent.startsWith('-') ? MINUS : '';
  return `${withoutTrailingZeros(mantissa)}e${sign}${exponent.replace(/^[+-]/, '')}`;
}

function withoutTrailingZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Short figures for ratios, angles and factors: three significant digits. */
export function shortText(wire: WireNumber): string {
  return numberText(wire, 3);
}

/** With a sign in front, for a change. */
export function signedText(value: number, digits = 4): string {
  const text = numberText(value, digits);
  return text.startsWith(MINUS) || !(value > 0) ? text : `+${text}`;
}

export interface ChangeText {
  readonly before: string;
  readonly after: string;
  /** Index in `after` of the first character that differs; its length when none does. */
  readonly changedFrom: number;
}

/**
 * Two values side by side with as many digits as it takes to tell them apart (`least` to 17), so
 * that two numbers that differ never read the same.
 */
export function changeText(before: WireNumber, after: WireNumber, least = 6): ChangeText {
  const isSame = Object.is(fromWire(before), fromWire(after));
  let digits = least;
  while (!isSame && digits < 17 && numberText(before, digits) === numberText(after, digits))
    digits++;
  const texts = { before: numberText(before, digits), after: numberText(after, digits) };
  return { ...texts, changedFrom: firstChange(texts.before, texts.after) };
}

/** Digits are comparable only in the same place: same sign, same integer length, same exponent. */
function firstChange(before: string, after: string): number {
  if (before === after) return after.length;
  const frame = (text: string) =>
    /^(−?)(\d+)(?:\.\d+)?(e.*)?$/
      .exec(text)
      ?.slice(1)
      .map((part, i) => (i === 1 ? part.length : part));
  const [a, b] = [frame(before), frame(after)];
  if (!a || !b || a.join() !== b.join()) return 0;
  let index = 0;
  while (before[index] === after[index]) index++;
  return index;
}
