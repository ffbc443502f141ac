/** @file The messages between the extension and its panel, and the checks that both ends make on receipt. */
import type { ErrorRecord, FindingRecord, PlaceRecord } from './records';
import type { SessionState } from './messages';
import {
  isPanelAction, isPanelQuestion, type PanelAction, type PanelAnswer, type PanelQuestion,
} from './viewQuestions';
import type { PanelStrings } from './panelStrings';
import { isTensorPart, type TensorPart } from './tensorPart';
import { hasPatchOutline, type PanelPatch } from './viewPatch';

export const VIEW_PROTOCOL = 1;

/** What the panel shows besides the session's state. */
export type PanelStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly what: string; readonly canPause: boolean }
  /** A longer run rests at a step; `what` says how it goes on. */
  | { readonly kind: 'paused'; readonly what: string }
  /** The text changed (or fails) since the values were computed; they are kept and marked. */
  | { readonly kind: 'stale'; readonly reason: string }
  /** Workspace trust is missing: nothing runs. */
  | { readonly kind: 'restricted' };

export interface PrintedText {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** Everything the panel shows; the newest replaces the last. */
export interface PanelSnapshot {
  readonly type: 'snapshot';
  readonly protocol: typeof VIEW_PROTOCOL;
  readonly seq: number;
  readonly title: string;
  readonly uri: string;
  readonly status: PanelStatus;
  /** The newest state that has values; older than the text while `status` is `stale`. */
  readonly state: SessionState | null;
  /** Why the newest run or command failed; `state` may be from before it. */
  readonly error: ErrorRecord | null;
  /** Why the last change that was asked for (a What If) was not made; what is shown is as it was. */
  readonly refusal: ErrorRecord | null;
  /** What is known of a text that failed before it had values: which variables have no gradient, and why. */
  readonly failure: readonly FindingRecord[];
  readonly prints: readonly PrintedText[];
  /** Lines of printed text that are no longer in `prints`; the log has them. */
  readonly printsOmitted: number;
  /** The training op that Step runs next; null: the ops of the file in turn. */
  readonly trainingOp: string | null;
  /** The commands that make sense now; the other buttons are disabled. */
  readonly enabled: readonly ViewCommand[];
}

export type HostToView =
  | PanelSnapshot
  /** What is different in the snapshot before it; a page that has another one asks with "ready". */
  | PanelPatch
  /** The panel's texts in the user's language; sent once, before the first snapshot. */
  | { readonly type: 'strings'; readonly protocol: number; readonly strings: PanelStrings }
  /**
   * 1-based line of the caret in the loss file: rows from there light up, and `rows` (`w:0`), to which the
   * line contributes in another way. 0: in no loss file.
   */
  | { readonly type: 'caret'; readonly line: number; readonly rows: readonly string[] }
  | TensorReply
  | AnswerReply;

/** The answer to one `ask`, always exactly one. */
export type AnswerReply =
  | { readonly type: 'answer'; readonly id: number; readonly ok: true; readonly answer: PanelAnswer }
  | { readonly type: 'answer'; readonly id: number; readonly ok: false; readonly message: string };

/** The answer to one `tensor` request, always exactly one. A typed array travels as binary: no NaN is lost. */
export type TensorReply =
  | {
      readonly type: 'tensor';
      readonly id: number;
      readonly ok: true;
      readonly dtype: string;
      readonly shape: readonly number[];
      /** All elements, in row-major order. */
      readonly values: Float64Array;
    }
  | { readonly type: 'tensor'; readonly id: number; readonly ok: false; readonly message: string };

export const VIEW_COMMANDS = [
  'step',
  'stepBack',
  'compute',
  'apply',
  'run',
  'runUntil',
  'continue',
  'pause',
  'pinBaseline',
  'unpinBaseline',
  'reset',
  'stop',
  'chooseTrainingOp',
  'openAccessibleView',
  'export',
  'manageTrust',
  'showLog',
] as const;

/** Panel buttons run the same commands as the palette. */
export type ViewCommand = (typeof VIEW_COMMANDS)[number];

export type ViewToHost =
  | { readonly type: 'ready'; readonly protocol: number }
  | { readonly type: 'command'; readonly command: ViewCommand }
  | { readonly type: 'goTo'; readonly index: number }
  /** The variables of all rows whose details are open: these rows travel whole. */
  | { readonly type: 'opened'; readonly variables: readonly string[] }
  /** `variable`: the place is that of its row, all places of which are to be lit. */
  | { readonly type: 'reveal'; readonly place: PlaceRecord; readonly variable?: string }
  | { readonly type: 'copy'; readonly text: string }
  | TensorRequest
  /** A question about a step: exactly one `answer` comes back. */
  | { readonly type: 'ask'; readonly id: number; readonly question: PanelQuestion }
  /** Changes what is shown: the next snapshot tells what became of it. */
  | { readonly type: 'act'; readonly action: PanelAction };

/** All elements of one tensor of a row. */
export interface TensorRequest {
  readonly type: 'tensor';
  readonly id: number;
  /** The step that the row is of; null: the pairs that are computed and not applied. */
  readonly step: number | null;
  /** `w:0` */
  readonly variable: string;
  readonly part: TensorPart;
}

type Fields = { readonly [name: string]: unknown };

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}

export function isPlaceRecord(value: unknown): value is PlaceRecord {
  return (
    isFields(value) &&
    typeof value['file'] === 'string' &&
    [value['line'], value['column'], value['endLine'], value['endColumn']].every(isCount)
  );
}

/** Whether the extension can act on what came from the page: shape and ranges, every field. */
export function isViewToHost(value: unknown): value is ViewToHost {
  if (!isFields(value)) return false;
  switch (value['type']) {
    case 'ready':
      return isCount(value['protocol']);
    case 'command':
      return (VIEW_COMMANDS as readonly unknown[]).includes(value['command']);
    case 'goTo':
      return isCount(value['index']);
    case 'opened': {
      const { variables } = value;
      return Array.isArray(variables) && variables.every((name) => typeof name === 'string');
    }
    case 'reveal':
      return isPlaceRecord(value['place']) && ['undefined', 'string'].includes(typeof value['variable']);
    case 'copy':
      return typeof value['text'] === 'string';
    case 'ask':
      return isCount(value['id']) && isPanelQuestion(value['question']);
    case 'act':
      return isPanelAction(value['action']);
    case 'tensor':
      return (
        isCount(value['id']) &&
        (value['step'] === null || isCount(value['step'])) &&
        typeof value['variable'] === 'string' &&
        isTensorPart(value['part'])
      );
    default:
      return false;
  }
}

const STATUS_KINDS: readonly unknown[] = ['idle', 'running', 'paused', 'stale', 'restricted'];

function isError(value: unknown): boolean {
  return value === null || (isFields(value) && typeof value['message'] === 'string');
}

/** What a snapshot and a patch have in common. */
function hasFrame(value: Fields): boolean {
  const { status, error } = value;
  return (
    value['protocol'] === VIEW_PROTOCOL &&
    isCount(value['seq']) &&
    typeof value['title'] === 'string' &&
    typeof value['uri'] === 'string' &&
    isFields(status) &&
    STATUS_KINDS.includes(status['kind']) &&
    isError(error) &&
    isError(value['refusal']) &&
    Array.isArray(value['failure']) &&
    isCount(value['printsOmitted']) &&
    (value['trainingOp'] === null || typeof value['trainingOp'] === 'string') &&
    Array.isArray(value['enabled'])
  );
}

function isSnapshot(value: Fields): boolean {
  const { state } = value;
  return (
    hasFrame(value) &&
    Array.isArray(value['prints']) &&
    (state === null || (isFields(state) && isCount(state['cursor']) && hasOutline(state)))
  );
}

function hasOutline(state: Fields): boolean {
  const { record } = state;
  return (
    isCount(state['stepCount']) &&
    Array.isArray(state['history']) &&
    Array.isArray(state['findings']) &&
    Array.isArray(state['trainingOps']) &&
    (record === null || (isFields(record) && Array.isArray(record['rows'])))
  );
}

/** Whether the page can show what came from the extension: protocol, tag and outline of the data. */
export function isHostToView(value: unknown): value is HostToView {
  if (!isFields(value)) return false;
  switch (value['type']) {
    case 'snapshot':
      return isSnapshot(value);
    case 'patch':
      return hasFrame(value) && hasPatchOutline(value);
    case 'strings':
      return value['protocol'] === VIEW_PROTOCOL && isFields(value['strings']);
    case 'caret':
      return isCount(value['line']) && isNames(value['rows']);
    case 'answer':
      return (
        isCount(value['id']) &&
        (value['ok'] === true ? isFields(value['answer']) : typeof value['message'] === 'string')
      );
    case 'tensor':
      return isCount(value['id']) && isTensorReply(value);
    default:
      return false;
  }
}

function isTensorReply(value: Fields): boolean {
  if (value['ok'] === false) return typeof value['message'] === 'string';
  const { shape, values } = value;
  return (
    value['ok'] === true &&
    typeof value['dtype'] === 'string' &&
    Array.isArray(shape) &&
    shape.every(isCount) &&
    ArrayBuffer.isView(values) &&
    values instanceof Float64Array &&
    values.length === shape.reduce((a: number, b: number) => a * b, 1)
  );
}
