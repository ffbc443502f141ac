/** @file Arrays that a ledger reckons in, used again for the next one: a step of a thousand variables makes thousands. */
import type { DType } from '../dtypes';
import { allocate } from '../dtypes';
import { giveBack, placeOfNext, SHORTEST, takeSingles } from '../singles/arrays';
import type { SingleOp } from '../singles/elementwise';
import { kernels } from '../singles/kernels';
import type { Value } from '../value';

type Data = Value['data'];

export class Scratch {
  private readonly free = new Map<string, Data[]>();
  private taken: { readonly key: string; readonly data: Data }[] = [];
  /** From where on the kernels' memory is this one's; null: it has nothing there. */
  private from: number | null = null;
  /** Copies in the kernels' memory. */
  private readonly copies = new Map<Data, Float32Array>();

  /** An array with whatever is in it. */
  take(dtype: DType, size: number): Data {
    const within = dtype === 'float32' && size >= SHORTEST ? this.takeWithin(size) : null;
    if (within !== null) return within;
    const key = `${dtype} ${size}`;
    const data = this.free.get(key)?.pop() ?? allocate(dtype, size);
    this.taken.push({ key, data });
    return data;
  }

  /**
   * x ∘ y of float32 operands, of which one may be a single number, rounded once per element; null where that
   * takes a loop.
   */
  combined(op: SingleOp, x: Value, y: Value): Data | null {
    const isSpreadX = x.dims.length === 0;
    const isSpreadY = y.dims.length === 0;
    const size = isSpreadX ? y.data.length : x.data.length;
    if (isSpreadX === isSpreadY ? isSpreadX || y.data.length !== size : false) return null;
    const kernel = size >= SHORTEST ? kernels() : null;
    if (kernel === null || !(x.data instanceof Float32Array && y.data instanceof Float32Array)) return null;
    const a = isSpreadX ? x.data : this.within(x.data);
    const b = isSpreadY ? y.data : this.within(y.data);
    const out = a === null || b === null ? null : this.takeWithin(size);
    if (out === null) return null;
    if (isSpreadX) kernel[`${op}Sv`](out.byteOffset, a![0]!, b!.byteOffset, size);
    else if (isSpreadY) kernel[`${op}Vs`](out.byteOffset, a!.byteOffset, b![0]!, size);
    else kernel[op](out.byteOffset, a!.byteOffset, b!.byteOffset, size);
    return out;
  }

  /** Whether all bits are the same, where a kernel can tell. */
  isSame(x: Data, y: Data): boolean {
    const kernel = x.length === y.length && x.length >= SHORTEST ? kernels() : null;
    if (kernel === null || !(x instanceof Float32Array && y instanceof Float32Array)) return false;
    const a = this.within(x);
    const b = this.within(y);
    const count = x.length - (x.length % 4);
    if (a === null || b === null || kernel.differ(a.byteOffset, b.byteOffset, count) !== 0) return false;
    for (let i = count; i < x.length; i++) if (!Object.is(x[i], y[i])) return false;
    return true;
  }

  /** The same numbers where the kernels read them without another copy; `data` itself where they cannot. */
  placed(data: Data): Data {
    return data instanceof Float32Array && data.length >= SHORTEST ? (this.within(data) ?? data) : data;
  }

  /** What was taken is free again: nobody reads it any more. */
  release(): void {
    for (const { key, data } of this.taken) {
      const list = this.free.get(key);
      if (list === undefined) this.free.set(key, [data]);
      else list.push(data);
    }
    this.taken = [];
    this.copies.clear();
    if (this.from !== null) giveBack(this.from);
    this.from = null;
  }

  private takeWithin(size: number): Float32Array | null {
    this.from ??= placeOfNext();
    return takeSingles(size);
  }

  /** `data` where the kernels read it. */
  private within(data: Float32Array): Float32Array | null {
    const known = this.copies.get(data);
    if (known !== undefined) return known;
    if (data.buffer === kernels()?.singles.buffer) return data;
    const copy = this.takeWithin(data.length);
    if (copy === null) return null;
    copy.set(data);
    this.copies.set(data, copy);
    return copy;
  }
}
