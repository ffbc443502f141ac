/** @file A WebAssembly module of functions over one memory, its own or one that it is given. */
import { F64, I32, unsigned, V128, type Bytes, type Local, type ValueType } from './code';

/** What a function's body may use; locals are taken from it while the body is emitted. */
export class Frame {
  private readonly types: ValueType[] = [];

  constructor(private readonly parameters: number) {}

  integer(): Local {
    return this.local(I32);
  }

  vector(): Local {
    return this.local(V128);
  }

  vectors(count: number): Local[] {
    return Array.from({ length: count }, () => this.vector());
  }

  private local(type: ValueType): Local {
    this.types.push(type);
    return this.parameters + this.types.length - 1;
  }

  /** The declaration of the locals, equal neighbours together. */
  get declared(): Bytes {
    const runs: [count: number, type: ValueType][] = [];
    for (const type of this.types) {
      const last = runs.at(-1);
      if (last?.[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    return list(runs.map(([count, type]) => [...unsigned(count), type]));
  }
}

export interface FunctionCode {
  readonly name: string;
  /** Parameters are the first locals, from 0 on. */
  readonly parameters: readonly ValueType[];
  /** What the body leaves on the stack; nothing when absent. */
  readonly result?: ValueType;
  readonly body: (frame: Frame) => Bytes;
}

/** So many addresses or counts. */
export const integers = (count: number): ValueType[] => new Array<ValueType>(count).fill(I32);

const section = (id: number, content: Bytes): Bytes => [id, ...unsigned(content.length), ...content];
const list = (items: readonly Bytes[]): Bytes => [...unsigned(items.length), ...items.flat()];
const text = (name: string): Bytes => list([...name].map((letter) => [letter.charCodeAt(0)]));

/**
 * The module's bytes (specification, section 5.5): `memory` of so many pages and every function by its name are
 * exported. A memory that `isFixed` never grows, so that views of it stay good.
 */
export function moduleBytes(
  functions: readonly FunctionCode[], pages = 1, isFixed = false,
): Uint8Array<ArrayBuffer> {
  const memory = section(5, list([limitsOf(pages, isFixed)]));
  return wholeModule(functions, [], [], memory, [[...text('memory'), 2, 0]]);
}

/**
 * A module over the fixed memory of so many pages that it is given as `given.memory`. Functions of one f64, in the
 * order of `imported`, are given as well; they have the first numbers.
 */
export function guestModuleBytes(
  functions: readonly FunctionCode[], pages: number, imported: readonly string[],
): Uint8Array<ArrayBuffer> {
  const memory = givenMemory(limitsOf(pages, true));
  const calls = imported.map((name): Bytes => [...text('given'), ...text(name), 0, 0]);
  const type: Bytes = [0x60, ...list([[F64]]), ...list([[F64]])];
  return wholeModule(functions, calls.length === 0 ? [] : [type], [memory, ...calls], [], [], imported.length);
}

/** A module over a memory that it is given in the same way, which threads share and which grows up to `most` pages. */
export function sharedModuleBytes(functions: readonly FunctionCode[], most: number): Uint8Array<ArrayBuffer> {
  return wholeModule(functions, [], [givenMemory([3, ...unsigned(1), ...unsigned(most)])], [], []);
}

const givenMemory = (limits: Bytes): Bytes => [...text('given'), ...text('memory'), 2, ...limits];

const limitsOf = (pages: number, isFixed: boolean): Bytes =>
  isFixed ? [1, ...unsigned(pages), ...unsigned(pages)] : [0, ...unsigned(pages)];

/** `given`: types and imports that come before those of the functions; `firstFunction`: how many functions are imported. */
function wholeModule(
  functions: readonly FunctionCode[], givenTypes: readonly Bytes[], imports: readonly Bytes[], memory: Bytes,
  exports: readonly Bytes[], firstFunction = 0,
): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, result }): Bytes => [
    0x60, ...list(parameters.map((type) => [type])), ...list(result === undefined ? [] : [[result]]),
  ]);
  const exported = functions.map(({ name }, i): Bytes => [...text(name), 0, ...unsigned(firstFunction + i)]);
  const code = functions.map(({ parameters, body }): Bytes => {
    const frame = new Frame(parameters.length);
    const instructions = body(frame);
    const whole = [...frame.declared, ...instructions, 0x0b];
    return [...unsigned(whole.length), ...whole];
  });
  return Uint8Array.from([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, list([...givenTypes, ...types])),
    ...(imports.length === 0 ? [] : section(2, list(imports))),
    ...section(3, list(functions.map((_, i): Bytes => unsigned(givenTypes.length + i)))),
    ...memory,
    ...section(7, list([...exports, ...exported])),
    ...section(10, list(code)),
  ]);
}

/** The exports of the compiled module; null where this JavaScript engine cannot take it, or may not. */
export function instanceOf<T>(
  functions: readonly FunctionCode[], pages = 1, isFixed = false,
): (T & { readonly memory: WebAssembly.Memory }) | null {
  if (typeof WebAssembly === 'undefined') return null;
  try {
    const module = new WebAssembly.Module(moduleBytes(functions, pages, isFixed));
    return new WebAssembly.Instance(module).exports as unknown as T & { readonly memory: WebAssembly.Memory };
  } catch (error) {
    // Instructions that it does not know, a host that forbids to make code, no memory.
    if (error instanceof WebAssembly.CompileError || error instanceof RangeError) return null;
    throw error;
  }
}

export const PAGE_BYTES = 65536;

/** At least `bytes` of the memory. What it holds is anything; growing it makes views of it useless. */
export function reserve(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
}
