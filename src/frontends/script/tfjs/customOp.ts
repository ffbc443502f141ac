/** @file Ops of TensorFlow.js that are several of the engine's, with a gradient of their own. */
import { checked, put, taken, theDoor } from './runtime';
import { operand, release, Tensor, tidy, wrapped } from './tensor';

/** What arrives, the inputs and the value: a gradient per input, null for none. */
export type CustomGradient = (dy: Tensor, inputs: readonly Tensor[], value: Tensor) => readonly (Tensor | null)[];

interface Custom {
  readonly gradient: CustomGradient;
  readonly count: number;
}

const customs = new Map<string, Custom>();
let made = 0;

/** The value of `forward`, which no tape records, with the gradient `gradient`. */
export function customOp(
  inputs: readonly Tensor[],
  forward: (...inputs: readonly Tensor[]) => Tensor,
  gradient: CustomGradient,
): Tensor {
  return tidy(() => {
    theDoor().suspendTapes();
    let value: Tensor;
    try {
      value = forward(...inputs);
    } finally {
      theDoor().resumeTapes();
    }
    const name = `custom:${made++}`;
    customs.set(name, { gradient, count: inputs.length });
    const operands = [value, ...inputs].map(operand);
    put(operands.map(([id]) => id));
    const outputs = taken(checked(theDoor().custom(name, operands.length)));
    release([...operands.flatMap(([id, isOwn]) => (isOwn ? [id] : [])), ...outputs.slice(1).map(({ id }) => id)]);
    return wrapped(outputs[0]!);
  });
}

export function customOf(name: string): Custom | undefined {
  return customs.get(name);
}

/** No tape remembers the ops that were made until now. */
export function forgetCustoms(): void {
  customs.clear();
}
