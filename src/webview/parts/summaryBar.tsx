/** @file The first glance: is it healthy, was anything clipped, where is the loss. */
import { fill, type PanelStrings } from '../../protocol/panelStrings';
import type { SessionState } from '../../protocol/messages';
import type { StepRecord } from '../../protocol/records';
import { summaryOf, type Summary } from '../../protocol/summary';
import { strings } from '../store';
import { Icon } from './icons';

interface Props {
  readonly state: SessionState;
  readonly record: StepRecord;
}

export function SummaryBar({ state, record }: Props) {
  const t = strings.value;
  const summary = summaryOf(state, record, t);
  return (
    <dl class="summary">
      <div class={`figure verdict-${summary.verdict}`} data-figure="health">
        <dt>{t.health}</dt>
        <dd>
          <span class="headline">
            <Icon name={summary.verdict} />
            <span class="big">{summary.health}</span>
          </span>
          <span class="aside">{summary.healthDetail}</span>
        </dd>
      </div>
      <div class="figure" data-figure="loss">
        <dt>{summary.lossLabel}</dt>
        <dd>
          <span class="number big">{summary.loss}</span>
          {summary.lossChange && (
            <span
              class={`number change change-${summary.lossChange.direction}`}
              title={fill(t.lossChange, summary.lossChange.text)}
            >
              {summary.lossChange.text}
            </span>
          )}
        </dd>
      </div>
      <div class="figure" data-figure="norm">
        <dt>{t.gradientNorm}</dt>
        <dd>
          <span class="number big">{summary.gradientNorm}</span>
          <span class={summary.appliedNorm ? 'number aside' : 'aside'}>
            {summary.appliedNorm ? fill(t.normApplied, summary.appliedNorm) : t.normUnclipped}
          </span>
        </dd>
      </div>
      <div class={`figure ${summary.clipped > 0 ? 'has-clips' : ''}`} data-figure="clipped">
        <dt>{t.clipped}</dt>
        <dd>
          <span class="headline">
            {summary.clipped > 0 && <Icon name="clip" />}
            <span class="big">{fill(t.clippedOf, summary.clipped, summary.rowCount)}</span>
          </span>
          <span class="aside">
            {clippedText(summary, t)}
          </span>
        </dd>
      </div>
    </dl>
  );
}

function clippedText({ hasClips, hasBrokenClips, changed, clipped }: Summary, t: PanelStrings): string {
  if (!hasClips) return changed > 0 ? t.clippedChanged : t.clippedNoClip;
  if (hasBrokenClips) return t.clippedBroken;
  return clipped === 0 ? t.clippedNothing : t.clippedVariables;
}
