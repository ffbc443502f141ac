/** @file Names and places as the user knows them, asked of the front-end once per origin. */
import type { Origin } from '../engine/graph';
import type { Dialect } from '../frontends/dialect';
import type { Frontend, Place, TrainingOp } from '../frontends/program';
import type { PlaceRecord } from '../protocol/records';
import type { Known } from './conditions/condition';
import type { ProgramFacts } from './programFacts';
import type { Naming } from './recordMaker';

export class ProgramNaming implements Naming {
  private readonly places = new Map<Origin, { readonly record: PlaceRecord; readonly name: string | null } | null>();

  constructor(private readonly frontend: Frontend) {}

  get dialect(): Dialect {
    return this.frontend.dialect;
  }

  place(origin: Origin): PlaceRecord | null {
    return this.lookUp(origin)?.record ?? null;
  }

  boundName(origin: Origin): string | null {
    return this.lookUp(origin)?.name ?? null;
  }

  /** The user's variable that holds the op (`train_op`), else TensorFlow's name of it; all of several. */
  trainingOpName(op: TrainingOp): string {
    if (op.targets === undefined) return this.boundName(op.origin) ?? op.node.name;
    return op.targets.map((node) => this.boundName(node.origin) ?? node.name).join(' + ');
  }

  /** True when the user may mean `op` by `name`: their own name for it, or TensorFlow's. */
  answersTo(op: TrainingOp, name: string | null): boolean {
    return name === op.node.name || name === this.trainingOpName(op);
  }

  /** What conditions may name. */
  known({ trainingOps }: ProgramFacts): Known {
    return {
      trainingOps: () => trainingOps.map((op) => this.trainingOpName(op)),
      variables: () => trainingOps.flatMap(({ updates }) => updates.flatMap(({ variable: { tensor, origin } }) =>
        [tensor.name, tensor.node.name, this.boundName(origin) ?? []].flat())),
    };
  }

  private lookUp(origin: Origin) {
    if (origin < 0) return null;
    let found = this.places.get(origin);
    if (found === undefined) {
      found = foundAt(this.frontend.places([origin])[0] ?? null);
      this.places.set(origin, found);
    }
    return found;
  }
}

/** Every row of every step has the same record of its place. */
function foundAt(place: Place | null) {
  if (place === null) return null;
  const { file, line, column, endLine, endColumn, name } = place;
  return { record: { file, line, column, endLine, endColumn }, name };
}
