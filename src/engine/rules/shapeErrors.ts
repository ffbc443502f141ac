/**
 * @file Completes what a rule says against the shapes of its inputs, as TensorFlow's C++ shape
 * inference does: which op, which input shapes, which input values it had looked at.
 */
import { EngineError } from '../errors';
import type { Tensor } from '../graph';
import type { Rule, RuleTable } from '../rule';
import { bracketText, inferredText } from '../shape';
import type { Value } from '../value';
import { partialShape } from './array/partialShape';
import { summarize } from './array/summarize';

/** Inputs that are read as shapes, entry by entry as far as they are known. */
const SHAPE_INPUTS: Readonly<Record<string, readonly number[]>> = {
  Reshape: [1],
  Fill: [0],
  BroadcastTo: [1],
  Slice: [1, 2],
  ScatterNd: [2],
  Tile: [1],
  StridedSliceGrad: [0],
  RandomStandardNormal: [0],
  RandomUniform: [0],
  RandomUniformInt: [0],
  TruncatedNormal: [0],
};

/** Values of an input that a message shows. */
const MOST_VALUES = 256;

/** The table with every rule's ValueErrors completed. */
export function withShapesInErrors<A>(table: RuleTable<A>): RuleTable<A> {
  const entries = Object.entries(table) as [keyof A & string, Rule<unknown>][];
  return Object.fromEntries(
    entries.map(([op, rule]) => [op, { ...rule, infer: completing(op, rule) }]),
  ) as unknown as RuleTable<A>;
}

function completing<A>(op: string, rule: Rule<A>): Rule<A>['infer'] {
  return (inputs, attributes, known) => {
    try {
      return rule.infer(inputs, attributes, known);
    } catch (error) {
      if (!isShapeError(error)) throw error;
      throw replay(op, inputs, known, error, (given) => rule.infer(inputs, attributes, given));
    }
  };
}

function isShapeError(error: unknown): error is EngineError {
  return (
    error instanceof EngineError &&
    error.kind === 'ValueError' &&
    // This one comes from Python, before the shape function is asked.
    !error.message.startsWith('Invalid value in tensor used for shape')
  );
}

/**
 * TensorFlow asks an op for its shape with no input values first, then with those it asked for, and
 * so on; the first refusal is the one that is shown, with the values that were there by then.
 */
function replay(
  op: string,
  inputs: readonly Tensor[],
  known: (input: number) => Value | null,
  last: EngineError,
  infer: (given: (input: number) => Value | null) => unknown,
): EngineError {
  const given = new Map<number, Value>();
  for (;;) {
    const asked = new Set<number>();
    try {
      infer((input) => {
        asked.add(input);
        return given.get(input) ?? null;
      });
    } catch (error) {
      return complete(op, inputs, { asked, given, known }, isShapeError(error) ? error : last);
    }
    const before = given.size;
    for (const input of asked) {
      if (isShapeInput(op, input)) continue;
      const value = known(input);
      if (value !== null) given.set(input, value);
    }
    if (given.size === before) return complete(op, inputs, { asked, given, known }, last);
  }
}

function isShapeInput(op: string, input: number): boolean {
  return SHAPE_INPUTS[op]?.includes(input) ?? false;
}

/** What a shape function had been told when it refused. */
interface Knowledge {
  readonly asked: ReadonlySet<number>;
  readonly given: ReadonlyMap<number, Value>;
  readonly known: (input: number) => Value | null;
}

function complete(
  op: string,
  inputs: readonly Tensor[],
  { asked, given, known }: Knowledge,
  { message, nodeId }: EngineError,
): EngineError {
  const shapes = inputs.map(({ shape }) => inferredText(shape)).join(', ');
  const ascending = (a: number, b: number) => a - b;
  const asTensors = [...given.keys()]
    .sort(ascending)
    .map((input) => `input[${input}] = <${summarize(given.get(input)!, MOST_VALUES)}>`);
  const asShapes = [...asked]
    .filter((input) => isShapeInput(op, input))
    .sort(ascending)
    .map((input) => [input, partialShape(inputs[input]!, known(input))] as const)
    .filter(([, shape]) => shape !== null && shape.length > 0)
    .map(([input, shape]) => `input[${input}] = ${bracketText(shape)}`);
  const tensors =
    asTensors.length > 0 ? ` and with computed input tensors: ${asTensors.join(', ')}` : '';
  const partial =
    asShapes.length > 0
      ? ` and with input tensors computed as partial shapes: ${asShapes.join()}`
      : '';
  return new EngineError(
    'ValueError',
    `${message} for '${op}' (op: '${op}') with input shapes: ${shapes}${tensors}${partial}.`,
    nodeId,
  );
}
