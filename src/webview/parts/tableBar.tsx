/** @file Above the table: which rows, in which order, in which groups. Everything here the header can do too, except at widths without one. */
import { countText, filterHelp, problemText } from '../model/filterTexts';
import type { FilterProblem } from '../model/rowFilter';
import { GROUPINGS, type Grouping } from '../model/rowGroups';
import { COLUMNS, nextOrder, opposite, type Column } from '../model/rowOrder';
import { filterText, grouping, sortOrder, strings } from '../store';
import { COLUMN_LABELS } from './columns';
import { Icon } from './icons';

interface Props {
  readonly shown: number;
  readonly all: number;
  readonly hiddenNotFinite: number;
  readonly problems: readonly FilterProblem[];
}

export const FILTER_ID = 'row-filter';

const GROUP_LABELS = {
  none: 'groupNone',
  scope: 'groupScope',
  trainingOp: 'groupTrainingOp',
} as const satisfies { readonly [G in Grouping]: string };

export function TableBar({ shown, all, hiddenNotFinite, problems }: Props) {
  const t = strings.value;
  const hasProblems = problems.length > 0;
  return (
    <section class="table-bar" aria-label={t.tableTools}>
      <div class={hasProblems ? 'filter has-problem' : 'filter'}>
        <Icon name="filter" />
        <input
          id={FILTER_ID}
          type="text"
          spellcheck={false}
          autocomplete="off"
          placeholder={t.filterPlaceholder}
          aria-label={t.filter}
          aria-describedby={hasProblems ? 'filter-problems' : 'filter-count'}
          aria-invalid={hasProblems}
          title={filterHelp(t)}
          value={filterText.value}
          onInput={(event) => (filterText.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || filterText.value === '') return;
            event.preventDefault();
            filterText.value = '';
          }}
        />
        {filterText.value !== '' && (
          <button
            type="button"
            class="filter-clear"
            aria-label={t.filterClear}
            title={t.filterClear}
            onClick={() => {
              filterText.value = '';
              document.getElementById(FILTER_ID)?.focus();
            }}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      <span id="filter-count" class="filter-count" aria-live="polite">
        {countText(shown, all, hiddenNotFinite, t)}
      </span>
      <span class="table-choices">
        <Sort />
        <select
          aria-label={t.groupBy}
          title={t.groupBy}
          value={grouping.value}
          onChange={(event) => {
            const wanted = event.currentTarget.value;
            grouping.value = GROUPINGS.find((known) => known === wanted) ?? 'none';
          }}
        >
          {GROUPINGS.map((kind) => (
            <option key={kind} value={kind}>
              {kind === 'none' ? t.groupNone : `${t.groupBy}: ${t[GROUP_LABELS[kind]]}`}
            </option>
          ))}
        </select>
      </span>
      {hasProblems && (
        <ul id="filter-problems" class="filter-problems" aria-live="polite">
          {problems.map((problem, i) => (
            <li key={i}>
              <Icon name="notice" /> {problemText(problem, t)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Sort() {
  const t = strings.value;
  const order = sortOrder.value;
  return (
    <>
      <select
        aria-label={t.sortBy}
        title={t.sortBy}
        value={order?.column ?? ''}
        onChange={(event) => {
          const wanted = event.currentTarget.value;
          const column = COLUMNS.find((known): known is Column => known === wanted);
          sortOrder.value = column ? nextOrder(null, column) : null;
        }}
      >
        <option value="">{t.sortProgram}</option>
        {COLUMNS.map((column) => (
          <option key={column} value={column}>
            {`${t.sortBy}: ${t[COLUMN_LABELS[column]]}`}
          </option>
        ))}
      </select>
      {order && (
        <button
          type="button"
          class="sort-direction"
          aria-label={order.direction === 'ascending' ? t.sortAscending : t.sortDescending}
          title={order.direction === 'ascending' ? t.sortAscending : t.sortDescending}
          onClick={() => (sortOrder.value = { ...order, direction: opposite(order.direction) })}
        >
          <Icon name={order.direction === 'ascending' ? 'ascending' : 'descending'} />
        </button>
      )}
    </>
  );
}
