/** @file Where the parts of a step stand in the text: its loss, its optimizers, the uses of its variables. */
import type { Origin } from '../../engine/graph';
import type { StepPlaces } from '../../protocol/placeValues';
import type { PlaceRecord } from '../../protocol/records';
import { isInLoop, type Naming } from '../recordMaker';
import type { StepReader } from './stepReader';
import { waysTo } from './whyTree';

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
      const uses = waysTo(tensor, arrivals, (gradient) => !isInLoop(gradient));
      return [{ variable: tensor.name, places: distinct(uses.map(({ via }) => via.origin), naming) }];
    }),
  };
}

function distinct(origins: readonly Origin[], naming: Naming): PlaceRecord[] {
  const found = new Map<string, PlaceRecord>();
  for (const origin of new Set(origins)) {
    const place = naming.place(origin);
    if (place !== null) found.set(JSON.stringify(place), place);
  }
  return [...found.values()];
}
