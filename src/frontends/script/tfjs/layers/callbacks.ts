/** @file What fit tells a program as it goes: callbacks, their order, History and early stopping. */
import { add, div, mul } from '../ops/elementwise';
import { theDoor } from '../runtime';
import { calledBack } from '../runtime';
import { keep, Tensor, tidy } from '../tensor';

export type Log = number | Tensor;
export type Logs = Record<string, Log>;
type Params = Readonly<Record<string, unknown>>;
type Awaitable = Promise<void> | void;

/** The model, as far as callbacks know it. */
export interface Stoppable {
  stopTraining: boolean;
}

const YIELD_EVERY_MS = 125;

/** Logs as numbers: what were tensors is let go of. */
async function resolveLogs(logs: Logs | undefined): Promise<void> {
  if (logs === undefined) return;
  for (const [key, value] of Object.entries(logs)) {
    if (typeof value === 'number') continue;
    logs[key] = value.dataSync()[0]!;
    value.dispose();
  }
  await Promise.resolve();
}

export function disposeLogs(logs: Logs): void {
  for (const value of Object.values(logs)) if (value instanceof Tensor) value.dispose();
}

export class BaseCallback {
  validationData: unknown = null;
  params: Params = {};

  setParams(params: Params): void {
    this.params = params;
  }

  setModel(_model: Stoppable): void {}
  async onEpochBegin(_epoch: number, _logs?: Logs): Promise<void> {}
  async onEpochEnd(_epoch: number, _logs?: Logs): Promise<void> {}
  async onBatchBegin(_batch: number, _logs?: Logs): Promise<void> {}
  async onBatchEnd(_batch: number, _logs?: Logs): Promise<void> {}
  async onTrainBegin(_logs?: Logs): Promise<void> {}
  async onTrainEnd(_logs?: Logs): Promise<void> {}
}

/** As tf.Callback. */
export class Callback extends BaseCallback {
  model: Stoppable | null = null;

  override setModel(model: Stoppable): void {
    this.model = model;
  }
}

/** Averages over the samples of an epoch. */
class BaseLogger extends BaseCallback {
  #seen = 0;
  #totals: Logs = {};

  override async onEpochBegin(): Promise<void> {
    this.#seen = 0;
    this.#totals = {};
  }

  override async onBatchEnd(_batch: number, logs: Logs = {}): Promise<void> {
    const size = (logs['size'] as number | undefined) ?? 0;
    this.#seen += size;
    for (const [key, value] of Object.entries(logs)) {
      const before = this.#totals[key] ?? 0;
      if (typeof value === 'number') {
        this.#totals[key] = (before as number) + value * size;
      } else {
        this.#totals[key] = keep(tidy(() => add(before, mul(value, size))));
        if (before instanceof Tensor) before.dispose();
      }
    }
  }

  override async onEpochEnd(_epoch: number, logs?: Logs): Promise<void> {
    if (logs === undefined) return;
    for (const key of this.params['metrics'] as readonly string[]) {
      const total = this.#totals[key];
      if (total === undefined) continue;
      if (typeof total === 'number') logs[key] = total / this.#seen;
      else {
        logs[key] = keep(tidy(() => mul(div(1, this.#seen), total)));
        total.dispose();
      }
    }
  }
}

/** As tf.History: what the logs of each epoch were. */
export class History extends BaseCallback {
  epoch: number[] = [];
  history: Record<string, Log[]> = {};

  override async onTrainBegin(): Promise<void> {
    this.epoch = [];
    this.history = {};
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    this.epoch.push(epoch);
    for (const [key, value] of Object.entries(logs)) (this.history[key] ??= []).push(value);
  }

  async syncData(): Promise<void> {
    for (const values of Object.values(this.history)) {
      values.forEach((value, i) => {
        if (typeof value === 'number') return;
        values[i] = value.dataSync()[0]!;
        value.dispose();
      });
    }
    await Promise.resolve();
  }
}

export interface CallbackFunctions {
  readonly onTrainBegin?: (logs?: Logs) => Awaitable;
  readonly onTrainEnd?: (logs?: Logs) => Awaitable;
  readonly onEpochBegin?: (epoch: number, logs?: Logs) => Awaitable;
  readonly onEpochEnd?: (epoch: number, logs?: Logs) => Awaitable;
  readonly onBatchBegin?: (batch: number, logs?: Logs) => Awaitable;
  readonly onBatchEnd?: (batch: number, logs?: Logs) => Awaitable;
  readonly onYield?: (epoch: number, batch: number, logs?: Logs) => Awaitable;
  readonly nowFunc?: () => number;
  readonly nextFrameFunc?: () => Promise<void>;
}

const nextFrame = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** As tf.CustomCallback: an object of functions. */
export class CustomCallback extends BaseCallback {
  #epoch = 0;
  #waitedAt: number;
  #waiting: Promise<unknown> | undefined;
  readonly #every: number | string;

  constructor(private readonly functions: CallbackFunctions, yieldEvery?: number | string) {
    super();
    this.#every = !yieldEvery || yieldEvery === 'auto' ? YIELD_EVERY_MS : yieldEvery;
    if (this.#every === 'never' && functions.onYield) {
      throw new Error('yieldEvery is `never` but you provided an `onYield` callback. Either change `yieldEvery` or remove the callback');
    }
    this.#waitedAt = this.#now();
  }

  #now(): number {
    return this.functions.nowFunc?.() ?? theDoor().now();
  }

  #nextFrame(): Promise<void> {
    return (this.functions.nextFrameFunc ?? nextFrame)();
  }

  /** At most once in `#every` milliseconds. */
  #maybeWait(batch: number, logs?: Logs): Promise<unknown> | undefined {
    const now = this.#now();
    if (now - this.#waitedAt < (this.#every as number)) return this.#waiting;
    this.#waitedAt = now;
    this.#waiting = this.#wait(batch, logs);
    return this.#waiting;
  }

  async #wait(batch: number, logs?: Logs): Promise<void> {
    const waited: Awaitable[] = [];
    const { onYield } = this.functions;
    if (onYield) {
      await resolveLogs(logs);
      waited.push(calledBack(() => onYield(this.#epoch, batch, logs)));
    }
    waited.push(this.#nextFrame());
    await Promise.all(waited);
  }

  override async onTrainBegin(logs?: Logs): Promise<void> {
    if (!this.functions.onTrainBegin) return;
    await resolveLogs(logs);
    await calledBack(() => this.functions.onTrainBegin!(logs));
  }

  override async onTrainEnd(logs?: Logs): Promise<void> {
    if (!this.functions.onTrainEnd) return;
    await resolveLogs(logs);
    await calledBack(() => this.functions.onTrainEnd!(logs));
  }

  override async onEpochBegin(epoch: number, logs?: Logs): Promise<void> {
    this.#epoch = epoch;
    if (!this.functions.onEpochBegin) return;
    await resolveLogs(logs);
    await calledBack(() => this.functions.onEpochBegin!(epoch, logs));
  }

  override async onEpochEnd(epoch: number, logs?: Logs): Promise<void> {
    const waited: Awaitable[] = [];
    if (this.functions.onEpochEnd) {
      await resolveLogs(logs);
      waited.push(calledBack(() => this.functions.onEpochEnd!(epoch, logs)));
    }
    if (this.#every === 'epoch') waited.push(this.#nextFrame());
    await Promise.all(waited);
  }

  override async onBatchBegin(batch: number, logs?: Logs): Promise<void> {
    if (!this.functions.onBatchBegin) return;
    await resolveLogs(logs);
    await calledBack(() => this.functions.onBatchBegin!(batch, logs));
  }

  override async onBatchEnd(batch: number, logs?: Logs): Promise<void> {
    const waited: unknown[] = [];
    if (this.functions.onBatchEnd) {
      await resolveLogs(logs);
      waited.push(calledBack(() => this.functions.onBatchEnd!(batch, logs)));
    }
    if (this.#every === 'batch') waited.push(this.#nextFrame());
    else if (typeof this.#every === 'number') waited.push(this.#maybeWait(batch, logs));
    await Promise.all(waited);
  }
}

interface EarlyStoppingConfig {
  readonly monitor?: string;
  readonly minDelta?: number;
  readonly patience?: number;
  readonly verbose?: number;
  readonly mode?: string;
  readonly baseline?: number;
  readonly restoreBestWeights?: boolean;
}

export class EarlyStopping extends Callback {
  readonly monitor: string;
  readonly #patience: number;
  readonly #isVerbose: boolean;
  readonly #seeksMost: boolean;
  readonly #minDelta: number;
  readonly #baseline: number | undefined;
  #best = 0;
  #wait = 0;
  #stoppedEpoch = 0;

  constructor(config: EarlyStoppingConfig = {}) {
    super();
    if (config.restoreBestWeights) throw new Error('restoreBestWeights = True is not implemented in EarlyStopping yet.');
    this.monitor = config.monitor || 'val_loss';
    this.#patience = config.patience || 0;
    this.#isVerbose = Boolean(config.verbose);
    this.#baseline = config.baseline;
    let mode = config.mode || 'auto';
    if (!['auto', 'min', 'max'].includes(mode)) {
      theDoor().print(`EarlyStopping mode '${mode}' is invalid. Falling back to mode 'auto'.\n`, 'stderr');
      mode = 'auto';
    }
    this.#seeksMost = mode === 'max' || (mode === 'auto' && this.monitor.includes('acc'));
    const delta = Math.abs(config.minDelta || 0);
    this.#minDelta = this.#seeksMost ? delta : -delta;
  }

  override async onTrainBegin(): Promise<void> {
    this.#wait = 0;
    this.#stoppedEpoch = 0;
    this.#best = this.#baseline ?? (this.#seeksMost ? -Infinity : Infinity);
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    await resolveLogs(logs);
    const current = logs[this.monitor] as number | undefined;
    if (current === undefined) {
      theDoor().print(`Metric for EarlyStopping ${this.monitor} is not available. Available metrics are: ${Object.keys(logs).join()}\n`, 'stderr');
      return;
    }
    const held = current - this.#minDelta;
    if (this.#seeksMost ? held > this.#best : held < this.#best) {
      this.#best = current;
      this.#wait = 0;
    } else if (++this.#wait >= this.#patience) {
      this.#stoppedEpoch = epoch;
      this.model!.stopTraining = true;
    }
  }

  override async onTrainEnd(): Promise<void> {
    if (this.#stoppedEpoch > 0 && this.#isVerbose) theDoor().print(`Epoch ${this.#stoppedEpoch}: early stopping.\n`, 'stdout');
  }
}

export class CallbackList {
  constructor(readonly callbacks: readonly BaseCallback[]) {}

  async each(tell: (callback: BaseCallback) => Promise<void>): Promise<void> {
    for (const callback of this.callbacks) await tell(callback);
  }
}

/** The callbacks that `given` stands for. */
function standardized(given: unknown, yieldEvery: number | string | undefined): readonly BaseCallback[] {
  if (given instanceof BaseCallback) return [given];
  const list = Array.isArray(given) ? given as readonly unknown[] : [given ?? {}];
  if (list[0] instanceof BaseCallback) return list as readonly BaseCallback[];
  return list.map((one) => new CustomCallback(one as CallbackFunctions, yieldEvery));
}

/** All callbacks of a fit in their order, and its history. */
export function configured(
  given: unknown, yieldEvery: number | string | undefined, model: Stoppable, params: Params,
): { readonly list: CallbackList; readonly history: History } {
  const history = new History();
  const callbacks = [new BaseLogger(), ...standardized(given, yieldEvery), history];
  for (const callback of callbacks) {
    callback.setParams(params);
    callback.setModel(model);
  }
  return { list: new CallbackList(callbacks), history };
}

export const earlyStopping = (config?: EarlyStoppingConfig): EarlyStopping => new EarlyStopping(config);
