/** @file Numbers in JSON without loss: NaN, ±Infinity and −0 travel as text. */

export type WireNumber = number | 'NaN' | 'Infinity' | '-Infinity' | '-0';

export function toWire(number: number): WireNumber {
  if (Number.isFinite(number)) return Object.is(number, -0) ? '-0' : number;
  if (Number.isNaN(number)) return 'NaN';
  return number > 0 ? 'Infinity' : '-Infinity';
}

export function fromWire(wire: WireNumber): number {
  return typeof wire === 'number' ? wire : Number(wire);
}

export function isWireNumber(value: unknown): value is WireNumber {
  return (
    typeof value === 'number' ||
    value === 'NaN' ||
    value === 'Infinity' ||
    value === '-Infinity' ||
    value === '-0'
  );
}
