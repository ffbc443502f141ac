/** @file Ops that no recording of real TensorFlow's numbers holds, and why. */

const older = 'an older op that no Python function of TensorFlow 1.15 makes; its rule is tested alone';

/** Single ops. */
export const NEVER_RECORDED: ReadonlyMap<string, string> = new Map([
  ['BatchMatMul', older],
  ['Div', older],
  ['Gather', older],
  ['InTopK', 'an older op with the kernel of InTopKV2, which is recorded'],
  ['Inv', older],
  ['InvGrad', older],
  ['Mod', older],
  ['OnesLike', 'tf.ones_like makes Fill; the op stands in graphs of gradients only'],
  ['PlaceholderWithDefault', 'hands its input on'],
  ['SoftplusGrad', 'no Python function makes it: the gradient of softplus is g·sigmoid(x)'],
  ['VariableShape', 'gives the shape of a variable; its nodes are compared (test/oracle/graphs)'],
  ['Rank', 'stands in graphs of unknown rank only; counts dimensions'],
]);

/** Kinds of ops that compute no numbers of their own; whole scripts and graphs are compared instead. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^ResourceApplyTfjs/, 'an update of TensorFlow.js, compared with that (test/frontends/script, test/engine/tfjsUpdates)'],
  [/Dataset|Iterator|Queue|Reader|Record/, 'moves data from place to place (test/runner/scripts)'],
  [/^(DecodeCSV|ReduceJoin)$/, 'reads texts, of which no case holds any (test/runner/scripts/dataPipelines.py)'],
  [/Summary|Checkpoint|Save|Restore|File/, 'writes or reads files (test/runner/scripts)'],
  [
    /^(Ref)?(Switch|Merge|Enter|Exit|NextIteration|LoopCond|Identity)$|Trigger|TensorArray|Stack/,
    'steers which nodes run (test/oracle/graphs, test/runner/scripts)',
  ],
  [
    /^(PyFunc|VarHandle|VarIsInitialized|ReadVariable|Assign(Add|Sub)?Variable)/,
    'calls Python or reads and writes variables (test/runner/scripts)',
  ],
  [
    /String|Print|DecodeRaw|Substr|Hash|Lookup|Regex|ReduceJoin|Base64|DecodeCSV/,
    'handles text (test/oracle/graphs, test/oracle/errors, test/runner/scripts)',
  ],
];

/** Why the op is in no recording, or null where nothing says so. */
export function whyNeverRecorded(op: string): string | null {
  return NEVER_RECORDED.get(op) ?? KINDS.find(([pattern]) => pattern.test(op))?.[1] ?? null;
}
