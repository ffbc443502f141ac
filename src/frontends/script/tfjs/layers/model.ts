/** @file tf.model: a graph of layers with an optimizer, losses and metrics; its training is in training.ts. */
import { Optimizer } from '../optimizer';
import { at, here, theDoor } from '../runtime';
import { add, div, mul } from '../ops/elementwise';
import { mean } from '../ops/reductions';
import { concat } from '../ops/shapes';
import { scalar } from '../ops/creation';
import { Tensor, tidy, keep } from '../tensor';
import { Container } from './container';
import type { ContainerConfig } from './container';
import { execute, feedsOf } from './execution';
import type { Data } from './fedData';
import {
  batchesOf, checkBatchSize, checkInputData, checkSampleCounts, checkTargets, disposeNew, ranked, rows, standardized,
} from './fedData';
import type { History } from './callbacks';
import type { LossFunction } from './losses';
import { lossOf, sparseCategoricalCrossentropy } from './losses';
import { metricOf } from './metrics';
import { optimizerOf } from './optimizerNames';
import type { Shape } from './shapes';
import { oneOrList } from './shapes';
import { printSummary } from './summary';
import type { FitConfig } from './training';
import { fit } from './training';
import type { LayerVariable } from './variable';

export interface CompileConfig {
  readonly optimizer: unknown;
  readonly loss?: unknown;
  readonly metrics?: unknown;
}

interface OutputMetric {
  readonly metric: LossFunction;
  readonly output: number;
}

export type PrintFunction = (text: string) => void;

/** What was said at compile. */
export interface Compiled {
  readonly optimizer: Optimizer;
  readonly losses: readonly LossFunction[];
  readonly metrics: readonly OutputMetric[];
  readonly metricsNames: readonly string[];
  readonly weights: readonly LayerVariable[];
  /** Where: the place of the losses. */
  readonly origin: number;
}

export class LayersModel extends Container {
  static override readonly className: string = 'Model';
  loss: unknown;
  metrics: unknown;
  metricsNames: readonly string[] = [];
  isTraining = false;
  private isToStop = false;
  history: History | undefined;
  protected compiled: Compiled | undefined;
  private ownsOptimizer = false;

  constructor(config: ContainerConfig) {
    super(config);
  }

  get stopTraining(): boolean {
    return this.isToStop;
  }

  set stopTraining(value: boolean) {
    this.isToStop = value;
  }

  summary(lineLength?: number, positions?: readonly number[], printFn?: PrintFunction): void {
    if (!this.built) {
      throw new Error('This model has never been called, thus its weights have not been created yet. So no summary can be displayed. Build the model first (e.g., by calling it on some test data).');
    }
    printSummary(this, lineLength, positions, printFn ?? ((text) => theDoor().print(`${text}\n`, 'stdout')));
  }

  compile(config: CompileConfig): void {
    const { optimizer } = config;
    this.ownsOptimizer = typeof optimizer === 'string';
    if (typeof optimizer !== 'string' && !(optimizer instanceof Optimizer)) {
      throw new Error('User-defined optimizer must be an instance of tf.Optimizer.');
    }
    this.loss = config.loss ?? [];
    this.metrics = config.metrics;
    const chosen = typeof optimizer === 'string' ? optimizerOf(optimizer) : optimizer;
    const losses = this.#lossesOf(this.loss);
    const metrics: OutputMetric[] = [];
    const names = ['loss'];
    const isSingle = this.outputs.length === 1;
    if (!isSingle) {
      this.outputNames.forEach((name, output) => {
        metrics.push({ metric: losses[output]!, output });
        names.push(`${name}_loss`);
      });
    }
    metricsOfOutputs(config.metrics, this.outputNames).forEach((list, output) => {
      for (const given of list) {
        const { name, metric } = metricOf(given, losses[output], this.outputs[output]!.shape);
        metrics.push({ metric, output });
        names.push(isSingle ? name : `${this.outputNames[output]}_${name}`);
      }
    });
    this.metricsNames = names;
    this.compiled = { optimizer: chosen, losses, metrics, metricsNames: names, weights: this.trainableWeights, origin: here() };
  }

  #lossesOf(loss: unknown): LossFunction[] {
    if (Array.isArray(loss)) {
      if (loss.length !== this.outputs.length) {
        throw new Error(`When passing an Array as loss, it should have one entry per model output. The model has ${this.outputs.length} output(s), but you passed loss=${loss.join()}.`);
      }
      return loss.map(lossOf);
    }
    if (typeof loss === 'string' || typeof loss === 'function') return this.outputs.map(() => lossOf(loss));
    const named = loss as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(named)) {
      if (!this.outputNames.includes(name)) {
        throw new Error(`Unknown entry in loss dictionary: "${name}". Only expected the following keys: ${this.outputNames.join()}`);
      }
    }
    return this.outputNames.map((name) => {
      if (named[name] === undefined) {
        theDoor().print(`Output "${name}" is missing from loss dictionary. We assume this was done on purpose, and we will not be expecting data to be passed to ${name} during training\n`, 'stderr');
      }
      return lossOf(named[name]);
    });
  }

  /** What fit and evaluate go by. */
  settings(): Compiled {
    if (this.compiled === undefined) {
      throw new Error('You must compile a model before training/testing. Use LayersModel.compile(modelCompileArgs).');
    }
    return this.compiled;
  }

  get optimizer(): Optimizer | undefined {
    return this.compiled?.optimizer;
  }

  set optimizer(optimizer: Optimizer) {
    this.compiled = { ...this.settings(), optimizer };
    this.ownsOptimizer = false;
  }

  checkTrainableWeights(): void {
    if (this.compiled !== undefined && this.trainableWeights.length !== this.compiled.weights.length) {
      theDoor().print('Discrepancy between trainableweights and collected trainable weights. Did you set `model.trainable` without calling `model.compile()` afterwards?\n', 'stderr');
    }
  }

  /** Inputs and targets as the model takes them. */
  standardize(x: Data, y: Data, batchSize?: number): readonly [x: Tensor[], y: Tensor[]] {
    const { losses } = this.settings();
    const outputs = this.outputs.map(({ shape }) => shape);
    const wanted = outputs.map((shape, i): Shape => (losses[i] === sparseCategoricalCrossentropy ? [...shape.slice(0, -1), 1] : shape));
    const inputs = standardized(x, this.inputNames, this.inputs.map(({ shape }) => shape), 'input');
    const targets = standardized(y, this.outputNames, wanted, 'target');
    checkSampleCounts(inputs, targets);
    checkTargets(targets, losses, outputs);
    if (this.stateful && batchSize !== undefined && inputs[0]!.shape[0]! % batchSize !== 0) {
      throw new Error(
        `In a stateful network, you should only pass inputs with a number of samples that is divisible by the batch size ${batchSize}. ` +
        `Found: ${inputs[0]!.shape[0]} sample(s).`,
      );
    }
    return [inputs, targets];
  }

  /** One step of training: the total loss, then the metrics. */
  trainStep(data: readonly Tensor[]): Tensor[] {
    const { optimizer, losses, metrics, weights, origin } = this.settings();
    const [from, to] = [this.inputs.length, this.inputs.length + this.outputs.length];
    const targets = data.slice(from, to);
    const sampleWeights = data.slice(to);
    const values: Tensor[] = [];
    const total = optimizer.minimize(() => {
      const outputs = execute(this.outputs, feedsOf(this.inputs, data.slice(0, from)), { training: true });
      const sum = at(origin, () => {
        let whole: Tensor | undefined;
        const means = losses.map((loss, i) => {
          const plain = loss(targets[i]!, outputs[i]!);
          const weight = sampleWeights[i];
          const one = weight ? mul(plain, weight) : plain;
          whole = whole === undefined ? one : add(whole, one);
          return mean(one);
        });
        metrics.forEach(({ metric, output }, i) => {
          const isLoss = this.outputs.length > 1 && i < this.outputs.length;
          values.push(keep(isLoss ? means[i]! : mean(metric(targets[output]!, outputs[output]!))));
        });
        return mean(whole!);
      });
      return this.calculateLosses().reduce((one, penalty) => at(origin, () => add(one, penalty)), sum);
    }, true, weights.map((weight) => weight.read()));
    return [total!, ...values];
  }

  /** Losses and metrics of one batch. */
  testStep(data: readonly Tensor[]): Tensor[] {
    const { losses, metrics, origin } = this.settings();
    return tidy(() => {
      const targets = data.slice(this.inputs.length);
      const outputs = execute(this.outputs, feedsOf(this.inputs, data.slice(0, this.inputs.length)));
      return at(origin, () => {
        const values: Tensor[] = [];
        let total: Tensor | undefined;
        losses.forEach((loss, i) => {
          const one = mean(loss(targets[i]!, outputs[i]!));
          total = total === undefined ? one : add(total, one);
          values.push(total);
        });
        for (const { metric, output } of metrics) values.push(mean(metric(targets[output]!, outputs[output]!)));
        return values;
      });
    });
  }

  /** Averages over all samples. */
  testLoop(data: readonly Tensor[], batchSize: number): Tensor[] {
    return tidy(() => {
      const count = data[0]!.shape[0]!;
      let totals: Tensor[] = [];
      for (const [start, end] of batchesOf(count, batchSize)) {
        const found = this.testStep(data.map((one) => rows(one, start, end)));
        if (start === 0) totals = found.map(() => scalar(0));
        totals = totals.map((total, i) => add(total, mul(end - start, found[i]!)));
      }
      return totals.map((total) => div(total, count));
    });
  }

  evaluate(x: Data, y: Data, config: { readonly batchSize?: number; readonly verbose?: number; readonly steps?: number } = {}): Tensor | readonly Tensor[] {
    const batchSize = config.batchSize ?? 32;
    checkBatchSize(batchSize);
    const [inputs, targets] = this.standardize(x, y, batchSize);
    try {
      if (config.steps !== undefined) throw new Error(`If steps is set, batchSize must be null or undefined.Got batchSize = ${batchSize}`);
      if ((config.verbose ?? 0) > 0) throw new Error('Verbose mode is not implemented yet.');
      return oneOrList(this.testLoop([...inputs, ...targets], batchSize));
    } finally {
      disposeNew(inputs, x);
      disposeNew(targets, y);
    }
  }

  predict(x: Tensor | readonly Tensor[], config: { readonly batchSize?: number } = {}): Tensor | readonly Tensor[] {
    const inputs = ranked(x);
    checkInputData(inputs, this.inputNames, this.inputs.map(({ shape }) => shape), false);
    try {
      const batchSize = config.batchSize ?? 32;
      checkBatchSize(batchSize);
      return this.#predicted(inputs, batchSize);
    } finally {
      disposeNew(inputs, x);
    }
  }

  predictOnBatch(x: Tensor | readonly Tensor[]): Tensor | readonly Tensor[] {
    checkInputData(x, this.inputNames, this.inputs.map(({ shape }) => shape), true);
    const inputs = x instanceof Tensor ? [x] : x;
    return this.#predicted(inputs, inputs[0]!.shape[0]!);
  }

  #predicted(inputs: readonly Tensor[], batchSize: number): Tensor | readonly Tensor[] {
    return tidy(() => {
      const parts: Tensor[][] = this.outputs.map(() => []);
      for (const [start, end] of batchesOf(inputs[0]!.shape[0]!, batchSize)) {
        const outputs = tidy(() => execute(this.outputs, feedsOf(this.inputs, inputs.map((one) => rows(one, start, end)))));
        outputs.forEach((output, i) => parts[i]!.push(output));
      }
      return oneOrList(parts.map((list) => concat(list, 0)));
    });
  }

  fit(x: Data, y: Data, config: FitConfig = {}): Promise<History> {
    return fit(this, x, y, config);
  }

  async trainOnBatch(x: Data, y: Data): Promise<number | readonly number[]> {
    const [inputs, targets] = this.standardize(x, y);
    const found = this.trainStep([...inputs, ...targets]);
    const values = found.map((one) => one.dataSync()[0]!);
    for (const one of found) one.dispose();
    disposeNew(inputs, x);
    disposeNew(targets, y);
    return Promise.resolve(oneOrList(values));
  }

  override dispose(): { refCountAfterDispose: number; numDisposedVariables: number } {
    const result = super.dispose();
    if (result.refCountAfterDispose === 0 && this.ownsOptimizer) this.compiled?.optimizer.dispose();
    return result;
  }

  save(): never {
    throw new Error('LayersModel.save is not evaluated by this engine');
  }

  toJSON(): never {
    throw new Error('LayersModel.toJSON is not evaluated by this engine');
  }

  fitDataset(): never {
    throw new Error('LayersModel.fitDataset is not evaluated by this engine');
  }

  evaluateDataset(): never {
    throw new Error('LayersModel.evaluateDataset is not evaluated by this engine');
  }
}

/** What is measured of each output. */
function metricsOfOutputs(metrics: unknown, names: readonly string[]): readonly (readonly unknown[])[] {
  if (metrics === undefined || metrics === null) return names.map(() => []);
  if (typeof metrics === 'string' || typeof metrics === 'function') return names.map(() => [metrics]);
  if (Array.isArray(metrics)) return names.map(() => metrics as readonly unknown[]);
  if (typeof metrics !== 'object') {
    throw new TypeError(`Type of metrics argument not understood. Expected an string,function, Array, or Object, found: ${String(metrics)}`);
  }
  return names.map((name) => {
    const found: unknown = (metrics as Readonly<Record<string, unknown>>)[name] ?? [];
    return Array.isArray(found) ? found as readonly unknown[] : [found];
  });
}
