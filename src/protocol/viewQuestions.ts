/** @file What the panel asks about a step and changes in it, and the checks of both on receipt. */
import type { Answer, Question } from './explanations';
import type { Edit } from './messages';
import { isWireNumber } from './wireNumber';

/** Questions whose answers the panel shows as they are; a tensor has a message of its own. */
export type PanelQuestion = Extract<Question, { kind: 'why' | 'check' | 'lossTerms' | 'compare' | 'records' }>;
export type PanelAnswer = Extract<Answer, { kind: PanelQuestion['kind'] }>;

export type PanelAction =
  | { readonly kind: 'edit'; readonly edit: Edit }
  | { readonly kind: 'timeline'; readonly timeline: number }
  | { readonly kind: 'dropTimeline'; readonly timeline: number }
  /** Forks that ended, by their place in the state's `dropped`. */
  | { readonly kind: 'pinDropped'; readonly fork: number }
  | { readonly kind: 'forgetDropped' };

type Fields = { readonly [name: string]: unknown };

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isCountOrNull(value: unknown): boolean {
  return value === null || isCount(value);
}

export function isPanelQuestion(value: unknown): value is PanelQuestion {
  if (!isFields(value)) return false;
  const { kind, step, variable, element } = value;
  switch (kind) {
    case 'why':
      return isCountOrNull(step) && typeof variable === 'string' && isCountOrNull(element);
    case 'check':
      return isCountOrNull(step) && (variable === null || typeof variable === 'string');
    case 'lossTerms':
      return isCountOrNull(step);
    case 'records':
      return isCount(value['from']) && isCount(value['to']);
    case 'compare':
      return isSide(value['a']) && isSide(value['b']);
    default:
      return false;
  }
}

function isSide(value: unknown): boolean {
  if (!isFields(value)) return false;
  const { timeline, index } = value;
  return (timeline === 'baseline' || isCount(timeline)) && isCount(index);
}

export function isPanelAction(value: unknown): value is PanelAction {
  if (!isFields(value)) return false;
  switch (value['kind']) {
    case 'edit':
      return isEdit(value['edit']);
    case 'timeline':
    case 'dropTimeline':
      return isCount(value['timeline']);
    case 'pinDropped':
      return isCount(value['fork']);
    case 'forgetDropped':
      return true;
    default:
      return false;
  }
}

function isEdit(value: unknown): value is Edit {
  if (!isFields(value)) return false;
  const { variable, element, rate, stage, thresholds, seed } = value;
  switch (value['kind']) {
    case 'value':
      return typeof variable === 'string' && isCountOrNull(element) && isWireNumber(value['value']);
    case 'learningRate':
      return (variable === null || typeof variable === 'string') && isWireNumber(rate);
    case 'threshold':
      return (
        typeof variable === 'string' && isCount(stage) && Array.isArray(thresholds) && thresholds.every(isWireNumber)
      );
    case 'seed':
      return Number.isSafeInteger(seed);
    default:
      return false;
  }
}
