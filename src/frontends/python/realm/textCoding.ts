/**
 * @file UTF-8 and UTF-16 coding in plain JavaScript, for a realm that has no TextEncoder. Knows
 * nothing of its users.
 */

const REPLACEMENT = 0xfffd;

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** The part of the standard TextEncoder that Pyodide uses. */
export class PlainTextEncoder {
  readonly encoding = 'utf-8';

  encode(text = ''): Uint8Array {
    const bytes = new Uint8Array(text.length * 3);
    return bytes.slice(0, this.encodeInto(text, bytes).written);
  }

  encodeInto(text: string, bytes: Uint8Array): { read: number; written: number } {
    let read = 0;
    let written = 0;
    while (read < text.length) {
      const codePoint = text.codePointAt(read) ?? REPLACEMENT;
      const length = utf8Length(codePoint);
      if (written + length > bytes.length) break;
      const isLoneSurrogate = codePoint >= 0xd800 && codePoint < 0xe000;
      written = writeUtf8(isLoneSurrogate ? REPLACEMENT : codePoint, bytes, written);
      read += codePoint > 0xffff ? 2 : 1;
    }
    return { read, written };
  }
}

function writeUtf8(codePoint: number, bytes: Uint8Array, at: number): number {
  const length = utf8Length(codePoint);
  if (length === 1) {
    bytes[at] = codePoint;
    return at + 1;
  }
  // First byte: as many leading ones as there are bytes (0xC0, 0xE0, 0xF0); then six bits a byte.
  bytes[at] = ((0xf00 >> length) & 0xff) | (codePoint >> (6 * (length - 1)));
  for (let i = 1; i < length; i++) {
    bytes[at + i] = 0x80 | ((codePoint >> (6 * (length - 1 - i))) & 0x3f);
  }
  return at + length;
}

/**
 * The part of the standard TextDecoder that Pyodide uses; `stream` keeps a cut character for
 * later.
 */
export class PlainTextDecoder {
  readonly encoding: string;
  #pending: readonly number[] = [];

  constructor(encoding = 'utf-8') {
    this.encoding = encoding;
  }

  decode(input?: ArrayBufferView | ArrayBufferLike, options: { stream?: boolean } = {}): string {
    const bytes = viewBytes(input);
    if (this.encoding.toLowerCase().startsWith('utf-16')) return decodeUtf16(bytes);
    const whole = this.#pending.length === 0 ? bytes : joined(this.#pending, bytes);
    const end = options.stream === true ? completeLength(whole) : whole.length;
    this.#pending = Array.from(whole.subarray(end));
    return decodeUtf8(whole.subarray(0, end));
  }
}

function viewBytes(input: ArrayBufferView | ArrayBufferLike | undefined): Uint8Array {
  if (input === undefined) return new Uint8Array(0);
  if (!ArrayBuffer.isView(input)) return new Uint8Array(input);
  return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
}

function joined(head: readonly number[], tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}

/** How many bytes the character takes that begins with this byte; 1 for what begins none. */
function sequenceLength(first: number): number {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}

/** The length without a character that is cut at the end. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return sequenceLength(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

// String.fromCodePoint takes its arguments on the stack.
const PIECE = 4096;

function decodeUtf8(bytes: Uint8Array): string {
  let text = '';
  let codePoints: number[] = [];
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0;
    const length = sequenceLength(first);
    codePoints.push(first < 0x80 ? first : joinBits(bytes, i, length));
    i += length;
    if (codePoints.length >= PIECE) {
      text += String.fromCodePoint(...codePoints);
      codePoints = [];
    }
  }
  return text + String.fromCodePoint(...codePoints);
}

function joinBits(bytes: Uint8Array, at: number, length: number): number {
  if (length === 1) return REPLACEMENT; // a byte that begins no character
  let codePoint = (bytes[at] ?? 0) & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return REPLACEMENT;
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  return codePoint > 0x10ffff ? REPLACEMENT : codePoint;
}

function decodeUtf16(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    text += String.fromCharCode((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8));
  }
  return text;
}
