/** @file The whole panel: header, notices, then either the values or the state that says why there are none. */
import { useStickyHead } from './useStickyHead';
import { isStale, situation, snapshot, spoken } from '../store';
import { Findings } from './findings';
import { HealthStrip } from './healthStrip';
import { LossTerms } from './lossTerms';
import { Notices } from './notices';
import { PairTable } from './pairTable';
import { Prints, StepPrints } from './prints';
import { EmptyState } from './states';
import { StepSlider } from './stepSlider';
import { Semantics } from './semantics';
import { SummaryBar } from './summaryBar';
import { Timelines } from './timelines';
import { Toolbar } from './toolbar';
import { TrainingOp } from './trainingOp';

export function Panel() {
  const current = snapshot.value;
  const now = situation.value;
  const values = now.kind === 'values' ? now : null;
  const head = useStickyHead();
  return (
    <main class="panel" data-situation={now.kind} data-status={current?.status.kind ?? 'none'}>
      <header class="head" ref={head}>
        <h1>
          <span class="file">{current?.title || 'Gradient Debugger'}</span>
          {values && (
            <span class="about">
              <TrainingOp state={values.state} record={values.record} />
              <span class="optimizer">{values.record.optimizer}</span>
              <Semantics framework={values.state.framework} />
            </span>
          )}
        </h1>
        {now.kind !== 'empty' && now.kind !== 'restricted' && <Toolbar />}
      </header>
      <Notices />
      {values ? (
        <div class={isStale.value ? 'values is-stale' : 'values'}>
          <SummaryBar state={values.state} record={values.record} />
          <HealthStrip record={values.record} findings={values.state.findings} />
          <StepSlider state={values.state} />
          <StepPrints record={values.record} />
          <Timelines state={values.state} />
          <PairTable state={values.state} record={values.record} />
          <Findings findings={values.state.findings} />
          <LossTerms record={values.record} />
        </div>
      ) : (
        <EmptyState situation={now} />
      )}
      {current && <Prints snapshot={current} />}
      <p class="visually-hidden" role="status">
        {spoken.value}
      </p>
    </main>
  );
}
