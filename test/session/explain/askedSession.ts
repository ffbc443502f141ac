/** @file Asks a question of the first pairs of a program written in TypeScript. */
import type { Answer, Question } from '../../../src/protocol/explanations';
import type { ErrorRecord } from '../../../src/protocol/records';
import type { Body } from '../scriptedSession';
import { drive } from '../scriptedSession';

/** The answer about the pairs that are computed first; with `steps` about step number `steps`. */
export function ask<K extends Question['kind']>(
  body: Body,
  question: Extract<Question, { kind: K }>,
  steps = 0,
): Extract<Answer, { kind: K }> {
  const reply = asked(body, question, steps);
  if (!reply.ok) throw new Error(reply.error.message);
  if (reply.answer?.kind !== question.kind) throw new Error(`No answer: ${JSON.stringify(reply)}`);
  return reply.answer as Extract<Answer, { kind: K }>;
}

/** Why the question was refused. */
export function refusal(body: Body, question: Question): ErrorRecord {
  const reply = asked(body, question, 0);
  if (reply.ok) throw new Error(`It was answered: ${JSON.stringify(reply.answer)}`);
  return reply.error;
}

function asked(body: Body, question: Question, steps: number) {
  const step = { kind: 'step', count: steps, trainingOp: null } as const;
  const { replies } = drive(body, [...(steps > 0 ? [step] : []), { kind: 'ask', question }]);
  return replies.at(-1)!;
}
