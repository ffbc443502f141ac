/** @file What the panel or a file needs of steps beyond what is shown, asked of the session. Knows no editor. */
import { MAX_TENSOR, type Answer, type Question } from '../protocol/explanations';
import type { StepRecord, TensorRecord } from '../protocol/records';
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
  return values.length < size ? `${variable}: ${size} elements, at most ${MAX_TENSOR} are shown.` : reply.tensor;
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
