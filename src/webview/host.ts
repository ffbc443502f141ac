/** @file The page's end of the line to the extension: sends requests, takes in what is valid. */
import {
  isHostToView,
  VIEW_PROTOCOL,
  type AnswerReply,
  type PanelSnapshot,
  type TensorReply,
  type TensorRequest,
  type ViewCommand,
  type ViewToHost,
} from '../protocol/view';
import type { PlaceRecord } from '../protocol/records';
import type { PanelAction, PanelAnswer, PanelQuestion } from '../protocol/viewQuestions';
import { patched } from '../protocol/viewPatch';
import { spokenStep } from '../protocol/summary';
import { fill } from '../protocol/panelStrings';
import { caret, expanded, snapshot, spoken, strings } from './store';
import { currentView, isViewState, restoreView, viewSignals, type ViewState } from './viewState';

interface ViewApi {
  postMessage(message: ViewToHost): void;
  getState(): unknown;
  setState(state: ViewState): void;
}
declare function acquireVsCodeApi(): ViewApi;

const api = acquireVsCodeApi();

export function runCommand(command: ViewCommand): void {
  api.postMessage({ type: 'command', command });
}

/** `variable`: the place is its row's, whose other places light up in the editor. */
export function reveal(place: PlaceRecord, variable?: string): void {
  api.postMessage({ type: 'reveal', place, ...(variable === undefined ? {} : { variable }) });
}

export function copyText(text: string): void {
  api.postMessage({ type: 'copy', text });
}

/** A tensor with all its elements. */
export interface WholeTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

let lastRequest = 0;
const requests = new Map<number, (reply: TensorReply) => void>();

/** Rejects with the extension's sentence when the elements are not to be had. */
export function requestTensor(wanted: Omit<TensorRequest, 'type' | 'id'>): Promise<WholeTensor> {
  const id = ++lastRequest;
  return new Promise((resolve, reject) => {
    requests.set(id, (reply) => {
      if (reply.ok) resolve(reply);
      else reject(new Error(reply.message));
    });
    api.postMessage({ type: 'tensor', id, ...wanted });
  });
}

const questions = new Map<number, (reply: AnswerReply) => void>();

/** Rejects with the session's sentence when the question does not fit the step. */
export function ask<K extends PanelQuestion['kind']>(
  question: Extract<PanelQuestion, { kind: K }>,
): Promise<Extract<PanelAnswer, { kind: K }>> {
  const id = ++lastRequest;
  return new Promise((resolve, reject) => {
    questions.set(id, (reply) => {
      if (reply.ok) resolve(reply.answer as Extract<PanelAnswer, { kind: K }>);
      else reject(new Error(reply.message));
    });
    api.postMessage({ type: 'ask', id, question });
  });
}

export function act(action: PanelAction): void {
  api.postMessage({ type: 'act', action });
}

let pendingIndex: number | null = null;

/** At most one request per frame while the slider is dragged. */
export function goTo(index: number): void {
  if (pendingIndex === null) {
    requestAnimationFrame(() => {
      if (pendingIndex !== null) api.postMessage({ type: 'goTo', index: pendingIndex });
      pendingIndex = null;
    });
  }
  pendingIndex = index;
}

/** Listens, restores how the panel was looked at, and asks for the newest snapshot. */
export function connect(): void {
  const state = api.getState();
  const noneOpen = expanded.value;
  if (isViewState(state)) restoreView(state);
  for (const signal of viewSignals) signal.subscribe(saveState);
  // Before "ready": what is asked for there has the open rows whole.
  expanded.subscribe((variables) => {
    if (variables !== noneOpen) api.postMessage({ type: 'opened', variables: [...variables] });
  });
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => receive(data));
  api.postMessage({ type: 'ready', protocol: VIEW_PROTOCOL });
}

function saveState(): void {
  const current = snapshot.value;
  if (!current?.uri) return;
  const last = api.getState();
  // While the file runs again after a reload, the step to come back to is the one that was shown.
  const cursor = current.state?.cursor ?? (isViewState(last) ? last.cursor : 0);
  api.setState(currentView(current.uri, cursor));
}

function receive(message: unknown): void {
  if (!isHostToView(message)) {
    console.warn('Gradient Debugger: a message of an unknown kind was ignored.', message);
    return;
  }
  switch (message.type) {
    case 'strings':
      strings.value = message.strings;
      return;
    case 'caret':
      caret.value = message;
      return;
    case 'tensor':
      requests.get(message.id)?.(message);
      requests.delete(message.id);
      return;
    case 'answer':
      questions.get(message.id)?.(message);
      questions.delete(message.id);
      return;
    case 'snapshot':
      show(message);
      return;
    case 'patch': {
      const next = patched(snapshot.value, message);
      if (next) show(next);
      // A message was lost: everything again.
      else api.postMessage({ type: 'ready', protocol: VIEW_PROTOCOL });
    }
  }
}

function show(next: PanelSnapshot): void {
  const last = snapshot.value;
  if (last && last.uri === next.uri && next.seq < last.seq) return;
  snapshot.value = next;
  saveState();
  const sentence = sentenceFor(last, next);
  if (sentence !== null) spoken.value = sentence;
}

/** One sentence when the step shown or the error changed; none while running. */
function sentenceFor(last: PanelSnapshot | null, next: PanelSnapshot): string | null {
  if (next.status.kind === 'running') return null;
  if (next.error) {
    const isNew = next.error.message !== last?.error?.message;
    return isNew
      ? fill(strings.value.saidError, `${next.error.type}: ${next.error.message}`)
      : null;
  }
  const place = (s: PanelSnapshot | null) =>
    s?.state?.record ? `${s.state.version} ${s.state.cursor} ${s.state.record.phase}` : '';
  if (!next.state?.record || place(last) === place(next)) return null;
  return spokenStep(next.state, next.state.record, strings.value);
}
