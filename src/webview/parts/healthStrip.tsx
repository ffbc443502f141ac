/** @file Below the first glance: how many rows are not finite, without gradient, zero, clipped, each shows those rows; and findings. */
import { useMemo } from 'preact/hooks';
import { fill, type PanelStrings } from '../../protocol/panelStrings';
import type { FindingRecord, StepRecord } from '../../protocol/records';
import { healthCounts, type HealthCounts } from '../../protocol/rowFacts';
import { filterText, strings } from '../store';
import { goToFindings } from './findings';
import { Icon, type IconName } from './icons';

interface Chip {
  readonly count: keyof HealthCounts;
  /** The filter's word for these rows. */
  readonly word: string;
  readonly icon: IconName;
  readonly level: 'error' | 'warning' | 'note' | 'clip';
  readonly label: keyof PanelStrings;
}

const CHIPS: readonly Chip[] = [
  { count: 'nan', word: 'nan', icon: 'bad', level: 'error', label: 'stripNaN' },
  { count: 'infinite', word: 'inf', icon: 'bad', level: 'error', label: 'stripInfinite' },
  { count: 'none', word: 'none', icon: 'none', level: 'warning', label: 'stripNone' },
  { count: 'zero', word: 'zero', icon: 'note', level: 'note', label: 'stripZero' },
  { count: 'clipped', word: 'clipped', icon: 'clip', level: 'clip', label: 'stripClipped' },
];

interface Props {
  readonly record: StepRecord;
  readonly findings: readonly FindingRecord[];
}

export function HealthStrip({ record, findings }: Props) {
  const t = strings.value;
  // Not counted again for every letter in the filter.
  const counts = useMemo(() => healthCounts(record.rows), [record.rows]);
  const shown = CHIPS.filter(({ count }) => counts[count] > 0);
  if (shown.length === 0 && findings.length === 0) return null;
  const isWarned = findings.some(({ severity }) => severity === 'warning');
  return (
    <div class="strip-chips" role="group" aria-label={t.stripLabel}>
      {shown.map(({ count, word, icon, level, label }) => {
        const isOn = filterText.value.trim() === word;
        return (
          <button
            key={word}
            type="button"
            class={`chip flag-${level}`}
            data-chip={word}
            aria-pressed={isOn}
            title={isOn ? t.filterClear : fill(t.stripHint, word)}
            onClick={() => (filterText.value = isOn ? '' : word)}
          >
            <Icon name={icon} />
            <span class="number">{counts[count]}</span> {t[label]}
          </button>
        );
      })}
      {findings.length > 0 && (
        <button
          type="button"
          class={`chip flag-${isWarned ? 'warning' : 'note'}`}
          data-chip="findings"
          title={t.stripFindingsHint}
          onClick={goToFindings}
        >
          <Icon name={isWarned ? 'notice' : 'note'} />
          <span class="number">{findings.length}</span> {findings.length === 1 ? t.stripFinding : t.stripFindings}
        </button>
      )}
    </div>
  );
}
