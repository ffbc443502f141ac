/** @file Looks into a loop: what a tensor of its body had when it was evaluated last, or first, and how often it was. */
import type { Tensor } from '../graph';
import type { PlanContext, Step } from '../planSteps';
import { Cell } from '../planSteps';
import { outputContext } from './context';
import type { Life, MaybeLife } from './lives';
import { isLoopExit } from './nodeKinds';

/** True when the tensor has another value in every iteration of a loop. */
export function isOfIteration(tensor: Tensor): boolean {
  return !isLoopExit(tensor.node) && (outputContext(tensor.node)?.loop ?? null) !== null;
}

/** The loop that computes gradients goes backward: its first iteration is of the last one of the loop forward. */
export function isOfGradientLoop(tensor: Tensor): boolean {
  const loop = outputContext(tensor.node)?.loop ?? null;
  return !isLoopExit(tensor.node) && loop !== null && loop.gradState !== null;
}

export class LoopWatch {
  readonly cell: Cell;
  /** Dead until it was evaluated. */
  readonly life: Life = { isDead: true, conditions: new Map() };
  readonly keepsFirst: boolean;
  turns = 0;

  constructor(readonly tensor: Tensor) {
    this.cell = Cell.perRun(tensor.dtype, null);
    this.keepsFirst = isOfGradientLoop(tensor);
  }

  forget(): void {
    this.life.isDead = true;
    this.turns = 0;
  }
}

/** Before the run. */
export class ForgetStep implements Step {
  constructor(private readonly watch: LoopWatch) {}

  get node() {
    return this.watch.tensor.node;
  }

  execute(): void {
    this.watch.forget();
  }
}

/** At the end of the part of an iteration that evaluates the tensor. */
export class LookStep implements Step {
  constructor(
    private readonly watch: LoopWatch,
    private readonly source: Cell,
    private readonly isThere: MaybeLife,
  ) {}

  get node() {
    return this.watch.tensor.node;
  }

  execute(_: PlanContext): void {
    const { watch, source } = this;
    if (this.isThere?.isDead) return;
    watch.turns++;
    if (watch.keepsFirst && watch.turns > 1) return;
    const { data, dims } = source.value();
    watch.cell.give(data.slice(), dims);
    watch.life.isDead = false;
  }
}
