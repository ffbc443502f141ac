/** @file What the panel and the palette ask and change: answers, forks, conditions to run to. */
import { l10n, window } from 'vscode';
import type { AnswerReply } from '../protocol/view';
import type { PanelAction, PanelAnswer, PanelQuestion } from '../protocol/viewQuestions';
import type { LossDebugger } from './lossDebugger';
import { answered } from './stepQuestions';

type Reply = AnswerReply extends infer R ? (R extends unknown ? Omit<R, 'type' | 'id'> : never) : never;

export async function answerTo(of: LossDebugger, question: PanelQuestion): Promise<Reply> {
  const answer = await answered<PanelQuestion['kind']>(of, question);
  return typeof answer === 'string' ? { ok: false, message: answer } : { ok: true, answer: answer as PanelAnswer };
}

export function act(of: LossDebugger, action: PanelAction): Promise<void> {
  return of.perform(action.kind === 'edit' ? { ...action, index: null } : action);
}

/** What people run to most, and the words of the condition for it. */
function usualConditions() {
  return [
    { label: l10n.t('A clip fires'), condition: 'clip_fired' },
    { label: l10n.t('NaN or infinity anywhere'), condition: 'nan' },
    { label: l10n.t('The loss rises'), condition: 'loss_rises' },
    { label: l10n.t('The loss is below…'), condition: 'loss < ' },
    { label: l10n.t('The norm of a gradient is above…'), condition: 'norm > ' },
    { label: l10n.t('An update is larger than a share of its variable…'), condition: 'ratio > ' },
    { label: l10n.t('A condition of your own…'), condition: '' },
  ];
}

/** The session's sentence about what the text lacks; what cannot be asked now is told by the run. */
async function conditionProblem(of: LossDebugger, text: string): Promise<string | undefined> {
  const answer = await answered(of, { kind: 'condition', text });
  return typeof answer === 'string' ? undefined : (answer.problem ?? undefined);
}

/** The condition to run to, asked for where none is given; undefined when the user went back. */
export async function conditionToRunTo(of: LossDebugger, given?: string): Promise<string | undefined> {
  if (given !== undefined) return given;
  const items = usualConditions().map((item) => ({ ...item, description: item.condition }));
  const picked = await window.showQuickPick(items, { title: l10n.t('Run Until'), matchOnDescription: true });
  if (picked === undefined || /\w$/.test(picked.condition)) return picked?.condition;
  return window.showInputBox({
    title: l10n.t('Run Until'),
    prompt: l10n.t(
      'Names: loss, step, norm, ratio, nan, clip_fired, loss_rises. Of a variable: norm(w), ratio(w), value(w), nan(w), changed(w); of its tensors: norm(grad(w)). Of a training op: ran(d_step). With < <= > >= ==, + - * /, and, or, not, previous(loss).',
    ),
    value: picked.condition,
    valueSelection: [picked.condition.length, picked.condition.length],
    validateInput: (text) =>
      text.trim() === '' ? l10n.t('A condition, as loss < 0.1') : conditionProblem(of, text),
  });
}
