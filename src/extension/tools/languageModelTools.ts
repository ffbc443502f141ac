/** @file What a language model may ask of a debugged file, and the same as commands: pairs, why, steps, check. */
import {
  commands,
  l10n,
  LanguageModelTextPart,
  LanguageModelToolResult,
  lm,
  Uri,
  window,
  workspace,
  type Disposable,
  type LanguageModelTool,
} from 'vscode';
import { fileInFront, uriOfText } from '../fileInFront';
import type { OpenFile } from '../openFile';
import type { OpenFiles } from '../openFiles';
import { answered } from '../stepQuestions';
import { answersTo, compactCheck, compactPairs, compactState, compactWhy } from './compact';

/** The names below `gradientDebugger_` (tools) and `gradientDebugger.tools.` (commands). */
export const TOOLS = ['listPairs', 'explainGradient', 'runSteps', 'checkGradients'] as const;
type ToolName = (typeof TOOLS)[number];

/** As the manifest's schemas describe it; validated by the editor, and again where a command gives it. */
interface ToolInput {
  readonly file?: string;
  readonly step?: number;
  readonly variables?: readonly string[];
  readonly variable?: string;
  readonly element?: number;
  readonly count?: number;
  readonly until?: string;
}

type Handler = (file: OpenFile, input: ToolInput) => Promise<object>;

const HANDLERS: { readonly [T in ToolName]: Handler } = {
  listPairs: async (file, { step, variables = [] }) => {
    await goTo(file, step);
    const { view } = file.debugger;
    const record = view.state?.record;
    return { ...compactState(view, file.title), ...(record ? compactPairs(record, variables) : {}) };
  },
  explainGradient: async (file, { step, variable, element }) => {
    await goTo(file, step);
    const row = file.debugger.view.state?.record?.rows.find((candidate) => answersTo(candidate, variable ?? ''));
    if (!row) return unknownVariable(file, variable);
    const { gradient } = row;
    if (gradient.kind === 'none') return { variable: row.name, gradient: null, none: gradient.reason, line: gradient.cutAt?.place?.line };
    const answer = await answered(file.debugger, { kind: 'why', step: null, variable: row.variable, element: element ?? null });
    return typeof answer === 'string' ? { error: answer } : { variable: row.name, step: answer.step, ...compactWhy(answer) };
  },
  runSteps: async (file, { count = 1, until }) => {
    if (until === undefined) await file.debugger.step(count);
    else {
      const condition = await answered(file.debugger, { kind: 'condition', text: until });
      const problem = typeof condition === 'string' ? condition : condition.problem;
      if (problem !== null) return { error: problem };
      await file.debugger.runUntil(until, true);
    }
    return compactState(file.debugger.view, file.title);
  },
  checkGradients: async (file, { step, variable }) => {
    await goTo(file, step);
    const row = file.debugger.view.state?.record?.rows.find((candidate) => answersTo(candidate, variable ?? ''));
    if (variable !== undefined && !row) return unknownVariable(file, variable);
    const answer = await answered(file.debugger, { kind: 'check', step: null, variable: row?.variable ?? null });
    return typeof answer === 'string' ? { error: answer } : { step: answer.step, ...compactCheck(answer) };
  },
};

export function registerTools(files: OpenFiles): Disposable[] {
  return TOOLS.flatMap((name) => [
    lm.registerTool(`gradientDebugger_${name}`, tool(files, name)),
    // The same for keys, tasks and other extensions: resolves to the answer as an object.
    commands.registerCommand(`gradientDebugger.tools.${name}`, (input: unknown) => answer(files, name, input)),
  ]);
}

function tool(files: OpenFiles, name: ToolName): LanguageModelTool<ToolInput> {
  const titles: { readonly [T in ToolName]: string } = {
    listPairs: l10n.t('Reading gradients and variables'),
    explainGradient: l10n.t('Explaining a gradient'),
    runSteps: l10n.t('Running training steps'),
    checkGradients: l10n.t('Checking gradients numerically'),
  };
  return {
    prepareInvocation: ({ input }) => ({
      invocationMessage: titles[name],
      // A loss file is a program: that a model runs it is for the user to say.
      confirmationMessages: {
        title: titles[name],
        message: l10n.t('Run {0} in the sandbox of Gradient Debugger?', input.file ?? l10n.t('the current loss file')),
      },
    }),
    invoke: async ({ input }) => {
      const text = JSON.stringify(await answer(files, name, input));
      return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
    },
  };
}

async function answer(files: OpenFiles, name: ToolName, given: unknown): Promise<object> {
  const input = inputOf(given);
  if (typeof input === 'string') return { error: input };
  if (!workspace.isTrusted) return { error: 'Restricted Mode: a loss file is a program and is not run. The user can trust the workspace.' };
  const uri = input.file === undefined ? fileInFront(files) : uriOfText(input.file);
  if (!uri) return { error: 'No loss file is open: give its path as `file`.' };
  let file: OpenFile;
  try {
    file = files.of(uri) ?? (await files.open(uri));
  } catch (error) {
    return { error: String(error) };
  }
  if (!file.debugger.view.state) return compactState(file.debugger.view, file.title);
  return HANDLERS[name](file, input);
}

/** What is wrong with it as a sentence; commands are called with anything. */
function inputOf(given: unknown): ToolInput | string {
  if (given === undefined) return {};
  if (typeof given !== 'object' || given === null) return 'The input is an object: { file, step, variable, … }.';
  const { file, step, variables, variable, element, count, until } = given as { readonly [key: string]: unknown };
  const isWhole = (value: unknown, from: number) => value === undefined || (Number.isInteger(value) && (value as number) >= from);
  const isText = (value: unknown) => value === undefined || typeof value === 'string';
  if (!isText(file)) return '`file` is a path or a URI.';
  if (!isText(variable)) return '`variable` is the name of a variable.';
  if (!isText(until)) return '`until` is a condition: "loss < 0.1", "nan", "norm(w) > 5".';
  if (!isWhole(step, 0)) return '`step` is a whole number from 0.';
  if (!isWhole(element, 0)) return '`element` is a whole number from 0.';
  if (!isWhole(count, 1)) return '`count` is a whole number from 1.';
  const areTexts = variables === undefined || (Array.isArray(variables) && variables.every((name) => typeof name === 'string'));
  return areTexts ? (given as ToolInput) : '`variables` is a list of names.';
}

async function goTo(file: OpenFile, step: number | undefined): Promise<void> {
  if (step !== undefined && step !== file.debugger.view.state?.cursor) await file.debugger.goTo(step);
}

function unknownVariable(file: OpenFile, variable: string | undefined): object {
  const known = file.debugger.view.state?.record?.rows.map(({ name }) => name) ?? [];
  return { error: `No variable of this step is called ${variable ?? '(none given)'}.`, known };
}

