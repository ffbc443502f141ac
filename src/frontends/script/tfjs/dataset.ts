/** @file tf.data over what is in memory: lists and generators, mapped, batched, shuffled, one element after the other. */
import { alea } from './alea';
import { concat, expandDims, stack } from './ops/shapes';
import { Tensor, tidy, toTensor } from './tensor';
import { assert, isList } from './types';

/** One pass over the elements: each call begins anew. */
type Pass = () => AsyncIterator<unknown>;

class Dataset {
  constructor(readonly pass: Pass, readonly size: number | null) {}

  async iterator(): Promise<{ next(): Promise<IteratorResult<unknown>> }> {
    const iterator = this.pass();
    return { next: () => iterator.next() };
  }

  async forEachAsync(f: (element: never) => void): Promise<void> {
    for await (const element of elements(this)) f(element as never);
  }

  async toArray(): Promise<unknown[]> {
    const all: unknown[] = [];
    for await (const element of elements(this)) all.push(element);
    return all;
  }

  map(f: (element: never) => unknown): Dataset {
    return derived(this, this.size, async function* (all) {
      for await (const element of all) yield tidy(() => f(element as never));
    });
  }

  mapAsync(f: (element: never) => Promise<unknown>): Dataset {
    return derived(this, this.size, async function* (all) {
      for await (const element of all) yield await f(element as never);
    });
  }

  filter(f: (element: never) => boolean): Dataset {
    return derived(this, this.size === Infinity ? Infinity : null, async function* (all) {
      for await (const element of all) if (tidy(() => f(element as never))) yield element;
    });
  }

  batch(batchSize: number, smallLastBatch = true): Dataset {
    assert(batchSize > 0, () => `batchSize needs to be positive, but it is\n      ${batchSize}`);
    const { size } = this;
    const batches = size === null || size === Infinity ? size : smallLastBatch ? Math.ceil(size / batchSize) : Math.floor(size / batchSize);
    return derived(this, batches, async function* (all) {
      let rows: unknown[] = [];
      for await (const element of all) {
        if (rows.push(element) < batchSize) continue;
        yield collated(rows);
        rows = [];
      }
      if (smallLastBatch && rows.length > 0) yield collated(rows);
    });
  }

  concatenate(other: Dataset): Dataset {
    const size = this.size === null || other.size === null ? null : this.size + other.size;
    return derived(this, size, async function* (all) {
      yield* all;
      yield* elements(other);
    });
  }

  take(count: number): Dataset {
    const size = this.size !== null && this.size > count ? count : this.size;
    if (count < 0 || count === undefined) return this;
    return derived(this, size, async function* (all) {
      let left = count;
      if (left === 0) return;
      for await (const element of all) {
        yield element;
        if (--left === 0) return;
      }
    });
  }

  skip(count: number): Dataset {
    const { size } = this;
    const rest = size === null ? null : count >= 0 && size >= count ? size - count : 0;
    return derived(this, rest, async function* (all) {
      let left = count < 0 ? Infinity : count;
      for await (const element of all) if (left-- <= 0) yield element;
    });
  }

  repeat(count?: number): Dataset {
    const isForever = count === undefined || count < 0;
    const size = this.size !== null && this.size > 0 ? (isForever ? Infinity : this.size * count) : count === 0 ? 0 : isForever && this.size !== null ? Infinity : null;
    const source = this as Dataset;
    return new Dataset(async function* () {
      for (let turn = 0; isForever || turn < count; turn++) yield* elements(source);
    }, size);
  }

  prefetch(): Dataset {
    return this;
  }

  /** A window of `bufferSize` elements, of which one is drawn at a time. */
  shuffle(bufferSize: number, seed?: string | number, reshuffleEachIteration = true): Dataset {
    if (bufferSize === null || bufferSize === undefined || bufferSize < 0) {
      throw new RangeError(this.size === null
        ? '`Dataset.shuffle()` requires bufferSize to be specified.'
        : '`Dataset.shuffle()` requires bufferSize to be specified.  If your data fits in main memory (for regular JS objects), and/or GPU memory (for `tf.Tensor`s), consider setting ' +
          `bufferSize to the dataset size (${this.size} elements)`);
    }
    const random = alea(String(seed ?? Math.random()));
    const source = this as Dataset;
    const once = Math.trunc(random() * 2147483648);
    return new Dataset(async function* () {
      const next = alea(String(reshuffleEachIteration ? Math.trunc(once + random() * 2147483648) : once));
      const window: unknown[] = [];
      for await (const element of elements(source)) {
        if (window.push(element) < bufferSize) continue;
        yield window.splice(Math.floor(next() * window.length), 1)[0];
      }
      while (window.length > 0) yield window.splice(Math.floor(next() * window.length), 1)[0];
    }, this.size);
  }
}

async function* elements(dataset: Dataset): AsyncGenerator<unknown> {
  const iterator = dataset.pass();
  for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) yield step.value;
}

function derived(source: Dataset, size: number | null, steps: (all: AsyncGenerator<unknown>) => AsyncIterator<unknown>): Dataset {
  return new Dataset(() => steps(elements(source)), size);
}

/** Rows of one shape become one tensor; of lists and objects, each of their parts. */
function collated(rows: readonly unknown[]): unknown {
  const [first] = rows;
  if (first instanceof Tensor) return first.rank === 0 ? stack(rows as Tensor[]) : concat((rows as Tensor[]).map((row) => expandDims(row)));
  if (typeof first === 'number' || typeof first === 'boolean' || isNumbers(first)) return stack(rows.map((row) => toTensor(row, 'row', 'batch')));
  if (Array.isArray(first)) return first.map((_, i) => collated(rows.map((row) => (row as unknown[])[i])));
  if (typeof first === 'object' && first !== null) {
    return Object.fromEntries(Object.keys(first).map((key) => [key, collated(rows.map((row) => (row as Record<string, unknown>)[key]))]));
  }
  throw new Error(`A dataset of ${typeof first} cannot be batched`);
}

function isNumbers(value: unknown): boolean {
  if (!isList(value)) return false;
  return !Array.isArray(value) || value.every((one) => typeof one === 'number' || typeof one === 'boolean' || isNumbers(one));
}

function array(items: readonly unknown[]): Dataset {
  return new Dataset(async function* () {
    yield* items;
  }, items.length);
}

/** `make` is called once per pass: it gives an iterator, or a promise of one. */
function generator(make: () => Iterator<unknown> | AsyncIterator<unknown> | Promise<Iterator<unknown>>): Dataset {
  return new Dataset(async function* () {
    const iterator = await make();
    for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) yield step.value;
  }, null);
}

/** Elements of each dataset side by side, in the structure in which the datasets were given. */
function zip(datasets: readonly Dataset[] | Readonly<Record<string, Dataset>>): Dataset {
  const keys = Object.keys(datasets);
  const list = Object.values(datasets) as Dataset[];
  const sizes = list.map(({ size }) => size);
  return new Dataset(async function* () {
    const iterators = list.map((one) => one.pass());
    for (;;) {
      const steps = await Promise.all(iterators.map((one) => one.next()));
      if (steps.some(({ done }) => done === true)) return;
      const values = steps.map(({ value }) => value as unknown);
      yield Array.isArray(datasets) ? values : Object.fromEntries(keys.map((key, i) => [key, values[i]]));
    }
  }, sizes.includes(null) ? null : Math.min(...(sizes as number[])));
}

export const data = { array, generator, zip, Dataset };
