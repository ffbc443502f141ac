/** @file What `import * as tf from '@tensorflow/tfjs'` gives. Whatever it should give and does not says so by its name. */
import * as gradients from './gradients';
import { Optimizer } from './optimizer';
import { AdadeltaOptimizer, AdagradOptimizer, AdamaxOptimizer, AdamOptimizer, MomentumOptimizer, RMSPropOptimizer, SGDOptimizer, train } from './optimizers';
import * as creation from './ops/creation';
import * as elementwise from './ops/elementwise';
import * as products from './ops/products';
import * as reductions from './ops/reductions';
import * as shapes from './ops/shapes';
import { provideOps } from './layers/coreOps';
import { layersNamespace } from './layers/namespace';
import { EXPORTS, METHODS } from './publicNames';
import { theDoor } from './runtime';
import { dispose, endScope, keep, memory, registeredVariables, startScope, Tensor, tidy, Variable } from './tensor';
import { TensorBuffer } from './tensorBuffer';

type Callable = (...args: never[]) => unknown;

/** Ops by their public names. */
const OPS: Record<string, Callable> = {
  ...callables(creation), ...callables(elementwise), ...callables(reductions), ...callables(shapes), ...callables(products),
};

function callables(module: object): Record<string, Callable> {
  return Object.fromEntries(Object.entries(module).filter(([name]) => EXPORTS.includes(name))) as Record<string, Callable>;
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
function complete(target: object, all: readonly string[]): void {
  for (const name of all) {
    if (name in target) continue;
    Object.defineProperty(target, name, { get: () => missing(name), enumerable: false, configurable: true });
  }
}

export function makeNamespace(): object {
  const namespace: Record<string, unknown> = {
    ...OPS, ...surroundings,
    grad, grads, valueAndGrad, valueAndGrads, variableGrads, customGrad,
    tidy, keep, dispose, disposeVariables: () => registeredVariables().forEach((one) => one.dispose()),
    train, Tensor, Variable, TensorBuffer,
    ...layersNamespace(),
    Optimizer, SGDOptimizer, MomentumOptimizer, AdagradOptimizer, AdadeltaOptimizer, AdamOptimizer, AdamaxOptimizer, RMSPropOptimizer,
  };
  provideOps(OPS);
  complete(namespace, EXPORTS);
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
