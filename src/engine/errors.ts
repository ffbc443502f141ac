/** @file Errors of the engine, named as TensorFlow names them, with the node they concern. */

/** Class names as `tf.errors` and Python spell them; a front-end maps each to its own exception. */
export type ErrorKind =
  | 'ValueError'
  | 'TypeError'
  | 'LookupError'
  | 'RuntimeError'
  | 'NotImplementedError'
  | 'InvalidArgumentError'
  | 'FailedPreconditionError'
  | 'NotFoundError'
  | 'UnimplementedError'
  | 'InternalError'
  | 'ResourceExhaustedError'
  | 'OutOfRangeError'
  | 'UnknownError'
  | 'CancelledError';

/** Everything the engine throws on purpose. `nodeId` is the node that failed, −1 when none did. */
export class EngineError extends Error {
  /** Origin of the node that failed, −1 when none did. */
  origin = -1;

  constructor(
    readonly kind: ErrorKind,
    message: string,
    public nodeId = -1,
  ) {
    super(message);
    this.name = kind;
  }
}

export function valueError(message: string): EngineError {
  return new EngineError('ValueError', message);
}

export function typeError(message: string): EngineError {
  return new EngineError('TypeError', message);
}

export function invalidArgument(message: string): EngineError {
  return new EngineError('InvalidArgumentError', message);
}
