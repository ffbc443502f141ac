/** @file Tells the debugger of a clip of gradients. */
import type { ClipReport } from '../door';
import { checked, theDoor } from './runtime';
import { Tensor } from './tensor';

export interface Clip {
  readonly op: ClipReport['op'];
  readonly pairs: readonly (readonly [raw: Tensor, clipped: Tensor])[];
  readonly thresholds: readonly Tensor[];
  readonly norm?: Tensor;
}

/** Only what was made of gradients is a clip to tell of. */
export function reportClip({ op, pairs, thresholds, norm }: Clip): void {
  const door = theDoor();
  const told = pairs
    .map(([raw, clipped]) => [Tensor.nodeOf(raw), Tensor.nodeOf(clipped)] as const)
    .filter(([, clipped]) => door.isDerived(clipped));
  if (told.length === 0) return;
  const report: ClipReport = { op, pairs: told, thresholds: thresholds.map(Tensor.nodeOf), norm: norm === undefined ? null : Tensor.nodeOf(norm) };
  checked(door.clipped(JSON.stringify(report)));
}
