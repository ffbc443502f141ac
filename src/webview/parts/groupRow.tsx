/** @file The head of a group of rows: its name, how many rows it has, their joint norms, what is wrong in it. */
import type { ComponentChildren } from 'preact';
import { fill } from '../../protocol/panelStrings';
import { numberText } from '../../protocol/displayNumber';
import type { TableLine } from '../model/rowGroups';
import { noValue, strings } from '../store';
import { Icon, type IconName } from './icons';

interface Props {
  readonly line: Extract<TableLine, { kind: 'group' }>;
  readonly index: number;
  /** The step that the panel shows. */
  readonly step: number;
  readonly isActive: boolean;
}

export function GroupRow(props: Props) {
  const { line, index, isActive } = props;
  const t = strings.value;
  const { step } = props;
  const { key, group, isOpen } = line;
  const { health } = group;
  const name = group.name === '' ? t.groupNoScope : group.name;
  return (
    <div
      role="row"
      class="row group-row"
      data-key={key}
      data-group={group.name}
      aria-rowindex={index + 2}
    >
      <div
        role="gridcell"
        class="group-cell"
        data-column="variable"
        data-active={isActive ? '' : undefined}
        tabIndex={isActive ? 0 : -1}
      >
        <button
          type="button"
          class="expander"
          tabIndex={-1}
          aria-expanded={isOpen}
          aria-label={fill(t.groupToggle, name)}
        >
          <Icon name="chevron" />
        </button>
        <span class="group-name">{name}</span>
        {group.step !== null && group.step !== step && (
          <span class="group-step">{fill(t.groupStep, group.step)}</span>
        )}
        <span class="quiet">{group.count === 1 ? t.groupRow : fill(t.groupRows, group.count)}</span>
        {group.norm !== null && (
          <span class="number">
            <span class="quiet">{t.columnNorm}</span> {numberText(group.norm, 4)}
            {group.applied !== null && group.applied !== group.norm && (
              <span class="quiet"> → {numberText(group.applied, 4)}</span>
            )}
          </span>
        )}
        <Badge icon="bad" level="error" count={health.notFinite} text={t.groupNotFinite} />
        <Badge icon="none" level="warning" count={health.none} text={`{0} ${noValue.value}`} />
        <Badge icon="note" level="note" count={health.zero} text={t.groupZero} />
        <Badge icon="clip" level="clip" count={health.clipped} text={t.groupClipped} />
      </div>
    </div>
  );
}

interface BadgeProps {
  readonly icon: IconName;
  readonly level: 'error' | 'warning' | 'note' | 'clip';
  readonly count: number;
  /** {0} is the count. */
  readonly text: string;
}

function Badge({ icon, level, count, text }: BadgeProps): ComponentChildren {
  if (count === 0) return null;
  return (
    <span class={`flag flag-${level}`}>
      <Icon name={icon} />
      {fill(text, count)}
    </span>
  );
}
