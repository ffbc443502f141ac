/** @file Reads any tensor of a step that was made: the same run from the same state, with more to look at. */
import type { State } from '../../engine/execution';
import type { Node, Tensor } from '../../engine/graph';
import { rootVariable } from '../../engine/planVariables';
import { neededFor, schedule } from '../../engine/schedule';
import type { Value } from '../../engine/value';
import type { ProgramVariable } from '../../frontends/program';
import type { ObservedUpdate } from '../recordMaker';
import { isInLoop } from '../recordMaker';
import { userError } from '../refusals';
import { sumOf } from '../tensorHealth';
import type { StepRows } from '../stepObserver';
import type { StepRun } from '../stepRun';

/** Tensors that one run is asked for at most: what a plan observes it keeps. */
const MOST_AT_ONCE = 512;

export interface ReadTensors {
  readonly values: Map<Tensor, Value>;
  /** Of tensors inside of loops: how often they were evaluated. */
  readonly turns: ReadonlyMap<Tensor, number>;
}

/** One step, as the explanations see it: one that may be run again (`Timeline.whyNotAgain`). */
export class StepReader {
  constructor(
    /** Index of the step; of computed pairs the index it will have. */
    readonly index: number,
    readonly run: StepRun,
    protected readonly before: State,
    private readonly about: StepRows,
  ) {}

  get rows(): readonly ObservedUpdate[] {
    return this.about.rows;
  }

  /** The loss whose gradients were computed; null when this step does not know it. */
  get loss(): Tensor | null {
    return this.about.loss;
  }

  /** Why `loss` is null: a clause. */
  get whyNoLoss(): string {
    return this.about.whyNoLoss;
  }

  /** The row of `w:0`. Throws ValueError, which names the rows, when there is none. */
  row(variable: string): ObservedUpdate {
    const found = this.rows.find(({ update }) => update.variable.tensor.name === variable);
    if (found !== undefined) return found;
    const known = this.rows.map(({ update }) => update.variable.tensor.name).join(', ');
    throw userError(`No row of this step is called ${variable}; there are: ${known}.`);
  }

  /** The variable's value before the step. */
  valueOf(variable: ProgramVariable): Value | undefined {
    return this.before.variables.get(variable.key);
  }

  /** The value before the step of the variable that a reference or handle stands for. */
  variableBehind(tensor: Tensor): Value | undefined {
    const row = this.rows.find(({ update }) => update.variable.tensor === tensor);
    return this.before.variables.get(row?.update.variable.key ?? rootVariable(tensor).name);
  }

  /** Whether `read` can tell the tensor's value. */
  canRead(tensor: Tensor): boolean {
    return this.about.canWatch(tensor);
  }

  /**
   * Values that the tensors had in the step. Left out: what one iteration of a loop has, and what a
   * conditional did not choose.
   */
  read(tensors: Iterable<Tensor>): Map<Tensor, Value> {
    return this.readAll([...tensors].filter((tensor) => !isInLoop(tensor))).values;
  }

  /** The same, and of what is inside of loops what it had in their last iteration, with how many there were. */
  readAll(tensors: Iterable<Tensor>): ReadTensors {
    const wanted = [...new Set(tensors)];
    const values = new Map<Tensor, Value>();
    const turns = new Map<Tensor, number>();
    for (let from = 0; from < wanted.length; from += MOST_AT_ONCE) {
      const observed = wanted.slice(from, from + MOST_AT_ONCE);
      const result = this.run.execution.evaluate({ ...this.run.request, observed }, this.before);
      observed.forEach((tensor, i) => {
        const value = result.observed[i];
        if (value) values.set(tensor, value);
        const count = result.turns?.[i];
        if (count != null) turns.set(tensor, count);
      });
    }
    return { values, turns };
  }

  /** What the step executed and what the loss is made of, in no order. */
  executed(): ReadonlySet<Node> {
    const { fetches, targets, feeds } = this.run.request;
    return neededFor(this.loss === null ? fetches : [this.loss, ...fetches], targets, new Set(feeds.keys()));
  }

  /** The same in order. */
  nodes(): readonly Node[] {
    const { fetches, targets, feeds } = this.run.request;
    // The training op may not need the loss itself; whoever reads the answer thinks of it all the same.
    return schedule(this.loss === null ? fetches : [this.loss, ...fetches], targets, new Set(feeds.keys()));
  }

  /** The nodes that read `tensor`. */
  consumersOf(tensor: Tensor): readonly Node[] {
    return tensor.consumers;
  }

  /** The value of `loss`, summed over its elements, when variables have other values. */
  lossWith(loss: Tensor, changed: ReadonlyMap<string, Value>): number {
    const variables = new Map([...this.before.variables, ...changed]);
    const { feeds } = this.run.request;
    const { observed } = this.run.execution.evaluate(
      { fetches: [], targets: [], feeds, observed: [loss] }, { ...this.before, variables },
    );
    return observed[0] ? sumOf(observed[0]) : NaN;
  }
}
