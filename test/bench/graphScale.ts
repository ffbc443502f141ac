/** @file A graph of 10,000 nodes on the bare engine: building, differentiating, memory, plans. */
import { Builder } from '../../src/engine/builder';
import { Execution } from '../../src/engine/execution';
import { gradients } from '../../src/engine/gradients';
import { Graph } from '../../src/engine/graph';
import type { Tensor } from '../../src/engine/graph';

const NODES = 10_000;

/** A chain of products and tanh of one variable: `NODES` nodes, every one on the path to the loss. */
function chain(): { graph: Graph; x: Tensor; loss: Tensor } {
  const graph = new Graph();
  const build = new Builder(graph, 0);
  const x = build.make('Placeholder', [], { dtype: 'float32', shape: [4] }, 'x');
  let h = x;
  while (graph.nodes.length < NODES - 2) {
    h = build.make('Tanh', [build.make('Mul', [h, x], {})], {});
  }
  const loss = build.make('Sum', [h, build.integers([0])], { keepDims: false });
  return { graph, x, loss };
}

export interface GraphScale {
  readonly buildMs: number;
  readonly gradientsMs: number;
  readonly bytesPerNode: number;
  /** Plans compiled by a second, equal run; anything but 0 is a fault. */
  readonly secondRunPlans: number;
}

/** Builds, differentiates and runs once; `collect` is V8's garbage collector (`--expose-gc`). */
export function measureGraph(collect: () => void): GraphScale {
  collect();
  const heapBefore = process.memoryUsage().heapUsed;
  const began = performance.now();
  const { graph, x, loss } = chain();
  const buildMs = performance.now() - began;
  collect();
  const bytesPerNode = (process.memoryUsage().heapUsed - heapBefore) / graph.nodes.length;
  const start = performance.now();
  const [gradient] = gradients({ graph, ys: [loss], xs: [x], origin: 0 });
  const gradientsMs = performance.now() - start;
  if (gradient?.kind !== 'dense') throw new Error('The chain has no gradient.');
  const execution = new Execution(graph, { seed: 0, isCancelled: () => false });
  const value = { dtype: 'float32', dims: [4], data: Float32Array.of(0.5, 1, -1, 2) } as const;
  const request = { fetches: [gradient.tensor], targets: [], feeds: new Map([[x, value]]) };
  execution.run(request);
  const plans = execution.planCount;
  execution.run({ ...request, feeds: new Map([[x, value]]) });
  const secondRunPlans = execution.planCount - plans;
  return { buildMs, gradientsMs, bytesPerNode, secondRunPlans };
}
