/** @file All debugged files: one panel per document, the one that commands mean, and what the editor tells them. */
import {
  commands,
  TextEditorSelectionChangeKind,
  Uri,
  ViewColumn,
  window,
  workspace,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  type TextDocument,
  type TextEditor,
  type WebviewPanel,
} from 'vscode';
import type { ViewCommand } from '../protocol/view';
import { ContextKeys } from './contextKeys';
import { enabledCommands } from './debuggerView';
import { PANEL_TYPE, panelOptions } from './gradientPanel';
import { SHOW_ROW, ValueHints } from './inlayHints';
import { ValueHovers } from './hovers';
import { StepLenses, type PlacesOf } from './lenses';
import type { RunnerPort } from './lossSession';
import { OpenFile, type Shell } from './openFile';
import { panelColumns, type Columns } from './panelColumn';
import { toEdit } from './places';
import { QuickFixes } from './quickFixActions';
import { RowMarks } from './rowMarks';
import { changesEditor, changesRuns } from './settings';
import { StatusItem } from './statusItem';
import { StepTexts } from './stepTexts';

export class OpenFiles implements Disposable {
  readonly #files = new Map<string, OpenFile>();
  readonly #keys = new ContextKeys();
  readonly #status = new StatusItem();
  readonly #texts = new StepTexts();
  readonly #hints = new ValueHints((document) => this.#valuesOf(document));
  readonly #lenses = new StepLenses((document) => this.#valuesOf(document));
  readonly #hovers = new ValueHovers((document) => this.#valuesOf(document));
  readonly #marks = new RowMarks();
  readonly #shell: Shell;
  readonly #subscriptions: Disposable[];
  #current: OpenFile | undefined;

  constructor(context: ExtensionContext, log: LogOutputChannel, problems: Shell['problems']) {
    this.#shell = {
      extension: context.extensionUri,
      problems,
      log,
      texts: this.#texts,
      openRunner: () => loadRunner(context.extensionUri),
      run: (command, file) => runViewCommand(command, file),
      changed: (file) => {
        if (file === this.#current) this.#showCurrent();
      },
      closed: (file) => this.#closed(file),
      marks: this.#marks,
      hintsChanged: () => this.#refreshEditors(),
    };
    this.#subscriptions = [
      this.#status,
      this.#texts,
      this.#hints,
      new QuickFixes((uri) => this.of(uri)?.debugger),
      this.#lenses,
      this.#hovers,
      this.#marks,
      commands.registerCommand(SHOW_ROW, (uri: string, variable: string) =>
        this.of(Uri.parse(uri))?.showRow(variable)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        // Lines move before anything is said about them.
        const edits = contentChanges.map(toEdit);
        this.#hints.edited(document.uri, edits);
        this.#lenses.edited(document.uri, edits);
        this.of(document.uri)?.edited(edits);
        for (const file of this.#files.values()) file.modules.edited(document.uri, edits);
      }),
      workspace.onDidOpenTextDocument((document) => this.of(document.uri)?.documentOpened()),
      workspace.onDidCloseTextDocument(({ uri }) => {
        problems.delete(uri);
        for (const file of this.#files.values()) file.modules.forget(uri);
      }),
      workspace.onDidChangeConfiguration((event) => {
        for (const file of this.#files.values()) {
          if (changesRuns(event, file.uri)) void file.debugger.surroundingsChanged();
          if (changesEditor(event, file.uri)) file.updateHints();
        }
        if (changesEditor(event)) this.#refreshEditors();
      }),
      workspace.onDidGrantWorkspaceTrust(() => {
        this.#refreshEditors();
        for (const file of this.#files.values()) void file.debugger.load();
      }),
      window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        this.#showCaret(textEditor);
        // A row puts the caret at its line itself.
        if (kind !== undefined && kind !== TextEditorSelectionChangeKind.Command) this.#marks.clear();
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        const file = editor && this.of(editor.document.uri);
        if (file) this.#follow(file);
      }),
    ];
  }

  of(uri: Uri): OpenFile | undefined {
    return this.#files.get(uri.toString());
  }

  /** The file that a command without a file means: of the active panel or editor, else the last one. */
  current(): OpenFile | undefined {
    return this.#current;
  }

  /** Opens the panel of a document, or brings it to the front; resolves when the file has run. */
  async open(uri: Uri): Promise<OpenFile> {
    const known = this.of(uri);
    if (known) {
      known.panel.panel.reveal(undefined, true);
      this.#setCurrent(known);
      return known;
    }
    const columns = this.#columns();
    if (columns.file !== null) {
      const document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document, { viewColumn: columns.file, preserveFocus: true });
    }
    const panel = window.createWebviewPanel(
      PANEL_TYPE,
      '',
      { viewColumn: columns.panel ?? ViewColumn.Beside, preserveFocus: true },
      panelOptions(this.#shell.extension),
    );
    return this.adopt(uri, panel);
  }

  /** Takes a panel, new or restored by VS Code at a step, for a document that may be gone. */
  async adopt(uri: Uri, panel: WebviewPanel, cursor = 0): Promise<OpenFile> {
    const file = new OpenFile(uri, panel, this.#shell);
    this.#files.set(uri.toString(), file);
    panel.onDidChangeViewState(() => {
      if (panel.active) this.#setCurrent(file);
    });
    this.#setCurrent(file);
    try {
      await workspace.openTextDocument(uri);
    } catch (error) {
      this.#shell.log.warn(String(error));
    }
    await file.debugger.load(cursor);
    return file;
  }

  dispose(): void {
    for (const file of [...this.#files.values()]) file.panel.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #columns(): Columns {
    const panels = [...this.#files.values()].flatMap((file) => file.panel.panel.viewColumn ?? []);
    const all = window.tabGroups.all.map((group) => group.viewColumn);
    return panelColumns(window.activeTextEditor?.viewColumn, panels, all);
  }

  #closed(file: OpenFile): void {
    this.#files.delete(file.uri.toString());
    this.#refreshEditors();
    this.#marks.clear();
    if (file !== this.#current) return;
    this.#current = [...this.#files.values()].at(-1);
    this.#showCurrent();
  }

  /** A document's own values, or those that it has as a module: of the file that commands mean, if it is one of that. */
  #valuesOf(document: TextDocument): PlacesOf | undefined {
    const own = this.of(document.uri);
    if (own) return { values: own.hints, owner: own.uri };
    const files = new Set([...(this.#current ? [this.#current] : []), ...this.#files.values()]);
    for (const { uri: owner, modules } of files) {
      const values = modules.of(document);
      if (values) return { values, owner };
    }
    return undefined;
  }

  /** Rows from the caret's line light up: in a module those of the file whose values it has. */
  #showCaret({ document, selection }: TextEditor): void {
    const line = selection.active.line + 1;
    const of = this.#valuesOf(document);
    const file = of && this.of(of.owner);
    if (file && of.values === file.hints) file.showCaret(line);
    else if (of) file?.showRows(of.values.rowsAt(line));
  }

  /** What is shown in editors may be another. */
  #refreshEditors(): void {
    this.#hints.refresh();
    this.#lenses.refresh();
  }

  /** The panel of the active editor is the one to see, in front of the panels of other files. */
  #follow(file: OpenFile): void {
    this.#setCurrent(file);
    const { panel } = file.panel;
    const isInFront = ({ panel: other }: OpenFile['panel']) =>
      other !== panel && other.visible && other.viewColumn === panel.viewColumn;
    // Behind anything else than another panel it was put by the user, and stays there.
    if (!panel.visible && [...this.#files.values()].some((other) => isInFront(other.panel))) {
      panel.reveal(undefined, true);
    }
  }

  #setCurrent(file: OpenFile): void {
    this.#current = file;
    this.#showCurrent();
  }

  #showCurrent(): void {
    const file = this.#current;
    if (!file) {
      this.#keys.clear();
      this.#status.hide();
      return;
    }
    const { view } = file.debugger;
    const enabled = enabledCommands(view);
    this.#keys.set({
      open: true,
      ready: enabled.includes('run'),
      canStep: enabled.includes('step'),
      running: enabled.includes('stop'),
      canPause: enabled.includes('pause'),
      canContinue: enabled.includes('continue'),
      canStepBack: enabled.includes('stepBack'),
      canApply: enabled.includes('apply'),
      canChoose: enabled.includes('chooseTrainingOp'),
      hasValues: enabled.includes('export'),
    });
    this.#status.show(view, file.title);
  }
}

function runViewCommand(command: ViewCommand, file: OpenFile): void {
  const id = command === 'manageTrust' ? 'workbench.trust.manage' : `gradientDebugger.${command}`;
  void commands.executeCommand(id, ...(command === 'manageTrust' ? [] : [file.uri]));
}

/** A dynamic import: nothing of the runner is evaluated before the first file is opened. */
async function loadRunner(extension: Uri): Promise<RunnerPort> {
  const { openRunner } = await import('./runnerClient.js');
  return openRunner(Uri.joinPath(extension, 'dist').fsPath);
}
