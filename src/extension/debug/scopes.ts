/** @file What the debug view's Variables show: pairs, tensors reached, slots, the step. Knows no protocol of debuggers. */
import { numberText, shortText } from '../../protocol/displayNumber';
import type { Edit } from '../../protocol/messages';
import type { PlaceValue } from '../../protocol/placeValues';
import type { PlaceRecord, RowRecord, SlotRecord, StepRecord, TensorRecord } from '../../protocol/records';
import { gradientOf, isClipped, lossOf } from '../../protocol/rowFacts';
import { toWire } from '../../protocol/wireNumber';
import { wholeOfPlace, wholeRecord } from '../stepQuestions';
import type { DebugTexts } from './debugTexts';
import { digestShown, line, statistics, statisticsText, tensorShown, type ReadTensor, type Shown } from './shown';
import { knownAt } from './trace';
import type { Walker } from './walker';

export interface Scope {
  readonly name: string;
  readonly shown: readonly Shown[];
  /** Fetched only when it is opened. */
  readonly isLarge: boolean;
}

export class Scopes {
  constructor(
    private readonly walker: Walker,
    private readonly texts: DebugTexts,
    /** Makes the fork; throws in words when it is refused. */
    private readonly edit: (edit: Edit) => Promise<void>,
  ) {}

  all(): readonly Scope[] {
    const { record } = this.walker;
    if (record === null) return [];
    const slots = record.rows.flatMap((row) => row.slots.map((slot) => this.slot(row, slot)));
    const { texts } = this;
    return [
      { name: texts.pairs, shown: record.rows.map((row) => this.pair(row)), isLarge: false },
      { name: texts.tensors, shown: this.tensors(), isLarge: false },
      ...(slots.length > 0 ? [{ name: texts.slots, shown: slots, isLarge: true }] : []),
      { name: texts.step, shown: this.step(record), isLarge: false },
    ];
  }

  /** The (gradient, variable) pair; inside the update its parts are told only when the update was made. */
  pair(row: RowRecord): Shown {
    const gradient = gradientOf(row);
    const isWritten = this.isWritten();
    const now = isWritten ? (row.after ?? row.before) : row.before;
    const before = gradient === null ? `∂ ${this.noValue}` : `∂ ${shortValue(gradient)}`;
    const change = row.before === null ? '' : ` · ${shortValue(row.before)}`;
    const after = isWritten && row.after !== null ? ` → ${shortValue(row.after)}` : '';
    const clipped = this.hasGradients() && isClipped(row) ? ' · ✂' : '';
    return {
      name: row.name,
      value: `${this.hasGradients() ? before : `∂ ${this.texts.notYet}`}${clipped}${change}${after}`,
      type: `${row.dtype} [${row.shape.join(', ')}]`,
      evaluateName: row.name,
      variable: row.variable,
      inside: () => Promise.resolve([
        ...(this.hasGradients() ? [this.gradient(row), ...this.stages(row)] : []),
        ...(now === null ? [] : [this.value(row)]),
        ...(isWritten && row.after !== null && row.before !== null
          ? [tensorShown(this.texts.before, row.before, { variable: row.variable, part: { kind: 'before' }, read: this.read })]
          : []),
        ...(isWritten && row.updateRatio !== null ? [line('Δ/‖v‖', shortText(row.updateRatio))] : []),
        ...row.slots.map((slot) => this.slot(row, slot)),
      ]),
    };
  }

  gradient(row: RowRecord): Shown {
    const { gradient } = row;
    if (gradient.kind === 'none') return line('∂', `${this.noValue}: ${gradient.reason}`);
    return tensorShown('∂', gradient.tensor, {
      variable: row.variable, part: { kind: 'gradient' }, read: this.read, evaluateName: `grad(${row.name})`,
    });
  }

  /** The variable as it is where the walk is; it can be set. */
  value(row: RowRecord): Shown {
    const isAfter = this.isWritten() && row.after !== null;
    const tensor = (isAfter ? row.after : row.before)!;
    return tensorShown(this.texts.value, tensor, {
      variable: row.variable, part: { kind: isAfter ? 'after' : 'before' }, read: this.read,
      set: (element, text) => this.set(row.variable, element, text),
    });
  }

  /** What of the text's tensors has been computed where the walk is; of a name its last value. */
  tensors(): readonly Shown[] {
    const { untold, trace, at, given } = this.walker;
    if (untold !== null) return [line('', untold)];
    const known = knownAt(trace, at);
    const byName = new Map<string, PlaceValue>();
    for (const value of [...given, ...known.values]) {
      // A variable has its row among the pairs.
      if (value.name !== null && value.kind === 'assigned' && value.rows.length === 0) byName.set(value.name, value);
    }
    const read: ReadPlace = (place, part) => wholeOfPlace(this.walker.target.debugger, place, part);
    return [...byName].map(([name, place]) => placeShown(name, place, known.gradients.has(place), read, this.texts));
  }

  step(record: StepRecord): readonly Shown[] {
    const { loss, globalStep, gradientNorm, appliedNorm, trainingOp, optimizer, index } = record;
    return [
      line('step', String(index)),
      line(this.texts.trainingOp, `${trainingOp} (${optimizer})`),
      ...(loss === null ? [] : [{ ...line('loss', numberText(lossOf(record), 9)), evaluateName: 'loss' }]),
      ...(globalStep === null ? [] : [line('global_step', String(globalStep))]),
      ...(this.hasGradients()
        ? [
            { ...line('norm', numberText(gradientNorm)), evaluateName: 'norm' },
            { ...line('applied_norm', numberText(appliedNorm)), evaluateName: 'applied_norm' },
          ]
        : []),
    ];
  }

  /** What the program has where there is no gradient. */
  private get noValue(): string {
    return this.walker.target.debugger.view.state?.framework.noValue ?? '';
  }

  private stages(row: RowRecord): readonly Shown[] {
    return row.stages.map((stage, index) => {
      const place = stage.place === null ? '' : ` :${stage.place.line}`;
      return tensorShown(`${stage.op}${place}`, stage.output, {
        variable: row.variable, part: { kind: 'stage', index }, read: this.read,
      });
    });
  }

  private slot(row: RowRecord, slot: SlotRecord): Shown {
    const isAfter = this.isWritten() && slot.after !== null;
    const tensor = isAfter ? slot.after : slot.before;
    const name = `${row.name}/${slot.name}`;
    if (tensor === null) return line(name, this.noValue);
    return tensorShown(name, tensor, {
      variable: row.variable, part: { kind: 'slot', name: slot.name, when: isAfter ? 'after' : 'before' },
      read: this.read, set: (element, text) => this.set(slot.variable, element, text),
    });
  }

  /** Between steps, and after the update's own line. */
  private isWritten(): boolean {
    return this.walker.stop === null;
  }

  /** The pairs are there when the backward pass is over. */
  private hasGradients(): boolean {
    const { stop, trace, at } = this.walker;
    if (stop === null || at === null || stop.pass === 'update') return true;
    return !trace.slice(at + 1).some(({ pass }) => pass === 'backward') && stop.pass === 'backward';
  }

  private readonly read: ReadTensor = (variable, part) =>
    wholeRecord(this.walker.target.debugger, { step: null, variable, part });

  private set(variable: string, element: number | null, text: string): Promise<void> {
    return this.edit({ kind: 'value', variable, element, value: toWire(numberIn(text, this.texts)) });
  }
}

/** Throws in words when `text` is no number as Python or JavaScript writes them. */
export function numberIn(text: string, texts: DebugTexts): number {
  const plain = text.trim().replace('−', '-').replace(/^float\(['"](.*)['"]\)$/, '$1').replace(/^np\./, '');
  if (/^[+-]?nan$/i.test(plain)) return NaN;
  const infinite = /^([+-]?)(?:inf|infinity|∞)$/i.exec(plain);
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity;
  const number = Number(plain);
  if (plain === '' || Number.isNaN(number)) throw new Error(texts.noNumber);
  return number;
}

type ReadPlace = (place: PlaceRecord, part: 'value' | 'gradient') => Promise<TensorRecord | string>;

/** A tensor of the text with its gradient, as far as the walk has come. */
function placeShown(name: string, place: PlaceValue, hasGradient: boolean, read: ReadPlace, texts: DebugTexts): Shown {
  const { value, gradient, op, place: { line: at } } = place;
  const shown = digestShown(name, value, () => read(place.place, 'value'));
  const partial = hasGradient && gradient !== null ? digestShown('∂', gradient, () => read(place.place, 'gradient')) : null;
  return {
    name,
    ...(shown.type === undefined ? {} : { type: shown.type }),
    value: partial === null ? shown.value : `${shown.value}  ∂ ${gradient!.value === null ? shortText(gradient!.health.norm) : partial.value}`,
    evaluateName: name,
    inside: async () => [
      ...(shown.inside === undefined ? [] : [{ ...shown, name: texts.value }, ...statistics(value.health)]),
      ...(partial === null ? [] : [partial]),
      line('op', `${op} :${at}`),
    ],
  };
}

function shortValue(tensor: RowRecord['before'] & object): string {
  return tensor.size === 1 ? numberText(tensor.values[0]!) : statisticsText(tensor.shape, tensor.health);
}
