/** @file Where variables have their values; the graphs of functions have theirs with eager execution. */
import { OwnStores } from './ownStores';
import type { Value } from './value';

/** A plan that runs again and again and keeps the variables that it writes in its own memory. */
export interface Resident {
  /** Puts the values of all variables that it wrote into `variables`. */
  settle(variables: Map<string, Value>): void;
}

export class VariableStore {
  private values = new Map<string, Value>();
  private resident: Resident | null = null;
  /** Where runs write that change `unseen`. */
  readonly own = new OwnStores();

  /** The values, which a resident plan hands over first. From now on they are seen. */
  get variables(): Map<string, Value> {
    this.own.lend();
    return this.unseen;
  }

  set variables(variables: Map<string, Value>) {
    this.resident = null;
    this.own.lend();
    this.values = variables;
  }

  /** The values for a run that hands none of them out. */
  get unseen(): Map<string, Value> {
    this.resident?.settle(this.values);
    this.resident = null;
    return this.values;
  }

  isHome(plan: Resident): boolean {
    return this.resident === plan;
  }

  /** `plan` has begun from these values, and has newer ones from now on. */
  moveInto(plan: Resident): void {
    this.resident = plan;
  }
}
