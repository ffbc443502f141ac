/** @file grad, grads and their like, and the gradients that TensorFlow.js reckons otherwise than TensorFlow. */
import type { GradientAnswer, WantedFunction } from '../door';
import { FAILED, WANTS_FUNCTION } from '../door';
import { customOf, customOp, forgetCustoms } from './customOp';
import type { CustomGradient } from './customOp';
import { OWN_GRADIENTS } from './ownGradients';
import { at, calledBack, checked, put, taken, theDoor } from './runtime';
import { holdTensors, registeredVariables, release, releaseHeld, Tensor, tidy, toTensor, Variable, withHeld, wrapped } from './tensor';
import { assert, sameShape } from './types';

type Row = VariableGradients['rows'][number];

/** Tells the debugger of gradients by variables; of what is no number there is no loss to tell. */
function tellGradients(optimizer: string, value: Tensor, rows: readonly Row[]): void {
  if (value.rank > 0 || rows.length === 0) return;
  const pairs = rows.map(({ variable, answer }) => ({ variable: Tensor.nodeOf(variable), trainable: variable.trainable, gradient: answer }));
  checked(theDoor().computed(JSON.stringify({ optimizer, loss: Tensor.nodeOf(value), pairs })));
}

/** As `tellGradients` of those of the `xs` that are variables. */
function tellFound(name: string, { value, answers }: Found, xs: readonly Tensor[], seed: Tensor | null): void {
  if (seed !== null || value instanceof Variable) return;
  tellGradients(name, value, xs.flatMap((variable, i) => (variable instanceof Variable ? [{ variable, answer: answers[i]! }] : [])));
}

/** How many tapes record. */
let depth = 0;

export interface Found {
  readonly value: Tensor;
  readonly grads: readonly (Tensor | null)[];
  readonly answers: readonly GradientAnswer[];
}

const NO_PATH =
  'Cannot compute gradient of y=f(x) with respect to x. Make sure that\n' +
  'the f you passed encloses all operations that lead from x to y.';

/** y = f() and its gradients by `xs`; as tfjs's engine, with its words. */
export function gradientsOf(f: () => Tensor, xs: readonly Tensor[], dy: Tensor | null, allowsNone = false): Found {
  assert(xs.length > 0, () => 'gradients() received an empty list of xs.');
  if (dy !== null && dy.dtype !== 'float32') throw new Error(`dy must have 'float32' dtype, but has '${dy.dtype}'`);
  const door = theDoor();
  const tape = door.openTape();
  depth++;
  holdTensors();
  try {
    for (const x of xs) door.watch(tape, Tensor.nodeOf(x));
    const y = tidy(f);
    assert(y instanceof Tensor, () => 'The result y returned by f() must be a tensor.');
    const made: number[] = [];
    try {
      let state = start(tape, y, dy, xs);
      while (state === WANTS_FUNCTION) state = answered(made);
    } catch (error) {
      door.abandon();
      throw error;
    } finally {
      if (made.length > 0) release(made);
    }
    const answers = JSON.parse(door.answers()) as GradientAnswer[];
    const grads = answers.map(({ id }) => {
      if (id < 0) return null;
      checked(door.describe(id));
      return wrapped(taken(1)[0]!);
    });
    if (!allowsNone && grads.every((grad) => grad === null)) throw new Error(NO_PATH);
    return { value: y, grads, answers };
  } finally {
    door.closeTape(tape);
    releaseHeld();
    if (--depth === 0) forgetCustoms();
  }
}

function start(tape: number, y: Tensor, dy: Tensor | null, xs: readonly Tensor[]): number {
  const target = Tensor.nodeOf(y);
  const seed = dy === null ? -1 : Tensor.nodeOf(dy);
  return checked(theDoor().gradients(tape, target, seed, put(xs.map((x) => Tensor.nodeOf(x)))));
}

/** Calls the gradient function that the engine wants; what it was given is let go of later. */
function answered(made: number[]): number {
  const door = theDoor();
  const wanted = JSON.parse(door.wanted()) as WantedFunction;
  made.push(...wanted.inputs, ...wanted.outputs, ...wanted.gradients.filter((id) => id >= 0));
  const results = at(wanted.origin, () => tidy(() => withHeld(() => gradientFunction(wanted))));
  return checked(door.resume(put(results.map((result) => (result === null ? FAILED : Tensor.nodeOf(result))))));
}

function gradientFunction(wanted: WantedFunction): (Tensor | null)[] {
  const inputs = wanted.inputs.map(borrowed);
  const outputs = wanted.outputs.map(borrowed);
  const custom = customOf(wanted.name);
  if (custom === undefined) {
    const dy = borrowed(wanted.gradients[0]!);
    const own = OWN_GRADIENTS[wanted.op];
    if (own === undefined) throw new Error(`The gradient of ${wanted.op} is not evaluated by this engine`);
    return [...own(dy, inputs, outputs[0]!, wanted.attributes as Record<string, unknown>)];
  }
  const dy = borrowed(wanted.gradients[0]!);
  // The first input of the node is the value itself.
  return [null, ...custom.gradient(dy, inputs.slice(1), outputs[0]!)];
}

/** A tensor of the engine's that is let go of in its own time. */
function borrowed(id: number): Tensor {
  checked(theDoor().describe(id));
  const tensor = wrapped(taken(1)[0]!);
  tensor.kept = true;
  return tensor;
}

/** The engine asks us for the gradients of these ops, when the program has begun. */
export function overrideGradients(): void {
  theDoor().overrideGradients(Object.keys(OWN_GRADIENTS).join(), 'tfjs');
}

function isFunction(f: unknown, words: string): void {
  assert(typeof f === 'function', () => words);
}

type Scalarish = Tensor;

export function grad(f: (x: Tensor) => Scalarish): (x: unknown, dy?: unknown) => Tensor {
  isFunction(f, 'The f passed in grad(f) must be a function');
  return (x, dy) => {
    const given = toTensor(x, 'x', 'tf.grad', 'numeric');
    const seed = dy === undefined || dy === null ? null : toTensor(dy, 'dy', 'tf.grad');
    return tidy(() => {
      const found = gradientsOf(() => f(given), [given], seed);
      checkSeed(found.value, seed, 'grad');
      tellFound('grad', found, [given], seed);
      return checkedGrads(found.grads)[0]!;
    });
  };
}

export function grads(f: (...xs: Tensor[]) => Tensor): (args: unknown[], dy?: unknown) => Tensor[] {
  isFunction(f, 'The f passed in grads(f) must be a function');
  return (args, dy) => {
    assert(Array.isArray(args), () => 'The args passed in grads(f)(args) must be an array of `Tensor`s or `TensorLike`s');
    const given = args.map((arg, i) => toTensor(arg, `args[${i}]`, 'tf.grads', 'numeric'));
    const seed = dy === undefined || dy === null ? null : toTensor(dy, 'dy', 'tf.grads');
    return tidy(() => {
      const found = gradientsOf(() => f(...given), given, seed);
      checkSeed(found.value, seed, 'grads');
      tellFound('grads', found, given, seed);
      return checkedGrads(found.grads);
    });
  };
}

export function valueAndGrad(f: (x: Tensor) => Tensor): (x: Tensor, dy?: Tensor) => { grad: Tensor; value: Tensor } {
  isFunction(f, 'The f passed in valueAndGrad(f) must be a function');
  return (x, dy) => {
    assert(x instanceof Tensor, () => 'The x passed in valueAndGrad(f)(x) must be a tensor');
    assert(dy === undefined || dy === null || dy instanceof Tensor, () => 'The dy passed in valueAndGrad(f)(x, dy) must be a tensor');
    return tidy(() => {
      const found = gradientsOf(() => f(x), [x], dy ?? null);
      checkSeed(found.value, dy ?? null, 'valueAndGrad');
      tellFound('valueAndGrad', found, [x], dy ?? null);
      return { grad: checkedGrads(found.grads)[0]!, value: found.value };
    });
  };
}

export function valueAndGrads(f: (...xs: Tensor[]) => Tensor): (args: Tensor[], dy?: Tensor) => { grads: Tensor[]; value: Tensor } {
  isFunction(f, 'The f passed in valueAndGrads(f) must be a function');
  return (args, dy) => {
    assert(
      Array.isArray(args) && args.every((arg) => arg instanceof Tensor),
      () => 'The args passed in valueAndGrads(f)(args) must be array of tensors',
    );
    return tidy(() => {
      const found = gradientsOf(() => f(...args), args, dy ?? null);
      checkSeed(found.value, dy ?? null, 'valueAndGrads');
      tellFound('valueAndGrads', found, args, dy ?? null);
      return { grads: checkedGrads(found.grads), value: found.value };
    });
  };
}

function checkSeed(value: Tensor, dy: Tensor | null, name: string): void {
  if (dy === null) return;
  assert(sameShape(value.shape, dy.shape), () => `The shape of dy passed in ${name}(f)(x, dy) must match the shape returned by f(x)`);
}

function checkedGrads(found: readonly (Tensor | null)[]): Tensor[] {
  if (found.some((one) => one === null)) throw new Error(NO_PATH);
  return found as Tensor[];
}

interface VariableGradients {
  readonly value: Tensor;
  readonly grads: Record<string, Tensor>;
  /** Per variable that was differentiated: what came of it. */
  readonly rows: readonly { readonly variable: Variable; readonly answer: GradientAnswer }[];
}

/** With why a variable has no gradient. */
function gradientsOfVariables(f: () => Tensor, varList?: readonly Variable[] | null): VariableGradients {
  isFunction(f, 'The f passed in variableGrads(f) must be a function');
  assert(
    varList === undefined || varList === null || (Array.isArray(varList) && varList.every((one) => one instanceof Variable)),
    () => 'The varList passed in variableGrads(f, varList) must be an array of variables',
  );
  const all = varList ?? [...registeredVariables().values()];
  const list = all.filter(({ trainable }) => trainable);
  assert(
    list.length > 0,
    () => `variableGrads() expects at least one of the input variables to be trainable, but none of the ${all.length} variables is trainable.`,
  );
  const found = gradientsOf(f, list, null, true);
  assert(
    found.grads.some((one) => one !== null),
    () => 'Cannot find a connection between any variable and the result of the loss function y=f(x). Please make sure the operations that use variables are inside the function f passed to minimize().',
  );
  assert(found.value.rank === 0, () => `The f passed in variableGrads(f) must return a scalar, but it returned a rank-${found.value.rank} tensor`);
  const named: Record<string, Tensor> = {};
  list.forEach(({ name }, i) => {
    const one = found.grads[i];
    if (one !== null && one !== undefined) named[name] = one;
  });
  if (varList !== undefined && varList !== null) {
    for (const one of all) if (!one.trainable) named[one.name] = null as unknown as Tensor;
  }
  return { value: found.value, grads: named, rows: list.map((variable, i) => ({ variable, answer: found.answers[i]! })) };
}

/** Why a variable has no gradient, after the last gradients of variables. */
let lastAnswers = new Map<Variable, GradientAnswer>();

export function answerFor(variable: Variable): GradientAnswer | undefined {
  return lastAnswers.get(variable);
}

/** Gradients of variables, of which the debugger is told: what is made of them may become a step. */
export function toldGradients(optimizer: string, f: () => Tensor, varList?: readonly Variable[]): { value: Tensor; grads: Record<string, Tensor> } {
  const { value, grads: named, rows } = gradientsOfVariables(f, varList);
  lastAnswers = new Map(rows.map(({ variable, answer }) => [variable, answer]));
  tellGradients(optimizer, value, rows);
  return { value, grads: named };
}

export function variableGrads(f: () => Tensor, varList?: readonly Variable[]): { value: Tensor; grads: Record<string, Tensor> } {
  return toldGradients('variableGrads', f, varList);
}

type CustomFunction = (...inputs: (Tensor | ((tensors: Tensor[]) => void))[]) => {
  readonly value: Tensor;
  readonly gradFunc: (dy: Tensor, saved: Tensor[]) => Tensor | Tensor[];
};

export function customGrad(f: CustomFunction): (...inputs: Tensor[]) => Tensor {
  isFunction(f, 'The f passed in customGrad(f) must be a function');
  return (...inputs) => {
    assert(
      inputs.every((one) => one instanceof Tensor),
      () => 'The args passed in customGrad(f)(x1, x2,...) must all be tensors',
    );
    const saved: Tensor[] = [];
    let gradFunc: ReturnType<CustomFunction>['gradFunc'] | undefined;
    const backward: CustomGradient = (dy) => {
      const result = calledBack(() => gradFunc!(dy, saved));
      const list = Array.isArray(result) ? result : [result];
      assert(
        list.length === inputs.length,
        () => 'The function f passed in customGrad(f) must return an object where `obj.gradFunc` is a function that returns the same number of tensors as inputs passed to f(...).',
      );
      assert(
        list.every((one) => one instanceof Tensor),
        () => 'The function f passed in customGrad(f) must return an object where `obj.gradFunc` is a function that returns a list of only tensors.',
      );
      return list;
    };
    return customOp(inputs, (...given) => {
      const result = calledBack(() => f(...given, (tensors: Tensor[]) => void saved.push(...tensors.map((one) => {
        one.kept = true;
        return one;
      }))));
      assert(
        result.value instanceof Tensor,
        () => 'The function f passed in customGrad(f) must return an object where `obj.value` is a tensor',
      );
      assert(
        typeof result.gradFunc === 'function',
        () => 'The function f passed in customGrad(f) must return an object where `obj.gradFunc` is a function.',
      );
      gradFunc = result.gradFunc;
      return result.value;
    }, backward);
  };
}
