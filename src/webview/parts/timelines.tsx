/** @file The program's own course and its forks: which is shown, and what differs between two. */
import type { CompareAnswer, ComparedRow, Side } from '../../protocol/explanations';
import { numberText } from '../../protocol/displayNumber';
import type { SessionState, TimelineState } from '../../protocol/messages';
import { fill } from '../../protocol/panelStrings';
import { act } from '../host';
import { strings } from '../store';
import { Refused } from './explainRow';
import { Icon } from './icons';
import { useAnswer } from './useAnswer';

export function Timelines({ state }: { readonly state: SessionState }) {
  const t = strings.value;
  const { timelines, baseline, cursor, timeline, stepCount } = state;
  const [asked, send] = useAnswer<'compare'>(`${timeline} ${cursor} ${stepCount} ${state.version}`);
  if (timelines.length < 2 && baseline === null) return null;
  const others: { readonly side: Side; readonly label: string }[] = [
    ...timelines
      .filter((other) => other.id !== timeline && other.stepCount >= cursor)
      .map((other) => ({ side: { timeline: other.id, index: cursor }, label: labelOf(other) })),
    ...(baseline !== null && baseline.stepCount >= cursor
      ? [{ side: { timeline: 'baseline', index: cursor } as const, label: fill(t.baseline, baseline.name) }]
      : []),
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
                  {fill(t.timelineSteps, one.stepCount)}
                </span>
              </button>
              {one.fork !== null && (
                <button
                  type="button"
                  class="filter-clear"
                  aria-label={fill(t.timelineDrop, labelOf(one))}
                  title={fill(t.timelineDrop, labelOf(one))}
                  onClick={() => act({ kind: 'dropTimeline', timeline: one.id })}
                >
                  <Icon name="close" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {cursor > 0 && shown && others.map(({ side, label }) => (
        <button
          key={label}
          type="button"
          class="button quiet-button"
          onClick={() => send({ kind: 'compare', a: side, b: { timeline, index: cursor } })}
        >
          {fill(t.timelineCompare, label)}
        </button>
      ))}
      <div aria-live="polite">
        {asked.state === 'working' && <p class="quiet">{t.working}</p>}
        {asked.state === 'refused' && <Refused message={asked.message} />}
      </div>
      {asked.state === 'answered' && shown && (
        <Compared answer={asked.answer} a={nameOf(asked.answer.a, state)} b={labelOf(shown)} />
      )}
    </section>
  );
}

function labelOf({ fork }: TimelineState): string {
  return fork === null ? strings.value.timelineOwn : fork.edit;
}

function nameOf({ timeline }: Side, { timelines, baseline }: SessionState): string {
  if (timeline === 'baseline') return fill(strings.value.baseline, baseline?.name ?? '');
  const found = timelines.find(({ id }) => id === timeline);
  return found ? labelOf(found) : '';
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
          <table class="small">
            <thead>
              <tr>
                <th scope="col">{t.columnVariable}</th>
                <th scope="col">{t.columnNorm}</th>
                <th scope="col">{t.compareFlips}</th>
                <th scope="col">{t.after}: {t.compareChange}</th>
                <th scope="col">{t.compareClips}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.variable}>
                  <th scope="row">{row.name}</th>
                  <td class="number">
                    {row.gradient ? pairText(row.gradient.normA, row.gradient.normB) : noneText(row, a, b)}
                  </td>
                  <td class="number">{row.gradient ? `${row.gradient.signFlips} / ${row.gradient.size}` : '–'}</td>
                  <td class="number">{largestText(row)}</td>
                  <td>{clipText(row, a, b)}</td>
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
  return noneOn === null ? '–' : fill(strings.value.compareNone, noneOn === 'a' ? a : b);
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
