/** @file What `import * as tf from '@tensorflow/tfjs'` gives. Whatever it should give and does not says so by its name. */
import * as gradients from './gradients';
import { Optimizer } from './optimizer';
import { AdadeltaOptimizer, AdagradOptimizer, AdamaxOptimizer, AdamOptimizer, MomentumOptimizer, RMSPropOptimizer, SGDOptimizer, train } from './optimizers';
import * as convolutions from './ops/convolutions';
import * as creation from './ops/creation';
import * as dataDependent from './ops/dataDependent';
import * as elementwise from './ops/elementwise';
import * as images from './ops/images';
import { losses, Reduction } from './ops/losses';
import * as matrices from './ops/matrices';
import * as normalizations from './ops/normalizations';
import * as pools from './ops/pools';
import * as products from './ops/products';
import * as random from './ops/random';
import * as recurrent from './ops/recurrent';
import * as reductions from './ops/reductions';
import * as shapes from './ops/shapes';
import * as spaceBlocks from './ops/spaceBlocks';
import { provideOps } from './layers/coreOps';
import { layersNamespace } from './layers/namespace';
import { EXPORTS, METHODS } from './publicNames';
import { theDoor } from './runtime';
import { dispose, endScope, keep, memory, registeredVariables, startScope, Tensor, tidy, Variable } from './tensor';
import { TensorBuffer } from './tensorBuffer';
import { data } from './dataset';
import { util } from './util';

/** What the namespaces in the module have that this engine does not evaluate. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  image: [
    'cropAndResize', 'nonMaxSuppression', 'nonMaxSuppressionAsync', 'nonMaxSuppressionWithScore', 'nonMaxSuppressionWithScoreAsync',
    'nonMaxSuppressionPadded', 'nonMaxSuppressionPaddedAsync', 'rotateWithOffset', 'threshold', 'transform',
  ],
  data: ['csv', 'FileDataSource', 'TextLineDataset', 'URLDataSource', 'CSVDataset', 'microphone', 'webcam'],
};

type Callable = (...args: never[]) => unknown;

/** Ops by their public names, of the module or of a tensor's methods. */
const OPS: Record<string, Callable> = Object.assign({}, ...[
  convolutions, creation, dataDependent, elementwise, images, matrices, normalizations, pools, products, random, recurrent,
  reductions, shapes, spaceBlocks,
].map(callables)) as Record<string, Callable>;

function callables(module: object): Record<string, Callable> {
  return Object.fromEntries(
    Object.entries(module).filter(([name, value]) => typeof value === 'function' && (EXPORTS.includes(name) || METHODS.includes(name))),
  ) as Record<string, Callable>;
}

const { grad, grads, valueAndGrad, valueAndGrads, variableGrads, customGrad } = gradients;

const version = { 'tfjs-core': '4.22.0', tfjs: '4.22.0' };

/** What a program may say about back ends; there is one, and it is ready. */
const surroundings = {
  ready: () => Promise.resolve(),
  setBackend: () => Promise.resolve(true),
  getBackend: () => 'cpu',
  backend: () => ({ epsilon: () => 1e-7, floatPrecision: () => 32 }),
  enableProdMode: () => undefined,
  enableDebugMode: () => undefined,
  disableDeprecationWarnings: () => undefined,
  nextFrame: () => new Promise<void>((resolve) => setTimeout(resolve, 0)),
  engine: () => ({ startScope, endScope, registeredVariables: Object.fromEntries(registeredVariables()) }),
  env: () => ({ get: () => undefined, set: () => undefined, getBool: () => false, getNumber: () => 0, platformName: 'node' }),
  time: (f: () => unknown) => {
    const began = theDoor().now();
    f();
    return Promise.resolve({ kernelMs: theDoor().now() - began, wallMs: theDoor().now() - began });
  },
  memory,
  version,
  version_core: version['tfjs-core'],
};

function missing(name: string): never {
  throw new Error(`tf.${name} is not evaluated by this engine`);
}

/** Adds the names of `all` that `target` lacks: to ask for one is an error that names it. */
function complete(target: object, all: readonly string[], prefix = ''): void {
  for (const name of all) {
    if (name in target) continue;
    Object.defineProperty(target, name, { get: () => missing(prefix + name), enumerable: false, configurable: true });
  }
}

export function makeNamespace(): object {
  const namespace: Record<string, unknown> = {
    ...Object.fromEntries(Object.entries(OPS).filter(([name]) => EXPORTS.includes(name))), ...surroundings,
    losses, Reduction, image: images.image, linalg: matrices.linalg, math: dataDependent.math, util, data,
    grad, grads, valueAndGrad, valueAndGrads, variableGrads, customGrad,
    tidy, keep, dispose, disposeVariables: () => registeredVariables().forEach((one) => one.dispose()),
    train, Tensor, Variable, TensorBuffer,
    ...layersNamespace(),
    Optimizer, SGDOptimizer, MomentumOptimizer, AdagradOptimizer, AdadeltaOptimizer, AdamOptimizer, AdamaxOptimizer, RMSPropOptimizer,
  };
  provideOps(OPS);
  complete(namespace, EXPORTS);
  for (const [name, members] of Object.entries(MEMBERS)) complete(namespace[name] as object, members, `${name}.`);
  namespace['default'] = namespace;
  Object.defineProperty(namespace, '__esModule', { value: true });
  chain();
  return namespace;
}

/** Every op is a method of its first tensor. */
function chain(): void {
  const { prototype } = Tensor;
  for (const name of METHODS) {
    if (name in prototype) continue;
    const op = OPS[METHOD_OPS[name] ?? name];
    if (op === undefined) {
      Object.defineProperty(prototype, name, { get: () => missing(`Tensor.${name}`), configurable: true });
      continue;
    }
    const method = CHAINED[name] ?? function (this: Tensor, ...args: never[]): unknown {
      this.throwIfDisposed();
      return op(this as never, ...args);
    };
    Object.defineProperty(prototype, name, { value: method, writable: true, configurable: true });
  }
}

/** Methods that are called otherwise than their op. */
const METHOD_OPS: Readonly<Record<string, string>> = {
  toFloat: 'cast', toInt: 'cast', toBool: 'cast', asScalar: 'reshape', as1D: 'reshape', as2D: 'reshape', as3D: 'reshape',
  as4D: 'reshape', as5D: 'reshape', asType: 'cast', reshapeAs: 'reshape', flatten: 'reshape',
};

const CHAINED: Readonly<Record<string, (this: Tensor, ...args: never[]) => unknown>> = {
  toFloat() { return elementwise.cast(this, 'float32'); },
  toInt() { return elementwise.cast(this, 'int32'); },
  toBool() { return elementwise.cast(this, 'bool'); },
  flatten() { return shapes.reshape(this, [this.size]); },
  as1D() { return shapes.reshape(this, [this.size]); },
  asScalar() {
    if (this.size !== 1) throw new Error('The array must have only 1 element.');
    return shapes.reshape(this, []);
  },
  as2D(...dims: number[]) { return shapes.reshape(this, dims); },
  as3D(...dims: number[]) { return shapes.reshape(this, dims); },
  as4D(...dims: number[]) { return shapes.reshape(this, dims); },
  as5D(...dims: number[]) { return shapes.reshape(this, dims); },
  reshapeAs(x: Tensor) { return shapes.reshape(this, x.shape); },
  where(condition: Tensor, x: Tensor) { return elementwise.where(condition, this, x); },
  // Lists first: `a.concat(b)`, `a.stack(b)`.
  concat(x: Tensor | Tensor[], axis?: number) { return shapes.concat([this, ...(x instanceof Tensor ? [x] : x)], axis); },
  stack(x: Tensor | Tensor[], axis?: number) { return shapes.stack([this, ...(x instanceof Tensor ? [x] : x)], axis); },
};
