/** @file Steps of a plan that steer: guards, Switch, Merge, and the loop that runs steps repeatedly. */
import type { Data } from '../dtypes';
import { EngineError } from '../errors';
import { uninitialized } from '../resourceVariables';
import type { Node } from '../graph';
import { located } from '../located';
import { ruleOf } from '../ops';
import type { Cell, PlanContext, Step } from '../planSteps';
import { slotsOf } from '../planSteps';
import type { Value } from '../value';
import type { Life, MaybeLife } from './lives';

/** A step that runs only while its part of the run lives. */
export class GuardedStep implements Step {
  readonly node: Node;

  constructor(
    private readonly step: Step,
    private readonly life: Life,
  ) {
    this.node = step.node;
  }

  execute(context: PlanContext): void {
    if (!this.life.isDead) this.step.execute(context);
  }
}

/** A write that may not happen: then the variable is after it what it was before. */
export class GuardedWriteStep implements Step {
  readonly node: Node;

  constructor(
    private readonly step: Step,
    private readonly life: Life,
    private readonly variables: readonly { readonly before: Cell; readonly after: Cell }[],
  ) {
    this.node = step.node;
  }

  execute(context: PlanContext): void {
    if (!this.life.isDead) {
      this.step.execute(context);
      for (const { after } of this.variables) after.isInitialized = true;
      return;
    }
    for (const { before, after } of this.variables) if (before !== after) after.follow(before);
  }
}

/** Before a loop that writes a variable: the cell that stands for it in all iterations. */
export class FollowStep implements Step {
  constructor(
    readonly node: Node,
    private readonly before: Cell,
    private readonly after: Cell,
  ) {}

  execute(): void {
    this.after.follow(this.before);
  }
}

/** Throws when it is reached with a variable that has no value. */
export class InitializedGuard implements Step {
  constructor(
    readonly node: Node,
    private readonly cell: Cell,
    private readonly key: string,
  ) {}

  execute(): void {
    if (this.cell.isInitialized) return;
    throw uninitialized(this.key, this.node, false);
  }
}

/** Throws when it is reached. */
export class FailingStep implements Step {
  constructor(
    readonly node: Node,
    private readonly error: unknown,
  ) {}

  execute(): void {
    throw this.error;
  }
}

export class SwitchStep implements Step {
  private readonly slots: Data[];

  constructor(
    readonly node: Node,
    predicate: Cell,
    private readonly parent: MaybeLife,
    private readonly off: Life,
    private readonly on: Life,
  ) {
    this.slots = slotsOf([predicate]);
  }

  execute(): void {
    const isDead = this.parent !== null && this.parent.isDead;
    const isTrue = this.slots[0]![0] !== 0;
    this.off.isDead = isDead || isTrue;
    this.on.isDead = isDead || !isTrue;
  }
}

/** Keeps the life of what needs several parts. */
export class JoinStep implements Step {
  constructor(
    readonly node: Node,
    private readonly parts: readonly Life[],
    private readonly result: Life,
  ) {}

  execute(): void {
    this.result.isDead = this.parts.some((part) => part.isDead);
  }
}

/** Forwards the living one of its inputs, without copying it. */
export class MergeStep implements Step {
  private readonly indexSlots: Data[];

  constructor(
    readonly node: Node,
    private readonly inputs: readonly { readonly cell: Cell; readonly life: MaybeLife }[],
    private readonly output: Cell,
    index: Cell,
    /** Kept up to date when nobody else does. */
    private readonly life: Life | null,
  ) {
    this.indexSlots = slotsOf([index]);
  }

  execute(): void {
    for (let i = 0; i < this.inputs.length; i++) {
      const { cell, life } = this.inputs[i]!;
      if (life !== null && life.isDead) continue;
      const { data, dims } = cell.value();
      this.output.give(data, dims);
      this.indexSlots[0]![0] = i;
      if (this.life !== null) this.life.isDead = false;
      return;
    }
    if (this.life !== null) this.life.isDead = true;
  }
}

/** An op on stacks or tensor arrays. */
export class ObjectStep implements Step {
  constructor(
    readonly node: Node,
    private readonly inputs: readonly Cell[],
    private readonly outputs: readonly Cell[],
  ) {}

  execute(context: PlanContext): void {
    const rule = ruleOf(this.node.op);
    const keeps = rule.keeps ?? [];
    const values = this.inputs.map((cell, i) => (keeps.includes(i) ? cell.snapshot() : cell.value()));
    const results = rule.onObjects!(values, this.node.attributes, context.objects, this.node.name);
    for (let i = 0; i < this.outputs.length; i++) {
      const { data, dims } = results[i]!;
      this.outputs[i]!.give(data, dims);
    }
  }
}

/** A loop variable: where it starts, where it lies in an iteration, what it is in the next. */
export interface LoopVariable {
  readonly initial: Cell;
  readonly current: Cell;
  readonly next: Cell;
}

export interface LoopParts {
  readonly condition: readonly Step[];
  readonly body: readonly Step[];
  readonly exit: readonly Step[];
}

/** Kernels between two looks at the cancellation flag. */
const CANCEL_INTERVAL = 64;

/** A whole loop: the condition part, then the body part and back, until the condition is false. */
export class LoopStep implements Step {
  private readonly condition: Data[];
  private readonly stores: Data[] = [];
  private readonly coming: Value[] = [];

  constructor(
    readonly node: Node,
    private readonly parts: LoopParts,
    private readonly variables: readonly LoopVariable[],
    condition: Cell,
  ) {
    this.condition = slotsOf([condition]);
  }

  execute(context: PlanContext): void {
    const { variables, parts } = this;
    for (const { initial, current } of variables) current.load(initial.value());
    let sinceLook = 0;
    for (;;) {
      sinceLook += parts.condition.length + parts.body.length + 1;
      if (sinceLook >= CANCEL_INTERVAL) {
        sinceLook = 0;
        if (context.isCancelled()) {
          throw new EngineError('CancelledError', 'The run was interrupted.');
        }
      }
      runAll(parts.condition, context);
      if (this.condition[0]![0] === 0) break;
      runAll(parts.body, context);
      this.advance();
    }
    runAll(parts.exit, context);
  }

  /** All at once: a next value that lies where another variable lies now is copied first. */
  private advance(): void {
    const { variables, stores } = this;
    for (let i = 0; i < variables.length; i++) stores[i] = variables[i]!.current.store!;
    for (let i = 0; i < variables.length; i++) {
      const { next } = variables[i]!;
      const isCrossing = next.store !== stores[i] && stores.includes(next.store!);
      this.coming[i] = isCrossing ? copyOf(next.value()) : next.value();
    }
    for (let i = 0; i < variables.length; i++) {
      const { current, next } = variables[i]!;
      const isSame = next.store === stores[i] && next.dims === current.dims;
      if (!isSame) current.load(this.coming[i]!);
    }
  }
}

function copyOf(value: Value): Value {
  return { ...value, data: value.data.slice() };
}

function runAll(steps: readonly Step[], context: PlanContext): void {
  let at = 0;
  try {
    for (; at < steps.length; at++) steps[at]!.execute(context);
  } catch (error) {
    throw located(error, steps[at]?.node);
  }
}
