/** @file A fork of the run, from an open row: one thing changed after the shown step. */
import { useState } from 'preact/hooks';
import type { Edit } from '../../protocol/messages';
import { fill } from '../../protocol/panelStrings';
import type { RowRecord } from '../../protocol/records';
import { shapeText } from '../../protocol/tensorText';
import { toWire } from '../../protocol/wireNumber';
import { elementOf } from '../model/elementIndex';
import { act } from '../host';
import { snapshot, strings } from '../store';
import { Icon } from './icons';

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
  const problemsId = `what-if-problems-${record.variable}`;
  const [id, setId] = useState(choices[0]!.id);
  const [number, setNumber] = useState('');
  const [element, setElement] = useState('');
  const choice = choices.find((one) => one.id === id) ?? choices[0]!;
  const [sentAt, setSentAt] = useState<number | null>(null);
  const value = numberOf(number);
  const at = choice.shape === null || element.trim() === '' ? null : elementOf(element, choice.shape);
  const isWhole = choice.id !== 'seed' || Number.isSafeInteger(value);
  const isValid = value !== null && at !== undefined && isWhole;
  const fork = () => {
    if (!isValid) return;
    setSentAt(snapshot.value?.seq ?? 0);
    act({ kind: 'edit', edit: choice.edit(value, at) });
  };
  const problems = [
    ...(at === undefined ? [noElement(element, choice.shape ?? [])] : []),
    ...(number.trim() === '' ? [] : value === null ? [fill(t.whatIfNoNumber, number, t.whatIfNumber)] : []),
    ...(value !== null && !isWhole ? [fill(t.whatIfNoWhole, number)] : []),
    ...refusal(sentAt),
  ];
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
            aria-describedby={at === undefined ? problemsId : undefined}
            onInput={({ currentTarget }) => {
              setElement(currentTarget.value);
              setSentAt(null);
            }}
          />
        </label>
      )}
      <label class="what-if-field">
        {t.whatIfTo}{' '}
        <input
          class="what-if-input what-if-number"
          value={number}
          title={t.whatIfNumber}
          aria-invalid={number.trim() !== '' && (value === null || !isWhole)}
          aria-describedby={problems.length > 0 ? problemsId : undefined}
          onInput={({ currentTarget }) => {
            setNumber(currentTarget.value);
            setSentAt(null);
          }}
        />
      </label>
      <button type="button" class="button quiet-button" aria-disabled={!isValid} onClick={fork}>
        {t.fork}
      </button>
      <ul id={problemsId} class="what-if-problems" aria-live="polite">
        {problems.map((problem) => (
          <li key={problem}>
            <Icon name="notice" /> {problem}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Why the fork that was asked for did not begin, and what to do; nothing while it is made or when it was. */
function refusal(sentAt: number | null): readonly string[] {
  const now = snapshot.value;
  if (sentAt === null || !now || now.seq <= sentAt) return [];
  const why = now.refusal ?? now.error;
  return why === null ? [] : [[why.message, why.remedy ?? ''].join(' ').trim()];
}

function noElement(text: string, shape: readonly number[]): string {
  const t = strings.value;
  const example = `[${shape.map((size) => Math.max(0, size - 1)).join(', ')}]`;
  const sentence = shape.length === 1 ? t.whatIfNoElementOne : t.whatIfNoElement;
  return fill(sentence, text, shapeText(shape, t), shape.length, example);
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
