/** @file The records of the training ops that the step shown did not run, asked for while rows are grouped by op. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SessionState } from '../../protocol/messages';
import type { StepRecord } from '../../protocol/records';
import { ask } from '../host';
import { inOrderOfOps, lastStepsOfOthers } from '../model/otherOps';

/** The record shown and, once they came, the last ones of the other training ops, in the order of the file's ops. */
export function useOtherOps(state: SessionState, record: StepRecord, isWanted: boolean): readonly StepRecord[] {
  const { version, timeline, trainingOps } = state;
  const run = `${version} ${timeline}`;
  const known = useRef({ run, records: new Map<number, StepRecord>() });
  // Steps of another text or timeline are other ones, even with the same number.
  if (known.current.run !== run) known.current = { run, records: new Map() };
  const { records } = known.current;
  const [, setArrived] = useState(0);
  const isGroupedByOp = isWanted && trainingOps.length > 1 && record.phase === 'applied';
  const wanted = isGroupedByOp ? lastStepsOfOthers(state) : [];
  const missing = wanted.filter((index) => !records.has(index));
  useEffect(() => {
    for (const index of missing) {
      ask<'records'>({ kind: 'records', from: index, to: index }).then(
        (answer) => {
          for (const one of answer.records) records.set(one.index, one);
          setArrived((count) => count + 1);
        },
        // Not to be had now, as while the file runs: the next step asks again.
        () => undefined,
      );
    }
  }, [run, missing.join()]);
  const found = wanted.flatMap((index) => records.get(index) ?? []);
  // Of a long run not every step is kept here.
  if (records.size > 2 * wanted.length + 8) for (const index of records.keys()) if (!wanted.includes(index)) records.delete(index);
  return useMemo(() => inOrderOfOps([record, ...found], trainingOps), [record, ...found]);
}
