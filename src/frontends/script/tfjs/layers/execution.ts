/** @file Values of symbolic tensors from those that are fed: every layer between is called once, in tfjs's order. */
import { cast } from '../ops/elementwise';
import type { Tensor } from '../tensor';
import { InputLayer } from './inputLayer';
import type { CallArgs, Mask } from './layer';
import { toList } from './shapes';
import { SymbolicTensor } from './symbolic';

interface Value {
  readonly value: Tensor;
  readonly mask: Mask;
}

export type Feeds = Map<SymbolicTensor, Value>;

export function feedsOf(keys: readonly SymbolicTensor[], values: readonly Tensor[], masks: readonly Mask[] = []): Feeds {
  const feeds: Feeds = new Map();
  keys.forEach((key, i) => {
    const value = values[i]!;
    feeds.set(key, { value: key.dtype === value.dtype ? value : cast(value, key.dtype), mask: masks[i] ?? null });
  });
  return feeds;
}

export function execute(fetches: readonly SymbolicTensor[], feeds: Feeds, args: CallArgs = {}): Tensor[] {
  return executeWithMasks(fetches, feeds, args).map(({ value }) => value);
}

export function executeWithMasks(fetches: readonly SymbolicTensor[], feeds: Feeds, args: CallArgs = {}): Value[] {
  const known: Feeds = new Map(feeds);
  for (const symbolic of inOrder(fetches, feeds)) {
    const { sourceLayer: layer } = symbolic;
    if (layer instanceof InputLayer || known.has(symbolic)) continue;
    const given = symbolic.inputs.map((one) => valueOf(known, one));
    const masks = given.map(({ mask }) => mask);
    const values = given.map(({ value }) => value);
    const hasMask = masks.some((mask) => mask !== null);
    const callArgs: CallArgs = { ...symbolic.callArgs, ...args, ...(hasMask ? { mask: masks[0]! } : {}) };
    const outputs = toList(layer.apply(values, callArgs)) as readonly Tensor[];
    const mask = layer.supportsMasking ? layer.computeMask(values, masks) : null;
    const outputMask = toList(mask)[0] ?? null;
    nodeOutputs(symbolic).forEach((output, i) => known.set(output, { value: outputs[i]!, mask: outputMask }));
  }
  return fetches.map((fetch) => valueOf(known, fetch));
}

function valueOf(known: Feeds, key: SymbolicTensor): Value {
  const found = known.get(key);
  if (found === undefined) throw new Error(`Nonexistent key: ${key.name}`);
  return found;
}

/** All that came of the call that gave `symbolic`. */
function nodeOutputs(symbolic: SymbolicTensor): readonly SymbolicTensor[] {
  return symbolic.sourceLayer.inboundNodes[symbolic.nodeIndex]!.outputTensors;
}

/** Depth first, the last input of a layer before its first. */
function inOrder(fetches: readonly SymbolicTensor[], feeds: Feeds): SymbolicTensor[] {
  const sorted: SymbolicTensor[] = [];
  const all = new Set<SymbolicTensor>();
  for (const fetch of fetches) {
    const visited = new Set<SymbolicTensor>(feeds.keys());
    const visit = (symbolic: SymbolicTensor): void => {
      if (visited.has(symbolic)) return;
      for (const one of [...symbolic.inputs].reverse()) visit(one);
      visited.add(symbolic);
      if (!all.has(symbolic)) sorted.push(symbolic);
      all.add(symbolic);
    };
    visit(fetch);
  }
  return sorted;
}
