/** @file The open row: how the update was made, what happened to the gradient, slots, single elements. */
import type { RowRecord, SlotRecord, StepRecord } from '../../protocol/records';
import { fromWire } from '../../protocol/wireNumber';
import { valueText } from '../model/elements';
import { changeText, numberText } from '../../protocol/displayNumber';
import { placementTexts } from '../model/placementText';
import type { PairRow } from '../model/pairRow';
import { scalarOf } from '../../protocol/tensorText';
import { strings } from '../store';
import { ElementList } from './elementList';
import { ExplainRow } from './explainRow';
import { Icon } from './icons';
import { LineLink } from './lineLink';
import { OnDemand } from './onDemand';
import { After } from './pairRowView';
import { StageList } from './stageList';
import { WhatIf } from './whatIf';

interface Props {
  readonly record: RowRecord;
  readonly pair: PairRow;
  /** The step that the row is of. */
  readonly step: StepRecord;
  readonly moment: string;
}

export function RowDetails({ record, pair, step, moment }: Props) {
  const t = strings.value;
  return (
    <>
      <p class="detail-head quiet">
        <span class="number">{pair.variable}</span>
        <span>{pair.dtype}</span>
        <span>{pair.shape}</span>
        <LineLink place={record.place} />
        {placementTexts(record.placement, t).map((text) => (
          <span key={text} class="placement">
            {text}
          </span>
        ))}
      </p>
      {record.isDigest ? <p class="quiet">{t.loadingAll}</p> : <Whole {...{ record, pair, step, moment }} />}
    </>
  );
}

function Whole({ record, pair, step, moment }: Props) {
  const t = strings.value;
  const { gradient, slots } = record;
  return (
    <>
      <div class="details-column">
        {gradient.kind === 'none' ? (
          <section class="none-reason">
            <h2>{t.noneTitle}</h2>
            <p>
              {gradient.reason} <LineLink place={gradient.cutAt?.place ?? null} />
            </p>
          </section>
        ) : (
          <StageList record={record} />
        )}
        <Update record={record} />
        {gradient.kind !== 'none' && <ExplainRow variable={record.variable} name={pair.name} step={step} />}
        {record.before !== null && <WhatIf record={record} />}
        {slots.length > 0 && <Slots slots={slots} />}
      </div>
      {hasTensor(record) && (
        <div class="details-column details-tensor">
          <OnDemand
            draw={({ TensorView }) => <TensorView row={record} step={step} moment={moment} name={pair.name} />}
          />
          {(record.before?.size ?? 0) > 1 && <ElementList record={record} name={pair.name} />}
        </div>
      )}
    </>
  );
}

/** A number needs no picture. */
function hasTensor({ before, gradient }: RowRecord): boolean {
  return (before?.size ?? 0) > 1 || (gradient.kind !== 'none' && gradient.tensor.size > 1);
}

function Update({ record }: { readonly record: RowRecord }) {
  const t = strings.value;
  const { formula, terms, residual, after, applied, gradient } = record;
  if (formula === null && terms.length === 0) {
    if (gradient.kind === 'none') return null;
    return (
      <section>
        <h2>{t.update}</h2>
        <p class="quiet">{after || !applied ? t.noUpdate : t.updateNotApplied}</p>
      </section>
    );
  }
  return (
    <section>
      <h2>{t.update}</h2>
      {formula !== null && <p class="formula">{formula}</p>}
      <dl class="terms">
        {terms.map((term) => (
          <div key={term.name} class="term">
            <dt>{term.name}</dt>
            <dd class="number">{valueText(term.tensor, t)}</dd>
          </div>
        ))}
        {residual !== null && (
          <div
            class={fromWire(residual) === 0 ? 'term residual-exact' : 'term residual-off'}
            title={fromWire(residual) === 0 ? t.residualExact : t.residualOff}
          >
            <dt>{t.residual}</dt>
            <dd class="number">
              {numberText(residual)} <Icon name={fromWire(residual) === 0 ? 'good' : 'notice'} />
            </dd>
          </div>
        )}
      </dl>
      {!after && <p class="quiet">{t.updateNotApplied}</p>}
    </section>
  );
}

function Slots({ slots }: { readonly slots: readonly SlotRecord[] }) {
  const t = strings.value;
  return (
    <section>
      <h2>{t.slots}</h2>
      <table class="small">
        <thead>
          <tr>
            <th scope="col">{t.slotName}</th>
            <th scope="col">{t.before}</th>
            <th scope="col">{t.after}</th>
          </tr>
        </thead>
        <tbody>
          {slots.map((slot) => (
            <tr key={slot.variable}>
              <th scope="row" title={slot.variable}>
                {slot.name}
              </th>
              <td class="number">{valueText(slot.before, t)}</td>
              <td class="number">
                <SlotAfter slot={slot} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SlotAfter({ slot }: { readonly slot: SlotRecord }) {
  const before = slot.before && scalarOf(slot.before);
  const after = slot.after && scalarOf(slot.after);
  if (before === null || after === null) return <>{valueText(slot.after, strings.value)}</>;
  return <After change={changeText(before, after)} />;
}
