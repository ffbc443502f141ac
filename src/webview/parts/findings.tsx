/** @file What is worth saying about the run and no error, and what the file printed. */
import type { FindingRecord } from '../../protocol/records';
import { fill } from '../../protocol/panelStrings';
import type { PanelSnapshot } from '../../protocol/view';
import { runCommand } from '../host';
import { strings } from '../store';
import { Icon } from './icons';
import { LineLink } from './lineLink';

export function Findings({ findings }: { readonly findings: readonly FindingRecord[] }) {
  const t = strings.value;
  if (findings.length === 0) return null;
  return (
    <section class="findings">
      <h2>{t.findings}</h2>
      <ul>
        {findings.map((finding, i) => (
          <li key={i} class={`finding finding-${finding.severity}`}>
            <Icon name={finding.severity === 'warning' ? 'notice' : 'note'} />
            <span>
              {finding.message} <LineLink place={finding.place} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Prints({ snapshot }: { readonly snapshot: PanelSnapshot }) {
  const t = strings.value;
  const { prints, printsOmitted } = snapshot;
  if (prints.length === 0) return null;
  return (
    <section class="prints">
      <h2>{t.prints}</h2>
      {printsOmitted > 0 && (
        <p class="aside">
          {fill(t.printsOmitted, printsOmitted)}{' '}
          <button type="button" class="link" onClick={() => runCommand('showLog')}>
            {t.openLog}
          </button>
        </p>
      )}
      <pre class="printed" tabIndex={0} role="region" aria-label={t.prints}>
        {prints.map((print, i) => (
          <span key={i} class={print.stream}>
            {print.text}
          </span>
        ))}
      </pre>
    </section>
  );
}
