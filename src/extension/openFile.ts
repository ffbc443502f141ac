/** @file One debugged file in the editor: its document, its debugger and its panel, tied together. */
import {
  env,
  l10n,
  Range,
  Selection,
  TextEditorRevealType,
  ViewColumn,
  window,
  workspace,
  type DiagnosticCollection,
  type LogOutputChannel,
  type TextDocument,
  type TextEditor,
  type Uri,
  type WebviewPanel,
} from 'vscode';
import { panelText } from '../protocol/panelText';
import { besideFile } from '../protocol/places';
import type { PlaceRecord } from '../protocol/records';
import { RowDigests } from '../protocol/rowDigest';
import type { PanelQuestion } from '../protocol/viewQuestions';
import {
  VIEW_PROTOCOL,
  type PanelSnapshot,
  type TensorRequest,
  type ViewCommand,
  type ViewToHost,
} from '../protocol/view';
import { enabledCommands, isSameView, type DebuggerView } from './debuggerView';
import { EditTrail, type TextEdit } from './editTrail';
import { GradientPanel } from './gradientPanel';
import { runPath } from './languages';
import { LossDebugger } from './lossDebugger';
import { FileModules } from './fileModules';
import { fileOf, folderOf } from './lossFolder';
import type { RunnerPort } from './lossSession';
import { baseName, rangeIn, rangeOf, toRange } from './places';
import { PlaceHints } from './placeHints';
import { showProblems } from './problems';
import type { RowMarks } from './rowMarks';
import { watchModules } from './moduleWatch';
import { placesOfRow, rowsMadeAt, type PartOfRow } from './rowPlaces';
import { debuggerSettings, wantsPlaces } from './settings';
import type { FileText } from './surroundings';
import { wholeTensor } from './stepQuestions';
import type { StepTexts } from './stepTexts';
import { debuggerTexts, panelStrings } from './texts';
import { act, answerTo } from './whatIf';

/** What all opened files share. */
export interface Shell {
  readonly extension: Uri;
  readonly problems: DiagnosticCollection;
  readonly log: LogOutputChannel;
  readonly texts: StepTexts;
  openRunner(): Promise<RunnerPort>;
  /** A panel button: runs the command of the same name on this file. */
  run(command: ViewCommand, file: OpenFile): void;
  /** What the file shows is another than before. */
  changed(file: OpenFile): void;
  closed(file: OpenFile): void;
  /** Places of a row that are lit in an editor. */
  readonly marks: RowMarks;
  /** Some file's hints are other ones. */
  hintsChanged(): void;
}

export class OpenFile {
  readonly uri: Uri;
  readonly title: string;
  readonly debugger: LossDebugger;
  readonly panel: GradientPanel;
  /** The values at their places in the text, for the editor. */
  readonly hints: PlaceHints;
  /** The same in the modules that it imports. */
  readonly modules: FileModules;
  readonly #trail = new EditTrail();
  readonly #shell: Shell;
  readonly #listeners = new Set<() => void>();
  readonly #digests = new RowDigests();
  #seq = 0;
  #lastText: FileText | null = null;
  /** What problems, panel and status bar show. */
  #shown: DebuggerView | null = null;

  constructor(uri: Uri, panel: WebviewPanel, shell: Shell) {
    this.uri = uri;
    this.title = baseName(uri.path);
    this.#shell = shell;
    this.debugger = new LossDebugger({
      texts: debuggerTexts(),
      read: () => this.#read(),
      settings: () => debuggerSettings(uri),
      isTrusted: () => workspace.isTrusted,
      folder: () => folderOf(uri),
      now: () => performance.now(),
      openRunner: () => shell.openRunner(),
      log: (text) => shell.log.info(text.replace(/\n$/, '')),
      changed: () => this.#changed(),
    });
    const modules = watchModules(uri, () => {
      if (debuggerSettings(uri).isLive) void this.debugger.surroundingsChanged();
    });
    this.hints = new PlaceHints(this.debugger, this.#trail, () => shell.hintsChanged());
    this.modules = new FileModules(uri, this.hints);
    this.panel = new GradientPanel(panel, shell.extension, l10n.t('Gradients: {0}', this.title), {
      message: (message) => this.#receive(message),
      closed: () => {
        shell.problems.delete(uri);
        shell.closed(this);
        this.hints.dispose();
        modules.dispose();
        this.debugger.dispose().catch((error: unknown) => shell.log.error(String(error)));
      },
      log: (text) => shell.log.warn(text),
    });
  }

  /** The text as it is in the editor, saved or not; undefined while no editor has it. */
  document(): TextDocument | undefined {
    const wanted = this.uri.toString();
    return workspace.textDocuments.find((document) => document.uri.toString() === wanted);
  }

  snapshot(): PanelSnapshot {
    const { status, state, error, refusal, failure, prints, printsOmitted, trainingOp } = this.debugger.view;
    return {
      type: 'snapshot',
      protocol: VIEW_PROTOCOL,
      seq: ++this.#seq,
      title: this.title,
      uri: this.uri.toString(),
      status,
      state,
      error,
      refusal,
      failure,
      prints,
      printsOmitted,
      trainingOp,
      enabled: enabledCommands(this.debugger.view),
    };
  }

  /** What the panel shows of it: the rows of a large step without what only their details show. */
  #panelSnapshot(): PanelSnapshot {
    const snapshot = this.snapshot();
    return { ...snapshot, state: snapshot.state && this.#digests.of(snapshot.state) };
  }

  /** The step that is shown as a read-only document; opened again it has the newest text. */
  async openText(): Promise<void> {
    const snapshot = this.snapshot();
    const { cursor } = snapshot.state ?? { cursor: 0 };
    const name = l10n.t('{0} step {1}', this.title.replace(/\.\w+$/, ''), cursor);
    await this.#shell.texts.open(this.uri, `${name}.txt`, panelText(snapshot, panelStrings()));
  }

  /** Rows from the caret's line light up. */
  showCaret(line: number): void {
    this.panel.send({ type: 'caret', line, rows: this.hints.rowsAt(line) });
  }

  /** Rows light up that no line of this file is of. */
  showRows(rows: readonly string[]): void {
    this.panel.send({ type: 'caret', line: 0, rows });
  }

  /** The rows that the caret's line is of, or contributes to; those that it is of first. */
  rowsAtCaret(): readonly string[] {
    const line = (this.#visibleEditor()?.selection.active.line ?? -1) + 1;
    const rows = this.debugger.view.state?.record?.rows ?? [];
    return [...rowsMadeAt(null, line, rows), ...this.hints.rowsAt(line)];
  }

  /** The text in its editor, with the focus. */
  async showEditor(): Promise<TextEditor> {
    const document = this.document() ?? (await workspace.openTextDocument(this.uri));
    return window.showTextDocument(document, { viewColumn: this.#visibleEditor()?.viewColumn ?? this.#columnBesidePanel() });
  }

  #showEditorCaret(): void {
    const editor = this.#visibleEditor();
    if (editor) this.showCaret(editor.selection.active.line + 1);
  }

  #visibleEditor(): TextEditor | undefined {
    const wanted = this.uri.toString();
    return window.visibleTextEditors.find(({ document }) => document.uri.toString() === wanted);
  }

  /** The document's text was edited. */
  edited(edits: readonly TextEdit[]): void {
    this.#trail.note(edits);
    this.#shell.marks.clear();
    this.debugger.textChanged();
    this.updateHints();
  }

  /** What is shown, or whether hints are wanted, may be another than before. */
  updateHints(): void {
    this.hints.update(wantsPlaces(this.uri)).catch((error: unknown) => this.#shell.log.error(String(error)));
  }

  /** Brings the panel to the front, with the row of `variable` lit. */
  showRow(variable: string): void {
    this.panel.panel.reveal(undefined, true);
    const row = this.debugger.view.state?.record?.rows.find((known) => known.variable === variable);
    if (!row?.place) return;
    if (besideFile(row.place) === null) this.showCaret(row.place.line);
    else this.showRows([variable]);
  }

  /** The document is there (again), perhaps with another text than the one that ran. */
  documentOpened(): void {
    this.#trail.noteUnknown();
    this.debugger.textChanged();
    // A document that was closed has lost its problems.
    this.#shown = null;
    this.#changed();
  }

  /** A closed document keeps the text that it had; null when there never was one. */
  #read(): FileText | null {
    const document = this.document();
    if (document) {
      const path = runPath({
        path: this.uri.scheme === 'file' ? this.uri.fsPath : this.uri.path, languageId: document.languageId,
      });
      this.#lastText = { path, text: document.getText(), version: this.#trail.version };
    }
    return this.#lastText;
  }

  /** Calls `listener` whenever what is shown is another. Returns the way to hear no more. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The file that a place's `file` names: this one, or one beside it. */
  uriOf(file: string): Uri {
    return fileOf(this.uri, { file, line: 1, column: 1, endLine: 1, endColumn: 1 });
  }

  #changed(): void {
    // First of all: the worker looks for the values while the panel's message is made.
    this.updateHints();
    this.#showView();
    for (const listener of this.#listeners) listener();
  }

  #showView(): void {
    const { view } = this.debugger;
    if (this.#shown && isSameView(this.#shown, view)) return;
    this.#shown = view;
    const document = this.document();
    if (document) showProblems(this.#shell.problems, document, view);
    this.panel.sendNewest(() => this.#panelSnapshot());
    this.#shell.changed(this);
  }

  #receive(message: ViewToHost): void {
    switch (message.type) {
      case 'ready':
        this.panel.send({ type: 'strings', protocol: VIEW_PROTOCOL, strings: panelStrings() });
        this.panel.sendWhole(this.#panelSnapshot());
        this.#showEditorCaret();
        return;
      case 'command':
        this.#shell.run(message.command, this);
        return;
      case 'goTo':
        void this.debugger.goTo(message.index);
        return;
      case 'opened':
        this.#digests.setOpen(message.variables);
        this.panel.sendNewest(() => this.#panelSnapshot());
        return;
      case 'reveal':
        void this.#reveal(message.place, message.variable);
        return;
      case 'copy':
        void env.clipboard.writeText(message.text);
        return;
      case 'tensor':
        void this.#sendTensor(message);
        return;
      case 'ask':
        void this.#sendAnswer(message.id, message.question);
        return;
      case 'act':
        void act(this.debugger, message.action);
    }
  }

  async #sendAnswer(id: number, question: PanelQuestion): Promise<void> {
    this.panel.send({ type: 'answer', id, ...(await answerTo(this.debugger, question)) });
  }

  async #sendTensor({ id, ...wanted }: TensorRequest): Promise<void> {
    const answer = await wholeTensor(this.debugger, wanted);
    this.panel.send({ type: 'tensor', id, ...answer });
  }

  /** Shows the place in the editor of its file; the focus stays in the panel. */
  async #reveal(place: PlaceRecord, variable?: string): Promise<void> {
    const shown = this.#visibleEditor();
    const uri = fileOf(this.uri, place);
    const isOwn = uri === this.uri;
    const document = (isOwn && this.document()) || (await workspace.openTextDocument(uri));
    const range = isOwn ? rangeOf(place, document) : rangeIn(place, document);
    if (!range) return;
    const viewColumn = shown?.viewColumn ?? this.#columnBesidePanel();
    const editor = await window.showTextDocument(document, { viewColumn, preserveFocus: true });
    editor.selection = new Selection(range.start, range.start);
    editor.revealRange(
      new Range(range.start, range.end),
      TextEditorRevealType.InCenterIfOutsideViewport,
    );
    if (variable !== undefined) this.#lightPlaces(editor, variable, isOwn ? null : place.file);
  }

  /** Every place of a row in the editor's file: where its variable was made and is used, where its gradient is changed. */
  #lightPlaces(editor: TextEditor, variable: string, file: string | null): void {
    const row = this.debugger.view.state?.record?.rows.find((known) => known.variable === variable);
    if (!row) return;
    const words: { readonly [P in PartOfRow]: string } = {
      declaration: l10n.t('{0} is made here.', row.name),
      use: l10n.t('{0} is used here: gradient comes back this way.', row.name),
      clip: l10n.t('The gradient of {0} is changed here.', row.name),
    };
    const values = file === null ? this.hints : this.modules.of(editor.document);
    const marks = placesOfRow(row, this.hints.step()?.places?.uses ?? [], file).flatMap(({ part, place }) => {
      const now = values?.now(place) ?? null;
      return now === null ? [] : [{ part, range: toRange(now), words: words[part] }];
    });
    this.#shell.marks.show(editor, marks);
  }

  #columnBesidePanel(): ViewColumn {
    return this.panel.panel.viewColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
  }
}
