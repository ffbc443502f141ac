/** @file The first elements of a row's tensors, one per line; the count of the rest is said. */
import { useState } from 'preact/hooks';
import { fill } from '../../protocol/panelStrings';
import type { RowRecord } from '../../protocol/records';
import { copyText } from '../host';
import { elementTable } from '../model/elements';
import { tensorCopy } from '../../protocol/tensorText';
import { strings } from '../store';
import { Icon } from './icons';
import { After } from './pairRowView';

const FIRST = 8;

interface Props {
  readonly record: RowRecord;
  readonly name: string;
}

export function ElementList({ record, name }: Props) {
  const t = strings.value;
  const [count, setCount] = useState(FIRST);
  const { lines, available, size } = elementTable(record, count);
  const copied = record.after ?? record.before;
  return (
    <section>
      <h2>{t.elements}</h2>
      <table class="small elements named" role="table" aria-label={`${t.elements}: ${name}`}>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">{t.element}</th>
            <th scope="col" role="columnheader">{t.raw}</th>
            <th scope="col" role="columnheader">{t.applied}</th>
            <th scope="col" role="columnheader">{t.before}</th>
            <th scope="col" role="columnheader">{t.after}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lines.map((line, i) => (
            <tr key={i} role="row">
              <th scope="row" role="rowheader" class="number">
                {line.index}
              </th>
              <td role="cell" class="number" data-label={t.raw}>{line.raw}</td>
              <td role="cell" class="number" data-label={t.applied}>
                {line.isClipped && (
                  <span class="clip-fired" title={t.clipFired}>
                    <Icon name="clip" />
                  </span>
                )}{' '}
                {line.applied}
              </td>
              <td role="cell" class="number" data-label={t.before}>{line.before}</td>
              <td role="cell" class="number" data-label={t.after}>{line.after ? <After change={line.after} /> : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="aside element-foot">
        <span>
          {fill(t.moreElements, lines.length, size)}
          {available < size && lines.length === available && `; ${t.notSent}`}
        </span>
        {lines.length < available && (
          <button type="button" class="link" onClick={() => setCount(count * 4)}>
            {t.showMore}
          </button>
        )}
        {copied && (
          <button type="button" class="link" onClick={() => copyText(tensorCopy(copied))}>
            <Icon name="copy" /> {t.copy}
          </button>
        )}
      </p>
    </section>
  );
}
