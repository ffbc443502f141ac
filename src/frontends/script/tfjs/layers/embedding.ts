/** @file Rows of a table by their number. */
import { zerosLike } from '../ops/creation';
import { cast, notEqual } from '../ops/elementwise';
import { gather, reshape } from '../ops/shapes';
import { tidy } from '../tensor';
import { initializerOf } from './initializers';
import type { Inputs, LayerConfig, Mask } from './layer';
import { Layer } from './layer';
import { constraintOf, regularizerOf } from './penalties';
import type { Dim, Shapes } from './shapes';
import { checkPositiveInteger, oneShape, oneTensor, toList } from './shapes';
import type { LayerVariable } from './variable';

export interface EmbeddingConfig extends LayerConfig {
  readonly inputDim: number;
  readonly outputDim: number;
  readonly embeddingsInitializer?: unknown;
  readonly embeddingsRegularizer?: unknown;
  readonly activityRegularizer?: unknown;
  readonly embeddingsConstraint?: unknown;
  readonly maskZero?: boolean;
  readonly inputLength?: number | readonly number[];
}

export class Embedding extends Layer {
  static override readonly className: string = 'Embedding';
  readonly inputDim: number;
  readonly outputDim: number;
  readonly inputLength: readonly Dim[] | null;
  embeddings: LayerVariable | null = null;
  readonly #config: EmbeddingConfig;

  constructor(config: EmbeddingConfig) {
    super(config);
    const { inputLength = null } = config;
    this.inputLength = inputLength === null ? null : toList(inputLength);
    if (!config.batchInputShape && !config.inputShape) this.batchInputShape = [config.batchSize ?? null, ...(this.inputLength ?? [null])];
    this.inputDim = config.inputDim;
    checkPositiveInteger(this.inputDim, 'inputDim');
    this.outputDim = config.outputDim;
    checkPositiveInteger(this.outputDim, 'outputDim');
    this.activityRegularizer = regularizerOf(config.activityRegularizer);
    this.supportsMasking = config.maskZero ?? false;
    this.#config = config;
  }

  override build(): void {
    const config = this.#config;
    this.embeddings = this.addWeight(
      'embeddings', [this.inputDim, this.outputDim], this.dtype, initializerOf(config.embeddingsInitializer, 'randomUniform'),
      regularizerOf(config.embeddingsRegularizer), true, constraintOf(config.embeddingsConstraint),
    );
    this.built = true;
  }

  /** Its input may have any rank. */
  protected override warnOnIncompatibleInputShape(): void {}

  override computeMask(inputs: Inputs): Mask {
    if (!this.#config.maskZero) return null;
    const x = oneTensor(inputs);
    return tidy(() => notEqual(x, zerosLike(x)));
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const shape = oneShape(inputShape);
    const { inputLength } = this;
    if (inputLength === null) return [...shape, this.outputDim];
    const words = `"inputLength" is ${inputLength.join()}, but received input shape has shape ${shape.join()}`;
    if (inputLength.length !== shape.length - 1) throw new Error(words);
    const lengths = inputLength.map((length, i) => {
      const found = shape[i + 1]!;
      if (length !== null && found !== null && length !== found) throw new Error(words);
      return length ?? found;
    });
    return [shape[0]!, ...lengths, this.outputDim];
  }

  override call(inputs: Inputs): Inputs {
    return tidy(() => {
      const given = oneTensor(inputs);
      const x = given.dtype === 'int32' ? given : cast(given, 'int32');
      const rows = gather(this.embeddings!.read(), reshape(x, [x.size]));
      return reshape(rows, this.computeOutputShape(x.shape) as readonly number[]);
    });
  }
}
