/** @file Maps and sets of the nodes or the tensors of one graph, by their ids: no hashing, and nothing for the garbage collector to trace twice. */

interface Numbered {
  readonly id: number;
}

/** As a Map whose keys are nodes, or tensors, of one graph; not both. */
export class IdMap<K extends Numbered, V> {
  private readonly values: (V | undefined)[];

  /** `size`: how many ids the graph has; it may grow. */
  constructor(size: number) {
    this.values = new Array<V | undefined>(size);
  }

  get(key: K): V | undefined {
    return this.values[key.id];
  }

  set(key: K, value: V): void {
    this.values[key.id] = value;
  }

  has(key: K): boolean {
    return this.values[key.id] !== undefined;
  }
}

/** As a Set of nodes of one graph, in order of their coming; it may grow while it is walked. */
export class IdSet<K extends Numbered> {
  private readonly marks: IdMap<K, true>;
  readonly list: K[] = [];

  constructor(size: number) {
    this.marks = new IdMap(size);
  }

  has(key: K): boolean {
    return this.marks.has(key);
  }

  add(key: K): void {
    if (this.marks.has(key)) return;
    this.marks.set(key, true);
    this.list.push(key);
  }
}
