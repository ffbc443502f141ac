/** @file What the panel or a file needs of steps beyond what is shown, asked of the session. Knows no editor. */
import { MAX_TENSOR, type Answer, type Question } from '../protocol/explanations';
import type { PlaceRecord, StepRecord, TensorRecord } from '../protocol/records';
import type { TensorReply, TensorRequest } from '../protocol/view';
import { fromWire } from '../protocol/wireNumber';
import type { LossDebugger } from './lossDebugger';

type TensorContent =
  | Omit<Extract<TensorReply, { ok: true }>, 'type' | 'id'>
  | Omit<Extract<TensorReply, { ok: false }>, 'type' | 'id'>;

/** Records of steps that one message of the session carries. */
const CHUNK = 50;

type TensorWish = Omit<TensorRequest, 'type' | 'id'>;

/** A tensor with all its elements, or a sentence that says why not. */
export async function wholeRecord(of: Pick<LossDebugger, 'ask'>, { step, variable, part }: TensorWish): Promise<TensorRecord | string> {
  const reply = await answered(of, { kind: 'tensor', step, variable, part });
  if (typeof reply === 'string') return reply;
  const { size, values } = reply.tensor;
  return values.length < size ? tooLarge(variable, size) : reply.tensor;
}

function tooLarge(name: string, size: number): string {
  return `${name}: ${size} elements, at most ${MAX_TENSOR} are shown.`;
}

/** As `wholeRecord`, of what an expression of the text had in the step that is shown, or of its gradient. */
export async function wholeOfPlace(
  of: Pick<LossDebugger, 'ask'>, place: PlaceRecord, part: 'value' | 'gradient',
): Promise<TensorRecord | string> {
  const reply = await answered(of, { kind: 'placeTensor', step: null, place, part });
  if (typeof reply === 'string') return reply;
  const { size, values } = reply.tensor;
  return values.length < size ? tooLarge(`:${place.line}`, size) : reply.tensor;
}

/** The same with its elements as numbers, as the panel and files take them. */
export async function wholeTensor(of: Pick<LossDebugger, 'ask'>, wish: TensorWish): Promise<TensorContent> {
  const tensor = await wholeRecord(of, wish);
  if (typeof tensor === 'string') return { ok: false, message: tensor };
  const { dtype, shape, values } = tensor;
  return { ok: true, dtype, shape, values: Float64Array.from(values, fromWire) };
}

/** Every step that was made, oldest first; null when there is none or the session is gone. */
export async function allRecords(of: LossDebugger): Promise<readonly StepRecord[] | null> {
  const count = of.view.state?.stepCount ?? 0;
  const records: StepRecord[] = [];
  for (let from = 1; from <= count; from += CHUNK) {
    const reply = await answered(of, { kind: 'records', from, to: from + CHUNK - 1 });
    if (typeof reply === 'string') return null;
    records.push(...reply.records);
  }
  return records.length > 0 ? records : null;
}

/** The answer, or in words why there is none. */
export type Answered<K extends Question['kind']> = Extract<Answer, { kind: K }> | string;

export async function answered<K extends Question['kind']>(
  of: Pick<LossDebugger, 'ask'>,
  question: Extract<Question, { kind: K }>,
): Promise<Answered<K>> {
  const outcome = await of.ask(question);
  if (outcome.kind !== 'answer') return outcome.error.message;
  const { answer } = outcome;
  return answer.kind === question.kind ? (answer as Extract<Answer, { kind: K }>) : 'No answer came.';
}
