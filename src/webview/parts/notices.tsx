/** @file What the reader must know before the numbers: an error, that they are out of date, that something runs. */
import type { DroppedFork } from '../../protocol/messages';
import { droppedText } from '../../protocol/panelText';
import type { ErrorRecord } from '../../protocol/records';
import { fill } from '../../protocol/panelStrings';
import { isStale, situation, snapshot, strings } from '../store';
import { act, runCommand } from '../host';
import { Findings } from './findings';
import { Icon } from './icons';
import { LineLink } from './lineLink';

export function Notices() {
  const current = snapshot.value;
  if (!current) return null;
  const { status, error } = current;
  const hasValues = situation.value.kind === 'values';
  const t = strings.value;
  return (
    <>
      {status.kind === 'running' && <div class="progress" role="presentation" />}
      {error && situation.value.kind !== 'failed' && (
        <ErrorNotice error={error} showsLastGood={hasValues && isStale.value} />
      )}
      {!error && hasValues && status.kind === 'stale' && (
        <p class="notice notice-stale">
          <Icon name="stale" />
          <strong>{t.stale}</strong>
          <span>{status.reason}</span>
        </p>
      )}
      {current.state !== null && current.state.dropped.length > 0 && <DroppedForks dropped={current.state.dropped} />}
      {!error && hasValues && current.state?.stopped != null && status.kind === 'idle' && (
        <p class="notice notice-stopped">
          <Icon name="note" />
          <strong>{t.stoppedAt}</strong>
          <span>{current.state.stopped}</span>
        </p>
      )}
      {!error && hasValues && status.kind === 'paused' && (
        <p class="notice notice-paused">
          <Icon name="pause" />
          <strong>{fill(t.pausedAt, current.state?.cursor ?? 0)}</strong>
          <span>{status.what}</span>
          <button type="button" class="link" onClick={() => runCommand('continue')}>
            {t.continue}
          </button>
        </p>
      )}
      {hasValues && status.kind === 'restricted' && (
        <p class="notice notice-stale">
          <Icon name="shield" />
          <strong>{t.restrictedTitle}</strong>
          <button type="button" class="link" onClick={() => runCommand('manageTrust')}>
            {t.manageTrust}
          </button>
        </p>
      )}
    </>
  );
}

/** Forks end with the run that they left: what they showed can still be compared with. */
function DroppedForks({ dropped }: { readonly dropped: readonly DroppedFork[] }) {
  const t = strings.value;
  return (
    <div class="notice notice-dropped" role="status">
      <Icon name="note" />
      <p>{droppedText(dropped, t)}</p>
      <p class="notice-actions">
        {dropped.map(({ edit, stepCount }, fork) => stepCount > 0 && (
          <button key={fork} type="button" class="link" onClick={() => act({ kind: 'pinDropped', fork })}>
            {fill(t.forkPin, edit)}
          </button>
        ))}
        <button type="button" class="link" onClick={() => act({ kind: 'forgetDropped' })}>
          {t.forksForget}
        </button>
      </p>
    </div>
  );
}

interface ErrorProps {
  readonly error: ErrorRecord;
  readonly showsLastGood: boolean;
}

export function ErrorNotice({ error, showsLastGood }: ErrorProps) {
  const t = strings.value;
  return (
    <section class="notice notice-error" data-error={error.type}>
      <Icon name="bad" />
      <div>
        <p>
          <strong>{error.type}</strong> <LineLink place={error.place} label={t.errorAt} />
          {error.raisedAt && (
            <>
              {' · '}
              <LineLink place={error.raisedAt} label={t.raisedAt} />
            </>
          )}
          {error.madeAt && (
            <>
              {' · '}
              <LineLink place={error.madeAt} label={t.madeAt} />
            </>
          )}
        </p>
        <p class="message">{error.message}</p>
        {error.remedy !== null && <p class="remedy">{error.remedy}</p>}
        <Findings findings={snapshot.value?.failure ?? []} />
        {showsLastGood && <p class="aside">{fill(t.lastGood)}</p>}
      </div>
    </section>
  );
}
