/** @file A layer: it is built from the shape of its input, has weights, and makes tensors of tensors. */
import { at, here, theDoor } from '../runtime';
import { clone } from '../ops/creation';
import { Tensor, tidy } from '../tensor';
import type { DataType } from '../types';
import { sameShape } from '../types';
import type { Initializer } from './initializers';
import type { InputSpec } from './inputSpec';
import { checkInputs } from './inputSpec';
import { nameScope, snakeCase, uniqueId } from './names';
import type { Constraint, Regularizer } from './penalties';
import type { Dim, Shape, Shapes } from './shapes';
import { isShapes, oneOrList, shapeList, toList } from './shapes';
import { LayerNode, SymbolicTensor } from './symbolic';
import { countParams, LayerVariable } from './variable';

export interface LayerConfig {
  readonly name?: string;
  readonly trainable?: boolean;
  readonly inputShape?: Shape;
  readonly batchInputShape?: Shape;
  readonly batchSize?: number;
  readonly dtype?: DataType;
  readonly inputDType?: DataType;
  readonly weights?: readonly Tensor[];
}

export interface CallArgs {
  training?: boolean;
  mask?: Mask | readonly Mask[];
  initialState?: readonly Tensor[] | readonly SymbolicTensor[] | null;
}

export type Mask = Tensor | null;
export type Inputs = Tensor | readonly Tensor[];
export type AnyTensor = Tensor | SymbolicTensor;

let made = 0;

export class Layer {
  static readonly className: string = 'Layer';
  readonly id = made++;
  name: string;
  /** Where the program made it: the place of what it makes. */
  readonly madeAt = here();
  inputSpec: InputSpec[] = [];
  supportsMasking = false;
  batchInputShape: Shape | undefined;
  dtype: DataType | undefined;
  built = false;
  inboundNodes: LayerNode[] = [];
  outboundNodes: LayerNode[] = [];
  activityRegularizer: Regularizer | null = null;
  protected isTrainable: boolean;
  protected isStateful = false;
  protected ownTrainable: LayerVariable[] = [];
  protected ownFixed: LayerVariable[] = [];
  protected readonly ownLosses: (() => Tensor)[] = [];
  protected refCount: number | null = null;
  private readonly weightNames = new Set<string>();
  private readonly initialWeights: readonly Tensor[] | null;

  constructor(config: LayerConfig = {}) {
    const prefix = this.getClassName();
    this.name = config.name || `${snakeCase(prefix)}_${uniqueId(prefix)}`;
    this.isTrainable = config.trainable ?? true;
    if (config.batchInputShape || config.inputShape) {
      this.batchInputShape = config.batchInputShape ?? [config.batchSize ?? null, ...config.inputShape!];
      this.dtype = config.dtype ?? config.inputDType ?? 'float32';
    }
    this.initialWeights = config.weights ?? null;
  }

  getClassName(): string {
    return (this.constructor as typeof Layer).className;
  }

  // ---- what a kind of layer says of itself ----

  build(_inputShape: Shapes): void {
    this.built = true;
  }

  call(inputs: Inputs, _args: CallArgs): Inputs {
    return inputs;
  }

  computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  computeMask(_inputs: Inputs, mask: Mask | readonly Mask[]): Mask | readonly Mask[] {
    if (this.supportsMasking) return mask;
    if (toList(mask).some((one) => one !== null && one !== undefined)) {
      throw new TypeError(`Layer ${this.name} does not support masking, but was passed an inputMask.`);
    }
    return null;
  }

  // ---- weights ----

  addWeight(
    name: string, shape: readonly number[], dtype: DataType | null | undefined, initializer: Initializer,
    regularizer: Regularizer | null = null, trainable = true, constraint: Constraint | null = null,
  ): LayerVariable {
    if (this.weightNames.has(name)) throw new Error(`Duplicate weight name ${name} for layer ${this.name}`);
    this.weightNames.add(name);
    const initial = initializer.apply(shape, dtype ?? 'float32');
    const weight = new LayerVariable(initial, dtype ?? 'float32', name, trainable, constraint);
    initial.dispose();
    if (regularizer !== null) this.addLoss(() => regularizer.apply(weight.read()));
    (trainable ? this.ownTrainable : this.ownFixed).push(weight);
    return weight;
  }

  addLoss(losses: (() => Tensor) | readonly (() => Tensor)[]): void {
    this.ownLosses.push(...toList(losses));
  }

  get losses(): readonly (() => Tensor)[] {
    return this.ownLosses;
  }

  calculateLosses(): Tensor[] {
    return this.losses.map((loss) => at(this.madeAt, loss));
  }

  get trainable(): boolean {
    return this.isTrainable;
  }

  set trainable(value: boolean) {
    for (const weight of this.ownTrainable) weight.trainable = value;
    this.isTrainable = value;
  }

  get trainableWeights(): LayerVariable[] {
    return this.isTrainable ? this.ownTrainable.filter(({ trainable }) => trainable) : [];
  }

  get nonTrainableWeights(): LayerVariable[] {
    return [...(this.trainable ? this.ownTrainable.filter(({ trainable }) => !trainable) : this.ownTrainable), ...this.ownFixed];
  }

  get weights(): LayerVariable[] {
    return [...this.trainableWeights, ...this.nonTrainableWeights];
  }

  /** The weights that it was given by addWeight. */
  ownWeights(): readonly LayerVariable[] {
    return this.ownTrainable;
  }

  getWeights(trainableOnly = false): Tensor[] {
    return (trainableOnly ? this.trainableWeights : this.weights).map((weight) => weight.read());
  }

  setWeights(values: readonly Tensor[]): void {
    tidy(() => {
      const { weights } = this;
      if (weights.length !== values.length) {
        throw new Error(
          `You called setWeights(weights) on layer "${this.name}" with a weight list of length ${values.length}, ` +
          `but the layer was expecting ${weights.length} weights. Provided weights: ${values.join()}...`,
        );
      }
      weights.forEach(({ shape }, i) => {
        const value = values[i]!;
        if (!sameShape(shape, value.shape)) throw new Error(`Layer weight shape ${shape.join()} not compatible with provided weight shape ${value.shape.join()}`);
      });
      weights.forEach((weight, i) => void weight.write(values[i]!));
    });
  }

  countParams(): number {
    if (!this.built) {
      throw new Error(`You tried to call countParams() on ${this.name}, but the layer is not built yet. Build it first by calling build(batchInputShape).`);
    }
    return countParams(this.weights);
  }

  get stateful(): boolean {
    return this.isStateful;
  }

  resetStates(): void {
    if (!this.stateful) throw new Error('Cannot call the resetStates() method of a non-stateful Layer object.');
  }

  // ---- calls ----

  apply(inputs: AnyTensor | readonly AnyTensor[], args: CallArgs = {}): AnyTensor | readonly AnyTensor[] {
    this.assertNotDisposed();
    const list = toList(inputs);
    const symbolic = list.filter((one) => one instanceof SymbolicTensor).length;
    if (list.length === 0 || (symbolic > 0 && symbolic < list.length)) {
      throw new Error('Arguments to apply() must be all SymbolicTensors or all Tensors');
    }
    return nameScope(this.name, () => {
      if (!this.built) this.#built(list, symbolic === 0);
      checkInputs(this.name, this.inputSpec, list);
      return symbolic > 0 ? this.#symbolic(inputs as SymbolicTensor, args) : this.#concrete(inputs as Inputs, args);
    });
  }

  #built(list: readonly AnyTensor[], isConcrete: boolean): void {
    checkInputs(this.name, this.inputSpec, list);
    at(this.madeAt, () => {
      this.build(oneOrList(list.map(({ shape }): Shape => shape)) as Shapes);
      this.built = true;
      if (this.initialWeights !== null) this.setWeights(this.initialWeights);
    });
    if (this.refCount === null && isConcrete) this.refCount = 1;
  }

  #concrete(inputs: Inputs, args: CallArgs): Inputs {
    const output = at(this.madeAt, () => {
      const given = toList(inputs);
      // What comes out is a tensor of its own, even of a layer that hands on what it got.
      return toList(this.call(inputs, args)).map((one) => (given.includes(one) ? clone(one) : one));
    });
    this.#checkActivity();
    return oneOrList(output);
  }

  #symbolic(inputs: SymbolicTensor | readonly SymbolicTensor[], args: CallArgs): SymbolicTensor | readonly SymbolicTensor[] {
    const list = toList(inputs);
    const inputShapes = list.map(({ shape }) => shape);
    const shapes = this.computeOutputShape(oneOrList(inputShapes) as Shapes);
    this.warnOnIncompatibleInputShape(inputShapes[0]!);
    const made = shapeList(shapes).map((shape) => new SymbolicTensor('float32', shape, this, list, args, this.name));
    // An empty shape is that of a scalar.
    const outputs = made.length > 0 ? made : [new SymbolicTensor('float32', [], this, list, args, this.name)];
    new LayerNode(this, list, outputs, inputShapes, outputs.map(({ shape }) => shape), false);
    outputs.forEach((output, i) => {
      output.nodeIndex = this.inboundNodes.length - 1;
      output.tensorIndex = i;
    });
    this.refCount = (this.refCount ?? 0) + 1;
    this.#checkActivity();
    return isShapes(shapes) ? outputs : outputs[0]!;
  }

  #checkActivity(): void {
    if (this.activityRegularizer !== null) {
      throw new Error('Layer invocation in the presence of activity regularizer(s) is not supported yet.');
    }
  }

  protected warnOnIncompatibleInputShape(shape: Shape): void {
    const wanted = this.batchInputShape;
    if (wanted === undefined) return;
    const warn = (text: string): void => theDoor().print(`${text}\n`, 'stderr');
    if (shape.length !== wanted.length) {
      warn(`The rank of the input tensor provided (shape: ${JSON.stringify(shape)}) does not match that of the batchInputShape (${JSON.stringify(wanted)}) of the layer ${this.name}`);
    } else if (wanted.some((dim: Dim, i) => dim !== null && (shape[i] ?? null) !== null && shape[i] !== dim)) {
      warn(`The shape of the input tensor (${JSON.stringify(shape)}) does not match the expectation of layer ${this.name}: ${JSON.stringify(wanted)}`);
    }
  }

  // ---- where it stands among other layers ----

  #nodeAt(index: number, what: string): LayerNode {
    if (this.inboundNodes.length === 0) throw new Error(`The layer has never been called and thus has no defined ${what}.`);
    const node = this.inboundNodes[index];
    if (node === undefined) throw new Error(`Asked to get ${what} at node ${index}, but the layer has only ${this.inboundNodes.length} inbound nodes.`);
    return node;
  }

  getInputAt(index: number): SymbolicTensor | readonly SymbolicTensor[] {
    return oneOrList(this.#nodeAt(index, 'input').inputTensors);
  }

  getOutputAt(index: number): SymbolicTensor | readonly SymbolicTensor[] {
    return oneOrList(this.#nodeAt(index, 'output').outputTensors);
  }

  get input(): SymbolicTensor | readonly SymbolicTensor[] {
    if (this.inboundNodes.length > 1) throw new Error(`Layer ${this.name}${severalNodes('input', 'getInputAt')}`);
    if (this.inboundNodes.length === 0) throw new Error(`Layer ${this.name} is not connected, no input to return.`);
    return this.getInputAt(0);
  }

  get output(): SymbolicTensor | readonly SymbolicTensor[] {
    if (this.inboundNodes.length === 0) throw new Error(`Layer ${this.name} has no inbound nodes.`);
    if (this.inboundNodes.length > 1) throw new Error(`Layer ${this.name}${severalNodes('output', 'getOutputAt')}`);
    return this.getOutputAt(0);
  }

  get outputShape(): Shapes {
    if (this.inboundNodes.length === 0) {
      throw new Error(`The layer ${this.name} has never been called and thus has no defined output shape.`);
    }
    const all = new Set(this.inboundNodes.map(({ outputShapes }) => JSON.stringify(outputShapes)));
    if (all.size > 1) {
      throw new Error(`The layer ${this.name} has multiple inbound nodes with different output shapes. Hence the notion of "output shape" is ill-defined for the layer.`);
    }
    return oneOrList(this.inboundNodes[0]!.outputShapes) as Shapes;
  }

  getConfig(): Record<string, unknown> {
    throw new Error(`Layer.getConfig is not evaluated by this engine`);
  }

  assertNotDisposed(): void {
    if (this.refCount === 0) throw new Error(`Layer '${this.name}' is already disposed.`);
  }

  dispose(): { refCountAfterDispose: number; numDisposedVariables: number } {
    if (!this.built) throw new Error(`Cannot dispose Layer ${this.name} because it has not been built yet.`);
    if (this.refCount === null) throw new Error(`Cannot dispose Layer ${this.name} because it has not been used yet.`);
    this.assertNotDisposed();
    this.refCount--;
    const weights = this.refCount === 0 ? this.weights : [];
    for (const weight of weights) weight.dispose();
    return { refCountAfterDispose: this.refCount, numDisposedVariables: weights.length };
  }
}

function severalNodes(what: string, method: string): string {
  return ` has multiple inbound nodes, hence the notion of "layer ${what}" is ill-defined. Use \`${method}(nodeIndex)\` instead.`;
}
