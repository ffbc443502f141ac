/** @file What an expression in the console, a watch or over a word of the text is; assignments make a fork. */
import { numberText } from '../../protocol/displayNumber';
import type { Edit } from '../../protocol/messages';
import type { RowRecord } from '../../protocol/records';
import { fromWire, toWire } from '../../protocol/wireNumber';
import { answered } from '../stepQuestions';
import type { DebugTexts } from './debugTexts';
import { numberIn, type Scopes } from './scopes';
import type { Shown } from './shown';
import type { Walker } from './walker';

/** `w = 0.5`, `w[3] = 0.5`, `learning_rate = 0.1`; not `a == b`. */
const ASSIGNMENT = /^\s*([A-Za-z_][\w./:]*)\s*(?:\[\s*(\d+)\s*\])?\s*=(?!=)\s*(.+)$/;
const GRADIENT = /^\s*grad\(\s*([^()]+?)\s*\)\s*$/;

export class Evaluator {
  constructor(
    private readonly walker: Walker,
    private readonly scopes: Scopes,
    private readonly texts: DebugTexts,
    private readonly edit: (edit: Edit) => Promise<void>,
  ) {}

  /** Throws in words when it is nothing. */
  async evaluate(text: string): Promise<Shown> {
    const assignment = ASSIGNMENT.exec(text);
    if (assignment) return this.assign(assignment[1]!, assignment[2], assignment[3]!);
    const row = this.rowCalled(text.trim());
    if (row !== undefined) return this.scopes.pair(row);
    const gradient = this.rowCalled(GRADIENT.exec(text)?.[1] ?? '');
    if (gradient !== undefined) return this.scopes.gradient(gradient);
    const tensor = this.scopes.tensors().find(({ name }) => name !== '' && name === text.trim());
    if (tensor !== undefined) return tensor;
    const answer = await answered(this.walker.target.debugger, { kind: 'evaluate', step: null, text });
    if (typeof answer === 'string') throw new Error(answer);
    return { name: text, value: numberText(answer.value, 9) };
  }

  /** For a logpoint: the value, or why there is none. */
  async tell(text: string): Promise<string> {
    try {
      return (await this.evaluate(text)).value;
    } catch (error) {
      return `{${text}: ${(error as Error).message}}`;
    }
  }

  /** What is wrong with a condition; null when nothing is. Asked of the session, which knows the names. */
  async conditionProblem(text: string): Promise<string | null> {
    const answer = await answered(this.walker.target.debugger, { kind: 'condition', text });
    return typeof answer === 'string' ? null : answer.problem;
  }

  private async assign(name: string, element: string | undefined, text: string): Promise<Shown> {
    const given = numberIn(text, this.texts);
    if (name === 'learning_rate') {
      await this.edit({ kind: 'learningRate', variable: null, rate: toWire(given) });
    } else {
      const variable = this.rowCalled(name)?.variable ?? this.slotCalled(name);
      if (variable === undefined) throw new Error(this.texts.unknown(name));
      await this.edit({ kind: 'value', variable, element: element === undefined ? null : Number(element), value: toWire(given) });
    }
    return { name, value: numberText(fromWire(toWire(given)), 9) };
  }

  rowCalled(name: string): RowRecord | undefined {
    return this.walker.record?.rows.find((row) => [row.name, row.variable, row.variable.replace(/:0$/, '')].includes(name));
  }

  /** `w/Momentum`, as Variables shows it, or the slot's variable. */
  private slotCalled(name: string): string | undefined {
    const slots = this.walker.record?.rows.flatMap((row) =>
      row.slots.map((slot) => ({ names: [`${row.name}/${slot.name}`, slot.variable, slot.variable.replace(/:0$/, '')], slot })),
    );
    return slots?.find(({ names }) => names.includes(name))?.slot.variable;
  }
}
