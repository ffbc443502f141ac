/** @file What the panel or a file needs of steps beyond what is shown, asked of the session. Knows no editor. */
import { MAX_TENSOR, type Answer, type Question } from '../protocol/explanations';
import type { StepRecord } from '../protocol/records';
import type { TensorReply, TensorRequest } from '../protocol/view';
import { fromWire } from '../protocol/wireNumber';
import type { LossDebugger } from './lossDebugger';

type TensorContent =
  | Omit<Extract<TensorReply, { ok: true }>, 'type' | 'id'>
  | Omit<Extract<TensorReply, { ok: false }>, 'type' | 'id'>;

/** Records of steps that one message of the session carries. */
const CHUNK = 50;

/** All elements of a tensor, or a sentence that says why not. */
export async function wholeTensor(
  of: LossDebugger,
  { step, variable, part }: Omit<TensorRequest, 'type' | 'id'>,
): Promise<TensorContent> {
  const reply = await answered(of, { kind: 'tensor', step, variable, part });
  if (typeof reply === 'string') return { ok: false, message: reply };
  const { dtype, shape, size, values } = reply.tensor;
  if (values.length < size) {
    return { ok: false, message: `${variable}: ${size} elements, the panel takes ${MAX_TENSOR}.` };
  }
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
