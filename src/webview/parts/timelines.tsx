/** @file The program's own course and its forks: which is shown, and what differs between two. */
import type { CompareAnswer, ComparedRow, Side } from '../../protocol/explanations';
import { numberText } from '../../protocol/displayNumber';
import type { SessionState, TimelineState } from '../../protocol/messages';
import { fill } from '../../protocol/panelStrings';
import { act, runCommand } from '../host';
import { noValue, strings } from '../store';
import { Refused } from './explainRow';
import { Icon } from './icons';
import { useAnswer } from './useAnswer';

export function Timelines({ state }: { readonly state: SessionState }) {
  const t = strings.value;
  const { timelines, baseline, cursor, timeline, stepCount } = state;
  const [asked, send] = useAnswer<'compare'>(`${timeline} ${cursor} ${stepCount} ${state.version}`);
  if (timelines.length < 2 && baseline === null) return null;
  const others: readonly Other[] = [
    ...timelines
      .filter((other) => other.id !== timeline)
      .map((other) => ({ side: other.id, steps: other.stepCount, label: inSentence(other) })),
    ...(baseline === null
      ? []
      : [{ side: 'baseline' as const, steps: baseline.stepCount, label: fill(t.baseline, baseline.name) }]),
  ];
  const shown = timelines.find(({ id }) => id === timeline);
  return (
    <section class="timelines" aria-label={t.timelines}>
      {timelines.length > 1 && (
        <ul class="timeline-list">
          {timelines.map((one) => (
            <li key={one.id} class={one.id === timeline ? 'is-shown' : ''}>
              <button
                type="button"
                class="timeline"
                aria-pressed={one.id === timeline}
                onClick={() => act({ kind: 'timeline', timeline: one.id })}
              >
                <span class="timeline-name">{labelOf(one)}</span>{' '}
                <span class="quiet">
                  {one.fork !== null && `${fill(t.timelineFrom, one.fork.index)} · `}
                  {stepsText(one.stepCount)}
                </span>
              </button>
              {one.fork !== null && (
                <Drop
                  label={fill(t.timelineDrop, labelOf(one))}
                  onClick={() => act({ kind: 'dropTimeline', timeline: one.id })}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {baseline !== null && (
        <span class="timeline-chip">
          <span class="timeline-name">{fill(t.baseline, baseline.name)}</span>{' '}
          <span class="quiet">{stepsText(baseline.stepCount)}</span>
          <Drop
            label={fill(t.baselineDrop, fill(t.baseline, baseline.name))}
            onClick={() => runCommand('unpinBaseline')}
          />
        </span>
      )}
      {cursor > 0 && (
        <div class="timeline-compare">
          {others.map(({ side, steps, label }) => {
            // A run that is shorter has nothing to compare with here: the button stays and says so.
            const isShort = steps < cursor;
            return (
              <button
                key={side}
                type="button"
                class="button quiet-button"
                aria-disabled={isShort}
                title={isShort ? fill(t.timelineShort, label, steps) : undefined}
                onClick={() => {
                  if (!isShort) send({ kind: 'compare', a: { timeline: side, index: cursor }, b: { timeline, index: cursor } });
                }}
              >
                {fill(t.timelineCompare, label)}
              </button>
            );
          })}
          {others.filter(({ steps }) => steps < cursor).map(({ side, steps, label }) => (
            <span key={side} class="quiet">
              {fill(t.timelineShort, label, steps)}
            </span>
          ))}
        </div>
      )}
      <div aria-live="polite">
        {asked.state === 'working' && <p class="quiet">{t.working}</p>}
        {asked.state === 'refused' && <Refused message={asked.message} />}
      </div>
      {asked.state === 'answered' && shown && (
        <Compared answer={asked.answer} a={nameOf(asked.answer.a, state)} b={inSentence(shown)} />
      )}
    </section>
  );
}

interface Other {
  readonly side: Side['timeline'];
  readonly steps: number;
  readonly label: string;
}

interface DropProps {
  readonly label: string;
  readonly onClick: () => void;
}

function Drop({ label, onClick }: DropProps) {
  return (
    <button type="button" class="filter-clear" aria-label={label} title={label} onClick={onClick}>
      <Icon name="close" />
    </button>
  );
}

function stepsText(count: number): string {
  const t = strings.value;
  return count === 1 ? t.timelineStep : fill(t.timelineSteps, count);
}

function inSentence(timeline: TimelineState): string {
  return timeline.fork === null ? strings.value.timelineOwnNamed : labelOf(timeline);
}

function labelOf({ fork }: TimelineState): string {
  return fork === null ? strings.value.timelineOwn : fork.edit;
}

function nameOf({ timeline }: Side, { timelines, baseline }: SessionState): string {
  if (timeline === 'baseline') return fill(strings.value.baseline, baseline?.name ?? '');
  const found = timelines.find(({ id }) => id === timeline);
  return found ? inSentence(found) : '';
}

interface ComparedProps {
  readonly answer: CompareAnswer;
  readonly a: string;
  readonly b: string;
}

function Compared({ answer, a, b }: ComparedProps) {
  const t = strings.value;
  const differs = ({ gradient, before, after, applied, noneOn }: ComparedRow) =>
    noneOn !== null || [gradient, before, after, applied].some((part) => part !== null && part.differing > 0);
  const rows = answer.rows.filter(differs);
  return (
    <div class="compared">
      <h2>{fill(t.compareTitle, answer.b.index, b, a)}</h2>
      {answer.loss !== null && answer.loss.differing > 0 && (
        <p>
          {t.loss}: <span class="number">{numberText(answer.loss.normA)} → {numberText(answer.loss.normB)}</span>
        </p>
      )}
      {rows.length === 0 ? (
        <p class="quiet">{t.compareNothing}</p>
      ) : (
        <div class="scroller">
          <table class="small stacked" role="table">
            <thead role="rowgroup">
              <tr role="row">
                <th scope="col" role="columnheader">{t.columnVariable}</th>
                <th scope="col" role="columnheader">{t.columnNorm}</th>
                <th scope="col" role="columnheader">{t.compareFlips}</th>
                <th scope="col" role="columnheader">{t.after}: {t.compareChange}</th>
                <th scope="col" role="columnheader">{t.compareClips}</th>
              </tr>
            </thead>
            <tbody role="rowgroup">
              {rows.map((row) => (
                <tr key={row.variable} role="row">
                  <th scope="row" role="rowheader">{row.name}</th>
                  <td role="cell" class="number" data-label={t.columnNorm}>
                    {row.gradient ? pairText(row.gradient.normA, row.gradient.normB) : noneText(row, a, b)}
                  </td>
                  <td role="cell" class="number" data-label={t.compareFlips}>{row.gradient ? `${row.gradient.signFlips} / ${row.gradient.size}` : '–'}</td>
                  <td role="cell" class="number" data-label={`${t.after}, ${t.compareChange}`}>{largestText(row)}</td>
                  <td role="cell" data-label={t.compareClips}>{clipText(row, a, b)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function pairText(a: Parameters<typeof numberText>[0], b: Parameters<typeof numberText>[0]): string {
  const [left, right] = [numberText(a), numberText(b)];
  return left === right ? left : `${left} → ${right}`;
}

function noneText({ noneOn }: ComparedRow, a: string, b: string): string {
  return noneOn === null ? '–' : fill(strings.value.compareNone, noneOn === 'a' ? a : b, noValue.value);
}

function largestText({ after, before }: ComparedRow): string {
  const largest = (after ?? before)?.largest;
  if (!largest) return '=';
  const at = largest.element.length === 0 ? '' : `[${largest.element.join(', ')}] `;
  return `${at}${pairText(largest.a, largest.b)}`;
}

function clipText({ stages }: ComparedRow, a: string, b: string): string {
  const texts = stages.flatMap(({ op, firedA, firedB, factorA, factorB }) => {
    if (firedA === true && firedB !== true) return [fill(strings.value.compareFiredA, op, a)];
    if (firedB === true && firedA !== true) return [fill(strings.value.compareFiredA, op, b)];
    const both = factorA !== null && factorB !== null && firedA === true;
    return both ? [`${op} ×${pairText(factorA, factorB)}`] : [];
  });
  return texts.join('; ') || '–';
}
