/** @file What the optimizers of TensorFlow.js share: each call of applyGradients is one step of the debugger. */
import type { StepReport } from '../door';
import { answerFor, toldGradients } from './gradients';
import { checked, here, kindOf, put, takenNode, theDoor } from './runtime';
import { endScope, makeVariable, registeredVariables, startScope, Tensor, tidy } from './tensor';
import type { Variable } from './tensor';
import { zeros, fill } from './ops/creation';
import { assert } from './types';

type Gradients = Record<string, Tensor> | readonly { readonly name: string; readonly tensor: Tensor }[];

const LOCKING = { useLocking: false };
let serials = 0;

/** Names of steps by their site: a second optimizer of a kind, or a second call, has a name of its own. */
const stepNames = new Map<string, string>();

function stepName(site: string, kind: string): string {
  const known = stepNames.get(site);
  if (known !== undefined) return known;
  const count = [...stepNames.values()].filter((name) => name === kind || name.startsWith(`${kind}_`)).length;
  const name = count === 0 ? kind : `${kind}_${count}`;
  stepNames.set(site, name);
  return name;
}

export interface Slot {
  readonly name: string;
  readonly variable: Variable;
}

export abstract class Optimizer {
  protected iterations_: number | undefined;
  readonly #serial = serials++;
  readonly #madeAt = here();
  /** Slots by the variable's place in the list, as tfjs keeps them. */
  readonly #slots: Slot[][] = [];

  abstract get kind(): string;
  /** Name of the op without `ResourceApply`, its attributes, its scalars in order, and where the gradient stands. */
  protected abstract update(variable: Variable, slots: readonly Slot[], gradient: Tensor): { op: string; inputs: Tensor[]; attributes?: object };
  protected abstract slotsOf(variable: Variable): readonly { readonly name: string; readonly suffix: string; readonly initial: number }[];
  /** What is written beside the variables. */
  protected afterwards(): void {}

  minimize(f: () => Tensor, returnCost = false, varList?: Variable[]): Tensor | null {
    const { value, grads } = this.computeGradients(f, varList);
    if (varList === undefined) this.applyGradients(grads);
    else this.applyGradients(varList.map(({ name }) => ({ name, tensor: grads[name]! })));
    for (const one of Object.values(grads)) one?.dispose();
    if (returnCost) return value;
    value.dispose();
    return null;
  }

  computeGradients(f: () => Tensor, varList?: Variable[]): { value: Tensor; grads: Record<string, Tensor> } {
    return toldGradients(this.kind, f, varList);
  }

  applyGradients(variableGradients: Gradients): void {
    const entries = Array.isArray(variableGradients)
      ? (variableGradients as readonly { readonly name: string; readonly tensor: Tensor | null }[])
      : Object.entries(variableGradients as Record<string, Tensor | null>).map(([name, tensor]) => ({ name, tensor }));
    const rows = entries.map(({ name, tensor }, i) => {
      const variable = registeredVariables().get(name);
      assert(variable !== undefined, () => `There is no variable with the name ${name}`);
      this.#slots[i] ??= tidy(() => this.slotsOf(variable).map(({ name: slot, suffix, initial }) => ({
        name: slot,
        variable: makeVariable(initial === 0 ? zeros(variable.shape) : fill(variable.shape, initial), false, slotName(`${name}/${suffix}`)),
      })));
      return { variable, tensor, slots: this.#slots[i] };
    });
    this.#step(rows);
    this.iterations_ = this.iterations + 1;
  }

  #step(rows: readonly { readonly variable: Variable; readonly tensor: Tensor | null | undefined; readonly slots: readonly Slot[] }[]): void {
    const door = theDoor();
    door.beginStep();
    startScope();
    const nodes: number[] = [];
    let report: StepReport;
    try {
      report = {
        optimizer: this.kind,
        site: `${this.#serial}:${here()}`,
        madeAt: this.#madeAt,
        updates: rows.map(({ variable, tensor, slots }) => {
          const handle = Tensor.nodeOf(variable);
          const row = {
            variable: handle,
            trainable: variable.trainable,
            slots: slots.map(({ name, variable: slot }) => ({ name, variable: Tensor.nodeOf(slot) })),
          };
          if (tensor === null || tensor === undefined) {
            const why = answerFor(variable) ?? { id: -1, reason: 'the program gave no gradient for it', cutBy: -1 };
            return { ...row, applied: { ...why, id: -1 }, update: null };
          }
          const { op, inputs, attributes = LOCKING } = this.update(variable, slots, tensor);
          const update = this.#made(`ResourceApply${op}`, attributes, [handle, ...inputs.map((input) => Tensor.nodeOf(input))]);
          nodes.push(update);
          return { ...row, applied: { id: Tensor.nodeOf(tensor), reason: '', cutBy: -1 }, update };
        }),
      };
      this.afterwards();
    } catch (error) {
      door.abandonStep();
      throw error;
    }
    try {
      checked(door.endStep(stepName(report.site, this.kind.toLowerCase()), put([...nodes, ...this.#others]), JSON.stringify(report)));
    } finally {
      this.#others = [];
      endScope();
    }
  }

  #others: number[] = [];

  /** Gives `variable` a new value as a part of the step. */
  protected alsoAssign(variable: Variable, value: Tensor): void {
    this.#others.push(this.#made('AssignVariableOp', { dtype: value.dtype }, [Tensor.nodeOf(variable), Tensor.nodeOf(value)]));
  }

  #made(op: string, attributes: object, ids: readonly number[]): number {
    checked(theDoor().make(kindOf(op, attributes), put(ids)));
    return takenNode();
  }

  get iterations(): number {
    return this.iterations_ ?? 0;
  }

  incrementIterations(): void {
    this.iterations_ = this.iterations + 1;
  }

  getClassName(): string {
    return this.kind;
  }

  dispose(): void {
    for (const slots of this.#slots) for (const { variable } of slots ?? []) variable.dispose();
  }

  abstract setLearningRate(rate: number): void;
}

/** One whose rate is a number that can be set between steps. */
export abstract class RatedOptimizer extends Optimizer {
  constructor(protected learningRate: number) {
    super();
  }

  setLearningRate(rate: number): void {
    this.learningRate = rate;
  }
}

/** Slots are variables that the program does not register: their names do not stand in its way. */
export function slotName(wanted: string): string {
  let name = wanted;
  for (let i = 1; registeredVariables().has(name); i++) name = `${wanted}_${i}`;
  return name;
}
