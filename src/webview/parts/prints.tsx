/** @file What the file printed: in the step shown, and in all of the run. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { StepRecord } from '../../protocol/records';
import { fill } from '../../protocol/panelStrings';
import type { PanelSnapshot } from '../../protocol/view';
import { copyText, runCommand } from '../host';
import { strings } from '../store';
import { Icon } from './icons';

/** Lines that stand there closed: the table below does not move from step to step. */
const FEW = 3;

/** Beside the slider, since they are of its step. The session bounds how many lines a step has. */
export function StepPrints({ record: { printed } }: { readonly record: StepRecord }) {
  const t = strings.value;
  const [isOpen, setOpen] = useState(false);
  if (printed === undefined) return null;
  const { lines, omitted } = printed;
  return (
    <section class="step-prints">
      <div class="step-prints-head">
        <h2>{t.printsOfStep}</h2>
        {lines.length > FEW && (
          <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? t.printsOfStepFew : fill(t.printsOfStepAll, lines.length)}
          </button>
        )}
        <button
          type="button"
          class="filter-clear"
          aria-label={t.printsOfStepCopy}
          title={t.printsOfStepCopy}
          onClick={() => copyText(lines.join('\n'))}
        >
          <Icon name="copy" />
        </button>
      </div>
      <pre class={isOpen ? 'printed' : 'printed is-few'} tabIndex={0} role="region" aria-label={t.printsOfStep}>
        {(isOpen ? lines : lines.slice(0, FEW)).join('\n')}
      </pre>
      {omitted > 0 && <InLog text={fill(t.printsOfStepOmitted, omitted)} />}
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
      {printsOmitted > 0 && <InLog text={fill(t.printsOmitted, printsOmitted)} />}
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

function InLog({ text }: { readonly text: string }) {
  return (
    <p class="aside">
      {text}{' '}
      <button type="button" class="link" onClick={() => runCommand('showLog')}>
        {strings.value.openLog}
      </button>
    </p>
  );
}
