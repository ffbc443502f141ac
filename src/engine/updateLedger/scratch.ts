/** @file Arrays that a ledger reckons in, used again for the next one: a step of a thousand variables makes thousands. */
import type { DType } from '../dtypes';
import { allocate } from '../dtypes';
import type { Value } from '../value';

type Data = Value['data'];

export class Scratch {
  private readonly free = new Map<string, Data[]>();
  private taken: { readonly key: string; readonly data: Data }[] = [];

  /** An array with whatever is in it. */
  take(dtype: DType, size: number): Data {
    const key = `${dtype} ${size}`;
    const data = this.free.get(key)?.pop() ?? allocate(dtype, size);
    this.taken.push({ key, data });
    return data;
  }

  /** What was taken is free again: nobody reads it any more. */
  release(): void {
    for (const { key, data } of this.taken) {
      const list = this.free.get(key);
      if (list === undefined) this.free.set(key, [data]);
      else list.push(data);
    }
    this.taken = [];
  }
}
