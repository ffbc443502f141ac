/** @file Explanations of one gradient, on demand: the ways by which it arrived, and whether differences agree. */
import { useState } from 'preact/hooks';
import type { CheckAnswer, TensorSummary, WhyAnswer, WhyBranch } from '../../protocol/explanations';
import { numberText } from '../../protocol/displayNumber';
import { fill } from '../../protocol/panelStrings';
import type { StepRecord } from '../../protocol/records';
import { fromWire, type WireNumber } from '../../protocol/wireNumber';
import { strings } from '../store';
import { Icon } from './icons';
import { LineLink } from './lineLink';
import { useAnswer } from './useAnswer';

interface Props {
  readonly variable: string;
  readonly name: string;
  readonly step: StepRecord;
}

export function ExplainRow({ variable, name, step }: Props) {
  const t = strings.value;
  // A row of another training op is of an earlier step than the one that is shown.
  const chosen = step.phase === 'computed' ? null : step.index;
  const about = `${variable} ${step.index} ${step.phase}`;
  const [why, askWhy] = useAnswer<'why'>(about);
  const [check, askCheck] = useAnswer<'check'>(about);
  return (
    <section class="explain" aria-label={t.explain}>
      <div class="explain-head">
        <h2>{t.explain}</h2>
        <button
          type="button"
          class="button quiet-button"
          aria-expanded={why.state !== 'none'}
          onClick={() => askWhy(why.state === 'none' ? { kind: 'why', step: chosen, variable, element: null } : null)}
        >
          {t.why}
        </button>
        <button
          type="button"
          class="button quiet-button"
          onClick={() => askCheck({ kind: 'check', step: chosen, variable })}
        >
          {t.check}
        </button>
        {(why.state === 'working' || check.state === 'working') && <span class="quiet">{t.working}</span>}
      </div>
      <div aria-live="polite">
        {check.state === 'answered' && <Checked answer={check.answer} />}
        {check.state === 'refused' && <Refused message={check.message} />}
        {why.state === 'refused' && <Refused message={why.message} />}
      </div>
      {why.state === 'answered' && <Why answer={why.answer} name={name} />}
    </section>
  );
}

export function Refused({ message }: { readonly message: string }) {
  return (
    <p class="refused">
      <Icon name="note" /> {message}
    </p>
  );
}

function Why({ answer, name }: { readonly answer: WhyAnswer; readonly name: string }) {
  const t = strings.value;
  const { branches, lines, gradient } = answer;
  const ways = branches.length === 1 ? fill(t.whyOfOne, name) : fill(t.whyOf, name, branches.length);
  return (
    <div class="why">
      <p>
        {ways}: <span class="number">{summaryText(gradient)}</span>
      </p>
      {lines.length > 1 && lines.length < branches.length && (
        <p class="why-lines quiet">
          {t.whyLines}:{' '}
          {lines.map(({ place, share }, i) => (
            <span key={i} class="why-line">
              <LineLink place={place} /> <Share share={share} />
            </span>
          ))}
        </p>
      )}
      <Branches branches={branches} isOpen />
    </div>
  );
}

function Branches({ branches, isOpen }: { readonly branches: readonly WhyBranch[]; readonly isOpen: boolean }) {
  return (
    <ul class="branches">
      {branches.map((branch, i) => (
        <li key={i}>
          <Branch branch={branch} isOpen={isOpen && branches.length === 1} />
        </li>
      ))}
    </ul>
  );
}

function Branch({ branch, isOpen }: { readonly branch: WhyBranch; readonly isOpen: boolean }) {
  const t = strings.value;
  const { branches, stopped } = branch;
  const ends = { shown: t.whyShown, deep: t.whyDeep, loop: t.whyLoop } as const;
  const [isShown, setShown] = useState(isOpen);
  return (
    <>
      <div class="branch">
        {branches.length > 0 ? (
          <button
            type="button"
            class="branch-toggle"
            aria-expanded={isShown}
            aria-label={fill(t.whyFurther, branch.name ?? branch.op)}
            onClick={() => setShown(!isShown)}
          >
            <Icon name={isShown ? 'chevronDown' : 'chevron'} />
          </button>
        ) : (
          <span class="branch-toggle" />
        )}
        <BranchLine branch={branch} />
        {branches.length === 0 && stopped !== null && <span class="quiet"> … {ends[stopped]}</span>}
      </div>
      {isShown && branches.length > 0 && <Branches branches={branches} isOpen={isOpen} />}
    </>
  );
}

function BranchLine({ branch }: { readonly branch: WhyBranch }) {
  const t = strings.value;
  const { op, name, place, contribution, share, upstream, derivative } = branch;
  return (
    <span class="branch-line">
      <Share share={share} />
      <span class="branch-op">
        {name === null ? op : `${name} (${op})`} <LineLink place={place} />
      </span>
      <span class="number">
        {derivative !== null && upstream !== null
          ? fill(t.whyTimes, summaryText(contribution), summaryText(upstream), numberText(derivative))
          : summaryText(contribution)}
      </span>
      {upstream === null && <span class="quiet">← {t.whyLoss}</span>}
    </span>
  );
}

/** A bar from the middle: to the right what pulls with the sum, to the left what works against it. */
export function Share({ share }: { readonly share: WireNumber | null }) {
  const t = strings.value;
  if (share === null) return <span class="share" />;
  const number = fromWire(share);
  const width = Math.min(1, Math.abs(number)) * 50;
  return (
    <span class="share">
      <span class="share-bar" aria-hidden="true">
        <span
          class={number < 0 ? 'share-against' : 'share-with'}
          style={{ width: `${width}%`, left: number < 0 ? `${50 - width}%` : '50%' }}
        />
      </span>
      <span class="number">{fill(t.whyShare, percentText(number))}</span>
    </span>
  );
}

function percentText(share: number): string {
  const percent = 100 * share;
  const digits = Math.abs(percent) >= 100 || percent === 0 ? 0 : Math.abs(percent) >= 1 ? 1 : 3;
  return percent.toFixed(digits).replace('-', '−');
}

function summaryText({ value, norm }: TensorSummary): string {
  return value === null ? `‖${numberText(norm)}‖` : numberText(value);
}

function Checked({ answer }: { readonly answer: CheckAnswer }) {
  const t = strings.value;
  const [row] = answer.rows;
  if (!row) return null;
  const { verdict, worst, kinks, reason } = row;
  const at = (element: readonly number[]) => `[${element.join(', ')}]`;
  const sentence = () => {
    const [kink] = kinks;
    if (verdict === 'notChecked') return fill(t.checkNot, reason ?? '');
    if (verdict === 'kink' && kink) {
      return fill(t.checkKink, at(kink.element), numberText(kink.left), numberText(kink.right), numberText(kink.analytic));
    }
    if (!worst) return fill(t.checkNot, '');
    if (verdict === 'rounded') {
      return fill(t.checkRounded, at(worst.element), numberText(worst.analytic), numberText(worst.exact ?? 'NaN'));
    }
    if (verdict === 'disagrees') {
      return fill(t.checkDisagrees, at(worst.element), numberText(worst.analytic), numberText(worst.numeric));
    }
    const { precision, checked, size } = row;
    return fill(t.checkAgrees, precision ?? '', checked, size, numberText(worst.relativeError));
  };
  const icon = { agrees: 'good', kink: 'note', rounded: 'notice', disagrees: 'bad', notChecked: 'note' } as const;
  return (
    <p class={`checked checked-${verdict}`} data-verdict={verdict}>
      <Icon name={icon[verdict]} /> {sentence()}
      {verdict === 'disagrees' && reason !== null && <span class="quiet"> {reason}.</span>}
    </p>
  );
}
