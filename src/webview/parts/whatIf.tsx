/** @file A fork of the run, from an open row: one thing changed after the shown step. */
import { useState } from 'preact/hooks';
import type { Edit } from '../../protocol/messages';
import { fill } from '../../protocol/panelStrings';
import type { RowRecord } from '../../protocol/records';
import { toWire } from '../../protocol/wireNumber';
import { elementOf } from '../model/elementIndex';
import { act } from '../host';
import { strings } from '../store';

interface Choice {
  readonly id: string;
  readonly label: string;
  /** Shape of what is changed element by element; null where one number is all. */
  readonly shape: readonly number[] | null;
  readonly edit: (number: number, element: number | null) => Edit;
}

export function WhatIf({ record }: { readonly record: RowRecord }) {
  const t = strings.value;
  const choices = choicesOf(record);
  const [id, setId] = useState(choices[0]!.id);
  const [number, setNumber] = useState('');
  const [element, setElement] = useState('');
  const choice = choices.find((one) => one.id === id) ?? choices[0]!;
  const value = numberOf(number);
  const at = choice.shape === null || element.trim() === '' ? null : elementOf(element, choice.shape);
  const isValid = value !== null && at !== undefined;
  const fork = () => {
    if (isValid) act({ kind: 'edit', edit: choice.edit(value, at) });
  };
  // No form: the panel's page must not submit any.
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.key === 'Enter' && target instanceof HTMLInputElement) fork();
  };
  return (
    <div class="what-if" role="group" aria-label={t.whatIf} title={t.whatIfHint} onKeyDown={onKeyDown}>
      <h2>{t.whatIf}</h2>
      <label class="what-if-field">
        {t.whatIfChange}{' '}
        <select value={choice.id} onChange={({ currentTarget }) => setId(currentTarget.value)}>
          {choices.map((one) => (
            <option key={one.id} value={one.id}>
              {one.label}
            </option>
          ))}
        </select>
      </label>
      {choice.shape !== null && choice.shape.length > 0 && (
        <label class="what-if-field">
          {t.whatIfElement}{' '}
          <input
            class="what-if-input what-if-element"
            value={element}
            placeholder={t.whatIfAll}
            aria-invalid={at === undefined}
            onInput={({ currentTarget }) => setElement(currentTarget.value)}
          />
        </label>
      )}
      <label class="what-if-field">
        {t.whatIfTo}{' '}
        <input
          class="what-if-input what-if-number"
          value={number}
          title={t.whatIfNumber}
          aria-invalid={number !== '' && value === null}
          onInput={({ currentTarget }) => setNumber(currentTarget.value)}
        />
      </label>
      <button type="button" class="button quiet-button" aria-disabled={!isValid} onClick={fork}>
        {t.fork}
      </button>
    </div>
  );
}

function choicesOf({ variable, shape, slots, stages }: RowRecord): Choice[] {
  const t = strings.value;
  const valueOf = (name: string): Choice['edit'] => (number, element) => ({
    kind: 'value', variable: name, element, value: toWire(number),
  });
  return [
    { id: 'variable', label: t.whatIfVariable, shape, edit: valueOf(variable) },
    {
      id: 'rate', label: t.whatIfRate, shape: null,
      edit: (number) => ({ kind: 'learningRate', variable: null, rate: toWire(number) }),
    },
    ...stages.flatMap(({ op, isClip, thresholds }, stage): Choice[] => {
      const isOne = isClip && thresholds.length === 1;
      if (!isOne) return [];
      return [{
        id: `clip${stage}`, label: fill(t.whatIfThreshold, op), shape: null,
        edit: (number) => ({ kind: 'threshold', variable, stage, thresholds: [toWire(number)] }),
      }];
    }),
    ...slots.map((slot): Choice => ({
      id: slot.variable, label: fill(t.whatIfSlot, slot.name), shape: slot.before?.shape ?? [], edit: valueOf(slot.variable),
    })),
    {
      id: 'seed', label: t.whatIfSeed, shape: null,
      edit: (number) => ({ kind: 'seed', seed: Math.trunc(number) }),
    },
  ];
}

/** The number that was typed; null when it is none. */
function numberOf(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === 'NaN') return NaN;
  return trimmed === '' || Number.isNaN(Number(trimmed)) ? null : Number(trimmed);
}
