/** @file Layers that go through time: a cell is called for each step. */
import { clone, onesLike, zeros } from '../ops/creation';
import { add, cast, mul, sub } from '../ops/elementwise';
import { expandDims, reverse, stack, transpose, unstack } from '../ops/shapes';
import type { Tensor } from '../tensor';
import { keep, tidy } from '../tensor';
import { sameShape } from '../types';
import type { CellConfig, RNNCell } from './cells';
import { GRUCell, LSTMCell, SimpleRNNCell } from './cells';
import type { AnyTensor, CallArgs, Inputs, LayerConfig, Mask } from './layer';
import { Layer } from './layer';
import type { Shape, Shapes } from './shapes';
import { oneTensor, shapeList, toList } from './shapes';
import { SymbolicTensor } from './symbolic';
import type { LayerVariable } from './variable';

type Step = (input: Tensor, states: readonly Tensor[]) => { readonly output: Tensor; readonly states: readonly Tensor[] };

interface Passed {
  readonly last: Tensor;
  readonly outputs: readonly Tensor[];
  readonly states: readonly Tensor[];
}

/** Calls `step` for each time step of `[batch, time, …]`; where the mask is 0 all stays as it was. */
export function throughTime(step: Step, given: Tensor, initial: readonly Tensor[], goesBackwards: boolean, givenMask: Mask): Passed {
  if (given.rank < 3) throw new Error(`Input should be at least 3D, but is ${given.rank}D.`);
  const order = [1, 0, ...given.shape.slice(2).map((_, i) => i + 2)];
  const timed = (x: Tensor): readonly Tensor[] => unstack(goesBackwards ? reverse(x, 0) : x);
  const inputs = timed(transpose(given, order));
  let masks: readonly Tensor[] | null = null;
  if (givenMask !== null) {
    const mask = cast(cast(givenMask, 'bool'), 'float32');
    masks = timed(transpose(mask.rank === given.rank - 1 ? expandDims(mask, -1) : mask, order));
  }
  let states = initial;
  const outputs = inputs.map((input, t) => {
    const found = step(input, states);
    const mask = masks?.[t];
    if (mask === undefined) {
      states = found.states;
      return found.output;
    }
    const rest = sub(onesLike(mask), mask);
    const held = (next: Tensor, before: Tensor): Tensor => add(mul(next, mask), mul(before, rest));
    const output = held(found.output, states[0]!);
    states = states.map((state, i) => held(found.states[i]!, state));
    return output;
  });
  return { last: outputs.at(-1)!, outputs, states };
}

export interface RNNConfig extends LayerConfig {
  readonly cell?: RNNCell | readonly RNNCell[];
  readonly returnSequences?: boolean;
  readonly returnState?: boolean;
  readonly goBackwards?: boolean;
  readonly stateful?: boolean;
  readonly unroll?: boolean;
}

export class RNN extends Layer {
  static override readonly className: string = 'RNN';
  readonly cell: RNNCell;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly goBackwards: boolean;
  #states: Tensor[] | null = null;

  constructor(readonly config: RNNConfig) {
    super(config);
    const { cell } = config;
    if (cell === undefined || cell === null) throw new Error('cell property is missing for the constructor of RNN.');
    if (Array.isArray(cell)) throw new Error('tf.layers.stackedRNNCells is not evaluated by this engine');
    this.cell = cell as RNNCell;
    if (this.cell.stateSize === undefined || this.cell.stateSize === null) {
      throw new Error('The RNN cell should have an attribute `stateSize` (tuple of integers, one integer per RNN state).');
    }
    this.returnSequences = config.returnSequences ?? false;
    this.returnState = config.returnState ?? false;
    this.goBackwards = config.goBackwards ?? false;
    this.isStateful = config.stateful ?? false;
    this.supportsMasking = true;
    this.inputSpec = [{ ndim: 3 }];
  }

  get #sizes(): readonly number[] {
    return toList(this.cell.stateSize);
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const [batch, time] = shapeList(inputShape)[0]! as [number | null, number | null];
    const sizes = this.#sizes;
    const output: Shape = this.returnSequences ? [batch, time, sizes[0]!] : [batch, sizes[0]!];
    return this.returnState ? [output, ...sizes.map((size): Shape => [batch, size])] : output;
  }

  override computeMask(_inputs: Inputs, mask: Mask | readonly Mask[]): Mask | readonly Mask[] {
    const one = this.returnSequences ? (toList(mask)[0] ?? null) : null;
    return this.returnState ? [one, ...this.#sizes.map(() => null)] : one;
  }

  override build(inputShape: Shapes): void {
    const shape = shapeList(inputShape)[0]!;
    this.inputSpec = [{ shape: [this.stateful ? shape[0]! : null, null, ...shape.slice(2)], ndim: shape.length }];
    this.cell.build([shape[0]!, ...shape.slice(2)]);
    this.cell.built = true;
    if (this.stateful) this.resetStates();
    this.built = true;
  }

  get states(): readonly (Tensor | null)[] {
    return this.#states ?? this.#sizes.map(() => null);
  }

  override resetStates(given?: readonly Tensor[] | Tensor): void {
    if (!this.stateful) throw new Error('Cannot call resetStates() on an RNN Layer that is not stateful.');
    const batch = this.inputSpec[0]!.shape?.[0] ?? null;
    if (batch === null) {
      throw new Error(
        'If an RNN is stateful, it needs to know its batch size. Specify the batch size of your input tensors: \n' +
        '- If using a Sequential model, specify the batch size by passing a `batchInputShape` option to your first layer.\n' +
        '- If using the functional API, specify the batch size by passing a `batchShape` option to your Input layer.',
      );
    }
    tidy(() => {
      const states = given === undefined || this.#states === null ? this.#sizes.map((size) => zeros([batch, size])) : toList(given);
      if (states.length !== this.#sizes.length) {
        throw new Error(`Layer ${this.name} expects ${this.#sizes.length} state(s), but it received ${states.length} state value(s). Input received: ${states.join()}`);
      }
      states.forEach(({ shape }, i) => {
        const expected = [batch, this.#sizes[i]!];
        if (!sameShape(shape, expected)) throw new Error(`State ${i} is incompatible with layer ${this.name}: expected shape=${expected.join()}, received shape=${shape.join()}`);
      });
      const before = this.#states ?? [];
      this.#states = states.map((state) => keep(clone(state)));
      for (const one of before) one.dispose();
    });
  }

  override apply(inputs: AnyTensor | readonly AnyTensor[], args: CallArgs = {}): AnyTensor | readonly AnyTensor[] {
    const list = toList(inputs);
    const initialState = list.length > 1 ? list.slice(1) : args.initialState ?? null;
    if (initialState === null) return super.apply(list[0]!, args);
    const withState: CallArgs = { ...args, initialState: initialState as readonly Tensor[] };
    if (!(initialState[0] instanceof SymbolicTensor)) return super.apply(list[0]!, withState);
    const before = this.inputSpec;
    this.inputSpec = [];
    try {
      return super.apply([list[0]!, ...initialState], {});
    } finally {
      if (!this.built || this.inputSpec.length === 0) this.inputSpec = before;
    }
  }

  override call(inputs: Inputs, args: CallArgs): Inputs {
    return tidy(() => {
      this.cell.forgetMasks?.();
      const x = oneTensor(inputs);
      const given = (args.initialState ?? (this.stateful ? this.#states : null)) as readonly Tensor[] | null;
      const initial = given ?? this.#sizes.map((size) => zeros([x.shape[0]!, size]));
      if (initial.length !== this.#sizes.length) {
        throw new Error(`RNN Layer has ${this.#sizes.length} state(s) but was passed ${initial.length} initial state(s).`);
      }
      const cellArgs: CallArgs = args.training === undefined ? {} : { training: args.training };
      const step: Step = (input, states) => {
        const [output, ...next] = this.cell.call([input, ...states], cellArgs) as readonly Tensor[];
        return { output: output!, states: next };
      };
      const mask = (toList(args.mask ?? null)[0] ?? null);
      const { last, outputs, states } = throughTime(step, x, initial, this.goBackwards, mask);
      if (this.stateful) this.resetStates(states);
      const output = this.returnSequences ? stack(outputs, 1) : last;
      return this.returnState ? [output, ...states] : output;
    });
  }

  override get trainable(): boolean {
    return this.isTrainable;
  }

  override set trainable(value: boolean) {
    this.isTrainable = value;
    if (this.cell !== undefined) this.cell.trainable = value;
  }

  override get trainableWeights(): LayerVariable[] {
    return this.trainable ? this.cell.trainableWeights : [];
  }

  override get nonTrainableWeights(): LayerVariable[] {
    return this.trainable ? this.cell.nonTrainableWeights : this.cell.weights;
  }

  /** The same layer again, under another name. */
  again(name: string, goBackwards: boolean): RNN {
    const kind = this.constructor as new (config: RNNConfig) => RNN;
    return new kind({ ...this.config, name, goBackwards });
  }
}

type LayerOfCellConfig = CellConfig & RNNConfig;

export class SimpleRNN extends RNN {
  static override readonly className: string = 'SimpleRNN';
  constructor(config: LayerOfCellConfig) {
    super({ ...config, cell: new SimpleRNNCell(config) });
  }
}

export class GRU extends RNN {
  static override readonly className: string = 'GRU';
  constructor(config: LayerOfCellConfig) {
    super({ ...config, cell: new GRUCell(config) });
  }
}

export class LSTM extends RNN {
  static override readonly className: string = 'LSTM';
  constructor(config: LayerOfCellConfig) {
    super({ ...config, cell: new LSTMCell(config) });
  }
}

