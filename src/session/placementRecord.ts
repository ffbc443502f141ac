/** @file Where a pair's variable and gradient are placed, as it is shown: only where the program asked for it. */
import type { Tensor } from '../engine/graph';
import type { PlacementRecord, PlacedRecord } from '../protocol/records';

const NOWHERE: PlacedRecord = { device: '', beside: [] };

/** Nothing when the program set no device for either and asked for no colocation. */
export function placementOf(
  variable: Tensor,
  gradient: Tensor | null,
): { readonly placement?: PlacementRecord } {
  const placed = {
    variable: placedRecord(variable),
    gradient: gradient === null ? NOWHERE : placedRecord(gradient),
  };
  const isAsked = Object.values(placed).some(({ device, beside }) => device !== '' || beside.length > 0);
  return isAsked ? { placement: placed } : {};
}

function placedRecord({ node }: Tensor): PlacedRecord {
  const placement = node.graph.placements.get(node);
  if (placement === undefined) return NOWHERE;
  // TensorFlow colocates many nodes by itself: those groups say nothing about this program.
  const others = placement.groups.map((group) => group.replace('loc:@', ''));
  const beside = node.graph.asksForColocation ? others.filter((name) => name !== node.name) : [];
  return { device: placement.device, beside };
}
