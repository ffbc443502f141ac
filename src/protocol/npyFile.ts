/**
 * @file A tensor as a NumPy `.npy` file, version 1.0: magic, length of the header, the header as a
 * Python literal padded to 64 bytes, the elements row by row.
 * Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */

/** NumPy's name of the element type, and how an element is written, little-endian. */
interface ElementType {
  readonly descr: string;
  readonly bytes: number;
  write(view: DataView, at: number, value: number): void;
}

const TYPES: { readonly [dtype: string]: ElementType } = {
  float64: { descr: '<f8', bytes: 8, write: (view, at, value) => view.setFloat64(at, value, true) },
  float32: { descr: '<f4', bytes: 4, write: (view, at, value) => view.setFloat32(at, value, true) },
  float16: { descr: '<f2', bytes: 2, write: (view, at, value) => view.setUint16(at, halfBits(value), true) },
  // NumPy has no bfloat16; float32 holds each of its values.
  bfloat16: { descr: '<f4', bytes: 4, write: (view, at, value) => view.setFloat32(at, value, true) },
  int64: { descr: '<i8', bytes: 8, write: (view, at, value) => view.setBigInt64(at, BigInt(value), true) },
  uint64: { descr: '<u8', bytes: 8, write: (view, at, value) => view.setBigUint64(at, BigInt(value), true) },
  int32: { descr: '<i4', bytes: 4, write: (view, at, value) => view.setInt32(at, value, true) },
  uint32: { descr: '<u4', bytes: 4, write: (view, at, value) => view.setUint32(at, value, true) },
  int16: { descr: '<i2', bytes: 2, write: (view, at, value) => view.setInt16(at, value, true) },
  uint16: { descr: '<u2', bytes: 2, write: (view, at, value) => view.setUint16(at, value, true) },
  int8: { descr: '|i1', bytes: 1, write: (view, at, value) => view.setInt8(at, value) },
  uint8: { descr: '|u1', bytes: 1, write: (view, at, value) => view.setUint8(at, value) },
  bool: { descr: '|b1', bytes: 1, write: (view, at, value) => view.setUint8(at, value ? 1 : 0) },
};

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];

/** Throws with the dtype's name when NumPy has no such element. */
export function npyFile(values: ArrayLike<number>, shape: readonly number[], dtype: string): Uint8Array {
  const type = TYPES[dtype];
  if (!type) throw new Error(`A tensor of ${dtype} cannot be written as .npy: NumPy files have no such element.`);
  const tuple = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
  const literal = `{'descr': '${type.descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // Magic, 2 bytes of length, the literal, blanks and a line break fill a multiple of 64.
  const start = Math.ceil((MAGIC.length + 2 + literal.length + 1) / 64) * 64;
  const header = literal.padEnd(start - MAGIC.length - 2 - 1, ' ') + '\n';
  const bytes = new Uint8Array(start + values.length * type.bytes);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint16(MAGIC.length, header.length, true);
  bytes.set([...header].map((character) => character.charCodeAt(0)), MAGIC.length + 2);
  for (let i = 0; i < values.length; i++) type.write(view, start + i * type.bytes, values[i] ?? 0);
  return bytes;
}

/** IEEE half of a value that a half holds exactly (float16 tensors hold no other); ties to even else. */
function halfBits(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size >= 65520) return sign | 0x7c00;
  // Below 2⁻¹⁴ a half is a multiple of 2⁻²⁴; above, of 2^(e − 10).
  const exponent = Math.max(-14, Math.floor(Math.log2(size || 2 ** -24)));
  const units = roundToEven(size / 2 ** (exponent - 10));
  if (exponent === -14 && units < 1024) return sign | units;
  // A mantissa that was rounded up to 2048 carries into the exponent by itself.
  return sign | (((exponent + 15) << 10) + (units - 1024));
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
