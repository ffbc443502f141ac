/** @file Looks for what lets a gradient die: ReLUs that give only 0, sigmoids and tanhs at their ends. */
import type { Arrivals } from '../../engine/gradientTrail';
import type { Node, Tensor } from '../../engine/graph';
import type { PlaceRecord, RowRecord } from '../../protocol/records';
import type { FindingContext } from './context';

export interface Cause {
  readonly code: string;
  readonly place: PlaceRecord | null;
  /** A clause and a full stop. */
  readonly message: string;
}

const RELUS: ReadonlySet<string> = new Set(['Relu', 'Relu6']);
/** By op the two values that its outputs tend to, and how near is at the end. */
const ENDS: ReadonlyMap<string, readonly [number, number, number]> = new Map([
  ['Sigmoid', [0, 1, 1e-3]], ['Tanh', [-1, 1, 1e-3]],
]);

/** The activation on the way from the row's variable to the loss that lets least through; null when none is to blame. */
export function deadUnits({ reader, naming, thresholds }: FindingContext, row: RowRecord): Cause | null {
  const step = reader();
  const found = step?.rows.find(({ update }) => update.variable.tensor.name === row.variable);
  if (!step || !found?.start) return null;
  const { tensor } = found.update.variable;
  const arrivals = tensor.node.graph.trail.behind(tensor, found.start);
  if (arrivals === null) return null;
  const nodes = activationsBehind(tensor, arrivals);
  const values = step.read(nodes.map((node) => node.outputs[0]!));
  for (const node of nodes) {
    const value = values.get(node.outputs[0]!);
    if (value === undefined || value.data.length === 0) continue;
    const place = naming.place(node.origin);
    const line = place === null ? '' : `, line ${place.line}`;
    const share = (isOver: (x: number) => boolean) => {
      let count = 0;
      for (const x of value.data) if (isOver(x)) count++;
      return count / value.data.length;
    };
    if (RELUS.has(node.op)) {
      const dead = share((x) => x === 0);
      if (dead < thresholds.deadShare) continue;
      return {
        code: 'dead-relu', place,
        message: `${percent(dead)} of the outputs of ${node.op}${line} are 0 and let no gradient through: ` +
          'a smaller learning rate, a leaky ReLU or a smaller bias brings units back.',
      };
    }
    const [low, high, near] = ENDS.get(node.op)!;
    const saturated = share((x) => x - low < near || high - x < near);
    if (saturated < thresholds.saturatedShare) continue;
    return {
      code: 'saturated', place,
      message: `${percent(saturated)} of the outputs of ${node.op}${line} are at an end of its range, where it is flat: ` +
        'smaller weights or scaled inputs bring them back.',
    };
  }
  return null;
}

/** Activations through which gradient came to `tensor`, the nearest first. */
function activationsBehind(tensor: Tensor, arrivals: Arrivals): Node[] {
  const seen = new Set<Tensor>([tensor]);
  const found = new Set<Node>();
  for (const at of seen) {
    for (const { via } of arrivals.terms.get(at) ?? []) {
      if (RELUS.has(via.op) || ENDS.has(via.op)) found.add(via);
      for (const output of via.outputs) seen.add(output);
    }
  }
  return [...found];
}

function percent(share: number): string {
  return `${Math.floor(100 * share)} %`;
}
