/** @file What is worth saying about the run and no error, and what the file printed. */
import { useLayoutEffect, useRef } from 'preact/hooks';
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

export function Prints({ snapshot }: { readonly snapshot: PanelSnapshot }) {
  const t = strings.value;
  const { prints, printsOmitted } = snapshot;
  const box = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  // The newest line is the one to see, unless the reader has scrolled up to another.
  useLayoutEffect(() => {
    if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [prints]);
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
      <pre
        ref={box}
        class="printed"
        tabIndex={0}
        role="region"
        aria-label={t.prints}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.current = scrollTop + clientHeight >= scrollHeight - 4;
        }}
      >
        {prints.map((print, i) => (
          <span key={i} class={print.stream}>
            {print.text}
          </span>
        ))}
      </pre>
    </section>
  );
}
