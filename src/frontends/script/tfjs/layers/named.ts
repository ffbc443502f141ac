/** @file What a program may give by its name, by a configuration or as an object: initializers, regularizers, constraints, activations. */

export type Config = Readonly<Record<string, unknown>>;

/** `{ className, config }`, as a configuration gives it. */
interface Described {
  readonly className: string;
  readonly config?: Config;
}

export interface Kind<T> {
  /** As tfjs calls it in its words. */
  readonly word: string;
  /** Class names by the names that programs write. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly make: Readonly<Record<string, (config: Config) => T>>;
  is(value: unknown): value is T;
}

/** The object that `given` stands for. */
export function resolved<T>(kind: Kind<T>, given: unknown): T {
  if (kind.is(given)) return given;
  const described: Described = typeof given === 'string'
    ? { className: Object.hasOwn(kind.aliases, given) ? kind.aliases[given]! : given } : (given as Described);
  const { className, config = {} } = described;
  if (className === undefined) throw new Error(`${kind.word}: Improper config format: ${JSON.stringify(given)}.\n'className' and 'config' must set.`);
  const make = Object.hasOwn(kind.make, className) ? kind.make[className] : undefined;
  if (make === undefined) {
    throw new Error(
      `Unknown ${kind.word}: ${className}. This may be due to one of the following reasons:\n` +
      `1. The ${kind.word} is defined in Python, in which case it needs to be ported to TensorFlow.js or your JavaScript code.\n` +
      `2. The custom ${kind.word} is defined in JavaScript, but is not registered properly with tf.serialization.registerClass().`,
    );
  }
  return make(config);
}

export function resolvedOrNone<T>(kind: Kind<T>, given: unknown): T | null {
  return given === undefined || given === null ? null : resolved(kind, given);
}
