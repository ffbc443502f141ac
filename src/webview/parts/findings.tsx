/** @file What is worth saying about the run and no error. */
import type { FindingRecord } from '../../protocol/records';
import { strings } from '../store';
import { Icon } from './icons';
import { LineLink } from './lineLink';

/** Those of the values, below the table; a text that failed has its own beside its error. */
export function goToFindings(): void {
  document.querySelector<HTMLElement>('.values > .findings')?.focus();
}

export function Findings({ findings }: { readonly findings: readonly FindingRecord[] }) {
  const t = strings.value;
  if (findings.length === 0) return null;
  return (
    <section class="findings" tabIndex={-1} aria-label={t.findings}>
      <h2>{t.findings}</h2>
      <ul>
        {findings.map((finding, i) => (
          <li key={i} class={`finding finding-${finding.severity}`}>
            <Icon name={finding.severity === 'warning' ? 'notice' : 'note'} />
            <span>
              {finding.message} <LineLink place={finding.place} />
              {finding.related && (
                <ul class="related">
                  {finding.related.map(({ place, message }, k) => (
                    <li key={k} class="aside">
                      {message} <LineLink place={place} />
                    </li>
                  ))}
                </ul>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
