/**
 * @file The family of ops whose values the front-end gives in the middle of a run: queues, data sets,
 * checkpoints and summaries. The engine knows their names, the order they run in and their shapes.
 */
import type { DType } from '../dtypes';
import type { Rule, RuleTable } from '../rule';
import { none } from '../rule';
import type { Shape } from '../shape';
import type { Value } from '../value';

export interface HostAttributes {
  /** The front-end's name for what is called. */
  readonly token: string;
  /** Types and static shapes of the outputs. */
  readonly outputs: readonly { readonly dtype: DType; readonly shape: Shape }[];
  /** Of a queue that draws at random. */
  readonly seed?: number;
  readonly seed2?: number;
  /** Calls the front-end; the values have the types of `outputs`. Throws EngineError. */
  readonly call: (token: string, inputs: readonly Value[]) => readonly Value[];
}

const HOST_OPS = [
  'FIFOQueueV2', 'RandomShuffleQueueV2', 'PaddingFIFOQueueV2', 'QueueEnqueueV2',
  'QueueEnqueueManyV2', 'QueueDequeueV2', 'QueueDequeueManyV2', 'QueueDequeueUpToV2',
  'QueueCloseV2', 'QueueSizeV2', 'QueueIsClosedV2',
  'TensorDataset', 'TensorSliceDataset', 'RangeDataset', 'GeneratorDataset', 'ZipDataset',
  'ConcatenateDataset', 'MapDataset', 'ParallelMapDataset', 'BatchDatasetV2', 'PaddedBatchDatasetV2',
  'ShuffleDataset', 'RepeatDataset', 'TakeDataset', 'SkipDataset', 'FilterDataset', 'FlatMapDataset',
  'PrefetchDataset', 'CacheDataset', 'OptimizeDataset', 'ModelDataset',
  'InterleaveDataset', 'ParallelInterleaveDatasetV2', 'ParallelInterleaveDataset', 'WindowDataset', 'ShardDataset',
  'UnbatchDataset', 'ReduceDataset', 'ScanDataset', 'TakeWhileDataset', 'UniqueDataset', 'GroupByWindowDataset',
  'MapAndBatchDataset', 'ShuffleAndRepeatDataset', 'DirectedInterleaveDataset', 'IgnoreErrorsDataset',
  'DatasetToSingleElement', 'MatchingFiles', 'ReadFile',
  'OneShotIterator', 'IteratorV2', 'MakeIterator', 'IteratorGetNext', 'IteratorToStringHandle',
  'IteratorFromStringHandleV2',
  'SaveV2', 'RestoreV2', 'MergeV2Checkpoints', 'ShardedFilename',
  'ScalarSummary', 'HistogramSummary', 'ImageSummary', 'AudioSummaryV2', 'TensorSummaryV2',
  'MergeSummary', 'Print', 'StringFormat', 'PrintV2',
  'AsString', 'StringJoin', 'StringSplit', 'StringSplitV2', 'RegexReplace', 'StaticRegexReplace',
  'RegexFullMatch', 'StaticRegexFullMatch', 'Substr', 'StringToNumber', 'StringToHashBucketFast',
  'StringToHashBucket', 'StringToHashBucketStrong', 'StringLength', 'StringLower', 'StringUpper',
  'StringStrip', 'ReduceJoin', 'EncodeBase64', 'DecodeBase64', 'DecodeCSV', 'DecodeRaw',
  'HashTableV2', 'MutableHashTableV2', 'LookupTableImportV2', 'LookupTableFindV2',
  'LookupTableSizeV2', 'LookupTableExportV2', 'LookupTableInsertV2',
] as const;

/** Attributes of the ops of the host, under TensorFlow's op type names. */
export type HostOpAttributes = { readonly [P in (typeof HOST_OPS)[number]]: HostAttributes };

/** Only the call itself tells the shapes, so it is made when the node is bound, in every run. */
const hostOp: Rule<HostAttributes> = {
  infer: (_inputs, { outputs }) => outputs,
  bindsInRun: true,
  bind: (inputs, { token, call }, values) => {
    const results = call(token, inputs.map((_input, i) => values[i]!));
    return {
      outputs: results.map(({ dims }) => dims),
      run: (_data, outputs) => results.forEach(({ data }, i) => outputs[i]!.set(data)),
    };
  },
  derivative: none('its value comes from a queue, a data set, a table, a text or a file'),
};

/** What is printed is handed on: the gradient passes to the first input. */
const printing: Rule<HostAttributes> = {
  ...hostOp,
  derivative: ({ gradients, inputs }) =>
    inputs.map((_input, i) => (i === 0 ? gradients[0]! : none('it is only printed'))),
};

export const hostRules = {
  ...Object.fromEntries(HOST_OPS.map((op) => [op, hostOp])),
  Print: printing,
} as unknown as RuleTable<HostOpAttributes>;

/** Whether the front-end makes nodes of `op`, so that they have a token and a call. */
export function isHostOp(op: string): op is keyof HostOpAttributes {
  return Object.hasOwn(hostRules, op);
}
