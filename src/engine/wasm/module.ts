/** @file A WebAssembly module of functions on addresses (i32 in, nothing out) over one memory of its own. */
import { I32, unsigned, V128, type Bytes, type Local } from './code';

/** What a function's body may use; locals are taken from it while the body is emitted. */
export class Frame {
  private readonly types: number[] = [];

  constructor(private readonly parameters: number) {}

  parameter(index: number): Local {
    return index;
  }

  integer(): Local {
    return this.local(I32);
  }

  vector(): Local {
    return this.local(V128);
  }

  vectors(count: number): Local[] {
    return Array.from({ length: count }, () => this.vector());
  }

  private local(type: number): Local {
    this.types.push(type);
    return this.parameters + this.types.length - 1;
  }

  /** The declaration of the locals, equal neighbours together. */
  get declared(): Bytes {
    const runs: [count: number, type: number][] = [];
    for (const type of this.types) {
      const last = runs.at(-1);
      if (last?.[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    return [runs.length, ...runs.flatMap(([count, type]) => [...unsigned(count), type])];
  }
}

export interface FunctionCode {
  readonly name: string;
  /** How many i32 it takes. */
  readonly parameters: number;
  readonly body: (frame: Frame) => Bytes;
}

const section = (id: number, content: Bytes): Bytes => [id, ...unsigned(content.length), ...content];
const list = (items: readonly Bytes[]): Bytes => [...unsigned(items.length), ...items.flat()];
const text = (name: string): Bytes => [name.length, ...[...name].map((letter) => letter.charCodeAt(0))];

/** The module's bytes (specification, section 5.5): `memory` and every function by its name are exported. */
export function moduleBytes(functions: readonly FunctionCode[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }): Bytes => [0x60, ...unsigned(parameters), ...new Array<number>(parameters).fill(I32), 0]);
  const exported = functions.map(({ name }, i): Bytes => [...text(name), 0, i]);
  const code = functions.map(({ parameters, body }): Bytes => {
    const frame = new Frame(parameters);
    const instructions = body(frame);
    const whole = [...frame.declared, ...instructions, 0x0b];
    return [...unsigned(whole.length), ...whole];
  });
  return Uint8Array.from([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, list(types)),
    ...section(3, list(functions.map((_, i): Bytes => [i]))),
    ...section(5, [1, 0, 1]),
    ...section(7, list([[...text('memory'), 2, 0], ...exported])),
    ...section(10, list(code)),
  ]);
}

/** The exports of the compiled module; null where this JavaScript engine cannot take it. */
export function instanceOf<T>(functions: readonly FunctionCode[]): (T & { readonly memory: WebAssembly.Memory }) | null {
  if (typeof WebAssembly === 'undefined') return null;
  const bytes = moduleBytes(functions);
  if (!WebAssembly.validate(bytes)) return null;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  return exports as unknown as T & { readonly memory: WebAssembly.Memory };
}

const PAGE_BYTES = 65536;

/** At least `bytes` of the memory. What it holds is anything; growing it makes views of it useless. */
export function reserve(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
}
