/** @file Counts what a JavaScript heap keeps, after a collection: objects and functions by their names. */
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import type * as Threads from 'node:worker_threads';
import v8 from 'node:v8';

/** Kinds of heap nodes that a program makes; the rest is the virtual machine's own: code, feedback, maps. */
const COUNTED: ReadonlySet<string> = new Set(['object', 'closure', 'regexp', 'bigint']);

export type HeapCounts = ReadonlyMap<string, number>;

interface Snapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] } };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

/** All objects of this process after a collection. A snapshot of a whole test run would take a minute. */
export function objectsHere(): number {
  const { queryObjects } = v8 as unknown as { readonly queryObjects: (constructor: unknown, options: { readonly format: 'count' }) => number };
  return queryObjects(Object, { format: 'count' });
}

export async function countsOf(worker: Threads.Worker): Promise<HeapCounts> {
  return countsIn(await worker.getHeapSnapshot());
}

async function countsIn(stream: Readable): Promise<HeapCounts> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array));
  const { snapshot: { meta }, nodes, strings } = JSON.parse(Buffer.concat(parts).toString()) as Snapshot;
  const [kindAt, nameAt, size] = [meta.node_fields.indexOf('type'), meta.node_fields.indexOf('name'), meta.node_fields.length];
  const counts = new Map<string, number>();
  for (let at = 0; at < nodes.length; at += size) {
    const kind = meta.node_types[0][nodes[at + kindAt]!]!;
    if (!COUNTED.has(kind)) continue;
    const name = `${kind} ${strings[nodes[at + nameAt]!]}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** What there is more of, the most first: `+count name`. */
export function growth(before: HeapCounts, after: HeapCounts): { readonly total: number; readonly most: readonly string[] } {
  const more = [...after].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const).filter(([, count]) => count > 0);
  more.sort((a, b) => b[1] - a[1]);
  return { total: more.reduce((sum, [, count]) => sum + count, 0), most: more.slice(0, 8).map(([name, count]) => `+${count} ${name}`) };
}

/** Worker threads that are started while `work` runs: a runner does not hand out its own. */
export async function startedBy(work: () => Promise<void>): Promise<readonly Threads.Worker[]> {
  const threads = createRequire(__filename)('node:worker_threads') as { Worker: typeof Threads.Worker };
  const { Worker } = threads;
  const started: Threads.Worker[] = [];
  threads.Worker = class extends Worker {
    constructor(...made: ConstructorParameters<typeof Worker>) {
      super(...made);
      started.push(this);
    }
  };
  try {
    await work();
  } finally {
    threads.Worker = Worker;
  }
  return started;
}
