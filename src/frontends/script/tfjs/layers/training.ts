/**
 * @file model.fit: epochs of shuffled batches. Each batch is one step of the debugger, and its place is the program's
 * call of fit, however many promises lie between.
 */
import { tensor1d } from '../ops/creation';
import { argMax } from '../ops/reductions';
import { reshape } from '../ops/shapes';
import { clone } from '../ops/creation';
import { at, here } from '../runtime';
import { keep, tidy } from '../tensor';
import type { Tensor } from '../tensor';
import { configured } from './callbacks';
import type { BaseCallback, History, Logs } from './callbacks';
import { disposeLogs } from './callbacks';
import type { Data } from './fedData';
import { batchesOf, checkBatchSize, disposeNew, rows, rowsAt } from './fedData';
import type { LayersModel } from './model';

type ClassWeight = Readonly<Record<string, number>>;

export interface FitConfig {
  readonly batchSize?: number;
  readonly epochs?: number;
  readonly verbose?: unknown;
  readonly callbacks?: unknown;
  readonly validationSplit?: number;
  readonly validationData?: readonly Data[];
  readonly shuffle?: boolean | 'batch';
  readonly classWeight?: ClassWeight | readonly ClassWeight[] | Readonly<Record<string, ClassWeight>>;
  readonly sampleWeight?: unknown;
  readonly initialEpoch?: number;
  readonly stepsPerEpoch?: number;
  readonly validationSteps?: number;
  readonly yieldEvery?: number | string;
}

interface Fed {
  readonly train: readonly Tensor[];
  readonly validation: readonly Tensor[] | null;
}

export async function fit(model: LayersModel, x: Data, y: Data, config: FitConfig): Promise<History> {
  if (model.isTraining) throw new Error('Cannot start training because another fit() call is ongoing.');
  model.isTraining = true;
  const origin = here();
  const made: (readonly [tensors: readonly Tensor[], given: Data | undefined])[] = [];
  try {
    const batchSize = config.batchSize ?? 32;
    checkBatchSize(batchSize);
    const fed = prepared(model, x, y, config, batchSize, made);
    return await at(origin, () => loop(model, fed, config, batchSize, origin));
  } finally {
    model.isTraining = false;
    for (const [tensors, given] of made) disposeNew(tensors, given);
  }
}

/** The tensors of training and of validation; all that is made for them is noted in `made`. */
function prepared(
  model: LayersModel, x: Data, y: Data, config: FitConfig, batchSize: number, made: (readonly [readonly Tensor[], Data | undefined])[],
): Fed {
  const [inputs, targets] = model.standardize(x, y, batchSize);
  made.push([inputs, x], [targets, y]);
  if (config.sampleWeight !== undefined && config.sampleWeight !== null) throw new Error('sample weight is not supported yet.');
  const weights = config.classWeight === undefined || config.classWeight === null
    ? [] : targets.map((target, i) => sampleWeights(target, classWeightOf(config.classWeight!, model.outputNames, i)));
  made.push([weights, undefined]);
  const { validationData, validationSplit = 0 } = config;
  if (validationData !== undefined && validationData !== null && validationData.length > 0) {
    if (validationData.length === 3) throw new Error('validationData including sample weights is not supported yet.');
    if (validationData.length !== 2) {
      throw new Error(`When passing validation data, it must contain 2 (valX, valY) or 3 (valX, valY, valSampleWeight) items; ${String(validationData)} is invalid.`);
    }
    const [valX, valY] = model.standardize(validationData[0]!, validationData[1]!, batchSize);
    made.push([valX, validationData[0]], [valY, validationData[1]]);
    return { train: [...inputs, ...targets, ...weights], validation: [...valX, ...valY] };
  }
  if (validationSplit > 0 && validationSplit < 1) {
    const count = inputs[0]!.shape[0]!;
    const split = Math.floor(count * (1 - validationSplit));
    const data = [...inputs, ...targets];
    const [train, validation] = [data.map((one) => rows(one, 0, split)), data.map((one) => rows(one, split, count))];
    made.push([train, undefined], [validation, undefined]);
    return { train: [...train, ...weights], validation };
  }
  return { train: [...inputs, ...targets, ...weights], validation: null };
}

function classWeightOf(given: NonNullable<FitConfig['classWeight']>, names: readonly string[], output: number): ClassWeight {
  if (Array.isArray(given)) return given[output] as ClassWeight;
  const named = (given as Readonly<Record<string, unknown>>)[names[output]!];
  if (typeof named === 'object' && named !== null) return named as ClassWeight;
  if (names.length === 1) return given as ClassWeight;
  throw new Error(
    `The model has multiple (${names.length}) outputs, so classWeight must be either an array with ${names.length} elements ` +
    `or an object with ${names.join()} keys. Provided classWeight not understood: ${JSON.stringify(given)}`,
  );
}

/** A weight per sample, by its class. */
function sampleWeights(y: Tensor, weights: ClassWeight): Tensor {
  const classes = tidy(() => {
    if (y.rank === 1) return clone(y);
    if (y.rank !== 2) throw new Error(`Unexpected rank of target (y) tensor (${y.rank}) during handling of class weights. The rank is expected to be 1 or 2.`);
    return y.shape[1]! > 1 ? argMax(y, 1) : reshape(y, [y.shape[0]!]);
  });
  const indices = Array.from(classes.dataSync());
  classes.dispose();
  return tensor1d(indices.map((index) => {
    const weight = weights[index];
    if (weight === undefined) {
      throw new Error(`classWeight must contain all classes in the training data. The class ${index} exists in the data but not in classWeight`);
    }
    return weight;
  }), 'float32');
}

/** As tf.util.shuffle. */
function shuffle(list: Uint32Array): void {
  for (let rest = list.length; rest > 0; rest--) {
    const at = Math.floor(Math.random() * rest);
    const one = list[rest - 1]!;
    list[rest - 1] = list[at]!;
    list[at] = one;
  }
}

/** Labels that occur more than once are numbered. */
function distinct(labels: readonly string[]): string[] {
  return labels.map((label, i) => {
    const count = labels.filter((one) => one === label).length;
    return count > 1 ? `${label}_${labels.slice(0, i).filter((one) => one === label).length}` : label;
  });
}

async function loop(model: LayersModel, { train, validation }: Fed, config: FitConfig, batchSize: number, origin: number): Promise<History> {
  const { epochs = 1, initialEpoch = 0, shuffle: order = true } = config;
  model.checkTrainableWeights();
  const labels = distinct(model.metricsNames);
  const count = train[0]!.shape[0]!;
  const metrics = validation === null ? labels : [...labels, ...labels.map((label) => `val_${label}`)];
  if (config.validationSteps !== undefined && config.validationSteps !== null) {
    throw new Error('Can only use `validationSteps` when doing step-wise training, i.e., `stepsPerEpoch` must be set.');
  }
  const { list, history } = configured(config.callbacks, config.yieldEvery, model, {
    epochs, initialEpoch, samples: count, steps: null, batchSize, verbose: config.verbose ?? 1, doValidation: validation !== null, metrics,
  });
  /** Callbacks of ours stand where fit was called; the program's say themselves where they are. */
  const tell = (what: (callback: BaseCallback) => Promise<void>): Promise<void> => list.each((callback) => at(origin, () => what(callback)));
  const indices = Uint32Array.from({ length: count }, (_, i) => i);
  model.history = history;
  await tell((callback) => callback.onTrainBegin({}));
  model.stopTraining = false;
  for (let epoch = initialEpoch; epoch < epochs; epoch++) {
    await tell((callback) => callback.onEpochBegin(epoch, {}));
    const epochLogs: Logs = {};
    if (order === 'batch') throw new Error('batch shuffling is not implemneted yet');
    if (order) shuffle(indices);
    const ordered = at(origin, () => tensor1d(Array.from(indices), 'int32'));
    const batches = batchesOf(count, batchSize);
    for (const [batch, [start, end]] of batches.entries()) {
      const logs: Logs = {};
      await tell((callback) => callback.onBatchBegin(batch, logs));
      logs['batch'] = batch;
      logs['size'] = end - start;
      at(origin, () => tidy(() => {
        const chosen = rows(ordered, start, end);
        const found = model.trainStep(train.map((one) => rowsAt(one, chosen)));
        labels.forEach((label, i) => (logs[label] = keep(found[i]!)));
        if (batch < batches.length - 1 || validation === null) return;
        const validated = model.testLoop(validation, batchSize);
        labels.forEach((label, i) => (epochLogs[`val_${label}`] = keep(validated[i]!)));
      }));
      await tell((callback) => callback.onBatchEnd(batch, logs));
      disposeLogs(logs);
      if (model.stopTraining) break;
    }
    ordered.dispose();
    await tell((callback) => callback.onEpochEnd(epoch, epochLogs));
    if (model.stopTraining) break;
  }
  await tell((callback) => callback.onTrainEnd({}));
  await history.syncData();
  return history;
}
