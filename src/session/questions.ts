/** @file What is asked about a run: which part of the session answers. */
import type { Frontend } from '../frontends/program';
import type { Answer, Question } from '../protocol/explanations';
import { problemOf } from './conditions/condition';
import { answer } from './explain/answers';
import type { Baseline, ProgramRun } from './programRun';
import { evaluated, recordsOf, wholeTensor } from './shownAgain';
import { comparison } from './whatIf';

/** Changes nothing. Throws ValueError, with what to do, where the question has no answer. */
export function answerOf(
  run: ProgramRun, baseline: Baseline | null, question: Question, frontend: Frontend, isInterrupted: () => boolean,
): Answer {
  if (question.kind === 'compare') return comparison(run, baseline, question.a, question.b);
  if (question.kind === 'tensor') return wholeTensor(run, question);
  if (question.kind === 'records') return recordsOf(run.timeline, question);
  if (question.kind === 'condition') {
    return { kind: 'condition', problem: problemOf(question.text, run.naming.known(run.facts)) };
  }
  if (question.kind === 'evaluate') return evaluated(run, question);
  return answer(question, run.timeline.reader(question.step), run.naming, isInterrupted, () => frontend.noted());
}
