/** @file The commands: what each does to a debugged file. Complete by type; each resolves to what the panel shows. */
import { commands, env, l10n, ProgressLocation, Uri, window, type Disposable } from 'vscode';
import { stepsTable } from '../protocol/stepExport';
import type { PanelSnapshot } from '../protocol/view';
import { exportSteps, exportTensor, type ExportWish } from './exports';
import { fileInFront } from './fileInFront';
import { peekGradientPath } from './gradientPath';
import { toggleHints } from './inlayHints';
import type { OpenFile } from './openFile';
import type { OpenFiles } from './openFiles';
import { proposedSteps } from './settings';
import { conditionToRunTo } from './whatIf';

/** The ids below `gradientDebugger.`; package.json contributes each of them. */
export const COMMANDS = [
  'open',
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
  'exportTensor',
  'copyRow',
  'peekGradientPath',
  'toggleInlayHints',
  'showLog',
] as const;

type CommandName = (typeof COMMANDS)[number];
type FileCommand = Exclude<CommandName, 'open' | 'showLog' | 'toggleInlayHints'>;

const ACTIONS: {
  readonly [C in FileCommand]: (file: OpenFile, given: Given) => Promise<void>;
} = {
  step: (file, { count = 1 }) => file.debugger.step(count),
  stepBack: (file, { count = 1 }) => file.debugger.stepBack(count),
  compute: (file) => file.debugger.compute(),
  apply: (file) => file.debugger.apply(),
  run: (file, { count }) => runSteps(file, count),
  runUntil: (file, { name }) => runUntil(file, name),
  continue: (file) => goOn(file),
  pause: async (file) => file.debugger.pause(),
  pinBaseline: (file) => file.debugger.perform({ kind: 'pin', name: pinName() }),
  unpinBaseline: (file) => file.debugger.perform({ kind: 'pin', name: null }),
  reset: (file) => file.debugger.load(),
  stop: async (file) => file.debugger.stop(),
  chooseTrainingOp: (file, { name }) => chooseTrainingOp(file, name),
  openAccessibleView: (file) => file.openText(),
  export: async (file, { wish }) => void (await exportSteps(file, wish)),
  exportTensor: async (file, { wish }) => void (await exportTensor(file, wish)),
  copyRow: async (file, { wish }) => copyRow(file, wish.variable),
  peekGradientPath: (file, { wish, name }) => peekGradientPath(file, wish.variable ?? name),
};

/** What a test, a task, a key binding or a row's menu gives along; the palette gives nothing and is asked. */
interface Given {
  readonly count: number | undefined;
  readonly name: string | undefined;
  readonly wish: ExportWish;
}

/**
 * Every file command takes an optional URI (default: the current file), a count, the name of a
 * training op and a wish (the menu of a row names its variable), in any order, and resolves to the snapshot after it; undefined when there was nothing to act on.
 */
export function registerCommands(files: OpenFiles, showLog: () => void): Disposable[] {
  const register = (name: CommandName, run: (...args: unknown[]) => unknown) =>
    commands.registerCommand(`gradientDebugger.${name}`, run);
  return [
    register('open', (argument) => open(files, argument)),
    register('showLog', showLog),
    register('toggleInlayHints', () => toggleHints(window.activeTextEditor?.document.uri)),
    ...(Object.keys(ACTIONS) as FileCommand[]).map((name) =>
      register(name, (...args) => act(files, name, args)),
    ),
  ];
}

async function open(files: OpenFiles, argument: unknown): Promise<PanelSnapshot | undefined> {
  const uri = argument instanceof Uri ? argument : fileInFront(files);
  if (!uri) {
    void window.showInformationMessage(
      l10n.t('Open a Python, TypeScript or JavaScript loss file first, then open its gradients.'),
    );
    return undefined;
  }
  return (await files.open(uri)).snapshot();
}

async function act(
  files: OpenFiles,
  name: FileCommand,
  args: readonly unknown[],
): Promise<PanelSnapshot | undefined> {
  const uri = args.find((argument) => argument instanceof Uri);
  const wish = args.find((argument) => typeof argument === 'object' && !(argument instanceof Uri));
  const given: Given = {
    wish: (wish ?? {}) as ExportWish,
    count: args.find((argument) => typeof argument === 'number'),
    name: args.find((argument) => typeof argument === 'string'),
  };
  const file = uri ? files.of(uri) : (files.of(rowFile(wish)) ?? files.current());
  if (!file) {
    const openAction = l10n.t('Open Gradients');
    const message = l10n.t('No gradients are open: open a loss file and its gradients first.');
    void window.showInformationMessage(message, openAction).then((chosen) => {
      if (chosen === openAction) void commands.executeCommand('gradientDebugger.open');
    });
    return undefined;
  }
  await ACTIONS[name](file, given);
  return file.snapshot();
}

/** The row's menu is of one panel, which need not be the last one that was used. */
function rowFile(wish: unknown): Uri {
  const uri = (wish as { readonly uri?: unknown } | undefined)?.uri;
  return Uri.parse(typeof uri === 'string' ? uri : '');
}

/** The row as tab-separated values under its column names; every number exact. */
async function copyRow(file: OpenFile, variable?: string): Promise<void> {
  const record = file.debugger.view.state?.record;
  const rows = record?.rows.filter((row) => row.variable === variable) ?? [];
  if (!record || rows.length === 0) return;
  await env.clipboard.writeText(stepsTable([{ ...record, rows }], 'tsv'));
}

async function runSteps(file: OpenFile, count?: number): Promise<void> {
  const steps = count ?? (await askForSteps(proposedSteps(file.uri)));
  if (steps === undefined) return;
  const title = l10n.t('{0}: running {1} steps', file.title, steps);
  await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    file.debugger.step(steps),
  );
}

async function runUntil(file: OpenFile, given?: string): Promise<void> {
  const condition = await conditionToRunTo(file.debugger, given);
  if (condition !== undefined) await runTo(file, condition);
}

async function runTo(file: OpenFile, condition: string): Promise<void> {
  const title = l10n.t('{0}: running until {1}', file.title, condition);
  await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    file.debugger.runUntil(condition),
  );
}

/** What was paused goes on; else to the end. */
async function goOn(file: OpenFile): Promise<void> {
  const title = l10n.t('{0}: running on', file.title);
  await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    file.debugger.continue(),
  );
}

/** The time of day: what the reader remembers of a run. */
function pinName(): string {
  return new Date().toLocaleTimeString();
}

async function askForSteps(proposed: number): Promise<number | undefined> {
  const text = await window.showInputBox({
    title: l10n.t('Run Steps'),
    prompt: l10n.t('How many steps? Stop ends the run earlier.'),
    value: String(proposed),
    validateInput: (input) =>
      /^\s*[1-9]\d{0,6}\s*$/.test(input) ? undefined : l10n.t('A whole number from 1 to 9999999.'),
  });
  return text === undefined ? undefined : Number(text);
}

/** Several training ops: which one Step runs. An empty name: those of the file in turn. */
async function chooseTrainingOp(file: OpenFile, name?: string): Promise<void> {
  if (name !== undefined) return file.debugger.chooseTrainingOp(name === '' ? null : name);
  const { state, trainingOp } = file.debugger.view;
  const marked = (isChosen: boolean, label: string) => (isChosen ? `$(check) ${label}` : label);
  const items = [
    {
      label: marked(trainingOp === null, l10n.t('In turn')),
      description: l10n.t('as the file runs them'),
      value: null,
    },
    ...(state?.trainingOps ?? []).map((op) => ({
      label: marked(op.name === trainingOp, op.name),
      description: op.optimizer,
      value: op.name,
    })),
  ];
  const title = l10n.t('Training op that Step runs');
  const picked = await window.showQuickPick(items, { title });
  if (picked) await file.debugger.chooseTrainingOp(picked.value);
}
