/** @file Where a pair's variable and gradient are placed, as it is shown: only where the program asked for it. */
import type { Tensor } from '../engine/graph';
import type { PlacementRecord, PlacedRecord } from '../protocol/records';

const NOWHERE: PlacedRecord = { device: '', beside: [] };

/** Null when the program set no device for either and asked for no colocation. */
export function placementOf(variable: Tensor, gradient: Tensor | null): PlacementRecord | null {
  const placed = {
    variable: placedRecord(variable),
    gradient: gradient === null ? NOWHERE : placedRecord(gradient),
  };
  return isAsked(placed.variable) || isAsked(placed.gradient) ? placed : null;
}

function isAsked({ device, beside }: PlacedRecord): boolean {
  return device !== '' || beside.length > 0;
}

function placedRecord({ node }: Tensor): PlacedRecord {
  const placement = node.graph.placements.get(node);
  if (placement === undefined) return NOWHERE;
  // TensorFlow colocates many nodes by itself: those groups say nothing about this program.
  const others = placement.groups.map((group) => group.replace('loc:@', ''));
  const beside = node.graph.asksForColocation ? others.filter((name) => name !== node.name) : [];
  return { device: placement.device, beside };
}
