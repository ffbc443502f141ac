/** @file Bridge functions of tf.py_func: the engine calls a Python function in the middle of a run. */
import type { ErrorKind } from '../../../engine/errors';
import { EngineError } from '../../../engine/errors';
import type { DType } from '../../../engine/dtypes';
import type { Node } from '../../../engine/graph';
import type { OutputSpec } from '../../../engine/rule';
import { isHostOp } from '../../../engine/rules/host';
import type { Value } from '../../../engine/value';
import type { BridgeState } from './bridgeState';
import { DTYPE_ORDER, packNode } from './bridgeState';
import { dtypeNumbered } from './constants';
import type { HeapLayout } from './heapValues';
import { shapeOfText } from './describeNodes';
import { dimsOf, readHeap, writeHeap } from './heapValues';
import { idsOf } from './makeNodes';

/** The one function of our Python package that the engine calls: takes a token, gives 0 or −1. */
interface PythonCaller {
  (token: string): unknown;
  /** Pyodide lets go of an argument when the call ends; a copy stays. */
  copy(): PythonCaller;
}

/** A call that is being made: what goes in, what has come out. */
interface OpenCall {
  readonly inputs: readonly Value[];
  readonly results: Value[];
}

/** `0:2,?` as the type and static shape of an output. */
function outputOf(text: string): OutputSpec {
  const [dtype, shape] = text.split(':');
  return { dtype: dtypeNumbered(Number(dtype)), shape: shapeOfText(shape!) };
}

export class PythonCalls {
  private caller: PythonCaller | null = null;
  /** A function may run a session, and with it other functions: the innermost is last. */
  private readonly open: OpenCall[] = [];
  private failure: EngineError | null = null;

  constructor(
    private readonly state: BridgeState,
    private readonly heap: () => ArrayBufferLike,
  ) {}

  functions() {
    const { state } = this;
    return {
      /** Takes the function that is called with a token; only the first one ever given counts. */
      setCaller: (caller: PythonCaller): void => {
        this.caller ??= caller.copy();
      },

      /** A node that calls the function `token`; `types` are the numbers of its outputs' types. */
      callNode: (
        isStateful: boolean, inputs: string, token: string, types: string, name: string, origin = state.here(),
      ): number =>
        state.guard(() => {
          const { graph } = state;
          return packNode(
            graph.make({
              op: isStateful ? 'PyFunc' : 'PyFuncStateless',
              inputs: idsOf(inputs).map((id) => graph.tensor(id)),
              attributes: { token, Tout: idsOf(types).map(dtypeNumbered), call: this.call },
              name,
              origin,
            }),
          );
        }),

      /**
       * A node of the op `op` whose values Python gives when it runs; `outputs` are the numbers of
       * their types with their static shapes, `0:2,?;7:`.
       */
      hostNode: (
        op: string, inputs: string, token: string, outputs: string, seed: number, seed2: number,
        name: string, origin = state.here(),
      ): number =>
        state.guard(() => {
          const { graph } = state;
          if (!isHostOp(op)) throw new RangeError(`No op ${op} of the host.`);
          const node = graph.make({
            op,
            inputs: idsOf(inputs).map((id) => graph.tensor(id)),
            attributes: {
              token,
              outputs: outputs.split(';').filter(Boolean).map(outputOf),
              call: this.call,
              ...(op === 'RandomShuffleQueueV2' ? { seed, seed2 } : {}),
            },
            name,
            origin,
          });
          return packNode(node as unknown as Node);
        }),

      argumentCount: (): number => this.innermost.inputs.length,
      argumentDims: (index: number): string => this.innermost.inputs[index]!.dims.join(),
      argumentType: (index: number): number =>
        DTYPE_ORDER.indexOf(this.innermost.inputs[index]!.dtype),
      argumentScalar: (index: number): number => this.innermost.inputs[index]!.data[0]!,
      /** Writes the elements of argument `index` to the heap at `address`. */
      copyArgument: (index: number, address: number): void =>
        writeHeap(this.heap(), address, this.innermost.inputs[index]!),

      /** The next value that the function gives; its elements lie in the heap. */
      giveResult: (layout: HeapLayout, dtype: number, dims: string, address: number): void => {
        const type: DType = dtypeNumbered(dtype);
        this.innermost.results.push(readHeap(this.heap(), address, layout, type, dimsOf(dims)));
      },

      /** What the call that is about to return −1 failed of. */
      failCall: (kind: string, message: string): void => {
        this.failure = new EngineError(kind as ErrorKind, message);
      },
    };
  }

  private get innermost(): OpenCall {
    return this.open.at(-1)!;
  }

  private readonly call = (token: string, inputs: readonly Value[]): readonly Value[] => {
    const call: OpenCall = { inputs, results: [] };
    this.open.push(call);
    try {
      if (this.caller !== null && this.caller(token) === 0) return call.results;
    } finally {
      this.open.pop();
    }
    throw this.failure ?? new EngineError('InternalError', `${token} could not be called.`);
  };
}
