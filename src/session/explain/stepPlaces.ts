/** @file Where the parts of a step stand in the text: its loss, its optimizers, the uses of its variables. */
import type { Arrivals } from '../../engine/gradientTrail';
import type { Origin, Tensor } from '../../engine/graph';
import type { StepPlaces } from '../../protocol/placeValues';
import type { PlaceRecord } from '../../protocol/records';
import type { Naming } from '../recordMaker';
import type { StepReader } from './stepReader';
import { PASSING } from './whyTree';

export function stepPlaces(reader: StepReader, naming: Naming): StepPlaces {
  return {
    loss: reader.loss === null ? null : naming.place(reader.loss.node.origin),
    training: reader.run.ops.map(({ origin, madeAt }) => ({
      place: naming.place(origin),
      madeAt: madeAt === undefined ? null : naming.place(madeAt),
    })),
    uses: reader.rows.flatMap(({ update, start }) => {
      const { tensor } = update.variable;
      const arrivals = start === null ? null : tensor.node.graph.trail.behind(tensor, start);
      if (arrivals === null) return [];
      return [{ variable: tensor.name, places: distinct(usesOf(tensor, arrivals), naming) }];
    }),
  };
}

/** Where the ops were made that handed gradient back to `tensor`, or to what only passes it on. */
function usesOf(tensor: Tensor, arrivals: Arrivals): Origin[] {
  return (arrivals.terms.get(tensor) ?? []).flatMap(({ via }) => {
    const [output] = via.outputs;
    const behind = PASSING.has(via.op) && output !== undefined ? usesOf(output, arrivals) : [];
    return behind.length > 0 ? behind : [via.origin];
  });
}

function distinct(origins: readonly Origin[], naming: Naming): PlaceRecord[] {
  const found = new Map<string, PlaceRecord>();
  for (const origin of new Set(origins)) {
    const place = naming.place(origin);
    if (place !== null) found.set(JSON.stringify(place), place);
  }
  return [...found.values()];
}
