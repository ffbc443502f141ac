/** @file The loss by its terms, on demand: what each adds, and its share of every gradient. */
import type { LossTermsAnswer } from '../../protocol/explanations';
import { numberText } from '../../protocol/displayNumber';
import type { StepRecord } from '../../protocol/records';
import { rowNames } from '../../protocol/rowNames';
import { strings } from '../store';
import { Refused, Share } from './explainRow';
import { LineLink } from './lineLink';
import { useAnswer } from './useAnswer';

export function LossTerms({ record }: { readonly record: StepRecord }) {
  const t = strings.value;
  const [asked, send] = useAnswer<'lossTerms'>(`${record.index} ${record.phase} ${record.trainingOp}`);
  if (record.loss === null) return null;
  return (
    <section class="loss-terms">
      {asked.state === 'none' ? (
        <button type="button" class="button quiet-button" onClick={() => send({ kind: 'lossTerms', step: null })}>
          {t.split}
        </button>
      ) : (
        <h2>{t.splitTitle}</h2>
      )}
      <div aria-live="polite">
        {asked.state === 'working' && <p class="quiet">{t.working}</p>}
        {asked.state === 'refused' && <Refused message={asked.message} />}
        {asked.state === 'answered' && asked.answer.reason !== null && <Refused message={asked.answer.reason} />}
      </div>
      {asked.state === 'answered' && asked.answer.reason === null && <Terms answer={asked.answer} record={record} />}
    </section>
  );
}

function Terms({ answer, record }: { readonly answer: LossTermsAnswer; readonly record: StepRecord }) {
  const t = strings.value;
  const names = rowNames(record.rows);
  const nameOf = (variable: string) => names.get(variable) ?? variable;
  return (
    <div class="scroller">
      <table class="small stacked" role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">{t.splitTerm}</th>
            <th scope="col" role="columnheader">{t.splitValue}</th>
            {answer.rows.map(({ variable }) => (
              <th key={variable} scope="col" role="columnheader" title={t.splitShareHint}>
                {nameOf(variable)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {answer.terms.map((term, k) => (
            <tr key={k} role="row">
              <th scope="row" role="rowheader">
                {term.name} <LineLink place={term.place} />
              </th>
              <td role="cell" class="number" data-label={t.splitValue}>{numberText(term.value)}</td>
              {answer.rows.map(({ variable, parts }) => (
                <td key={variable} role="cell" data-label={nameOf(variable)}>{parts[k] ? <Share share={parts[k].share} /> : '–'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
