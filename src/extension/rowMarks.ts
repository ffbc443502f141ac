/** @file The places of one row, lit in the editor until the caret moves or the text changes. */
import {
  OverviewRulerLane,
  ThemeColor,
  window,
  type DecorationOptions,
  type Disposable,
  type Range,
  type TextEditor,
  type TextEditorDecorationType,
} from 'vscode';
import type { PartOfRow } from './rowPlaces';

/** A place that is lit, and what is said about it. */
export interface Mark {
  readonly part: PartOfRow;
  readonly range: Range;
  readonly words: string;
}

export class RowMarks implements Disposable {
  readonly #types: { readonly [P in PartOfRow]: TextEditorDecorationType };
  #lit: TextEditor | undefined;

  constructor() {
    this.#types = {
      declaration: decoration('editor.wordHighlightStrongBackground', 'solid'),
      use: decoration('editor.wordHighlightBackground', 'none'),
      clip: decoration('editor.wordHighlightBackground', 'dashed'),
    };
  }

  show(editor: TextEditor, marks: readonly Mark[]): void {
    this.clear();
    this.#lit = editor;
    for (const part of Object.keys(this.#types) as PartOfRow[]) {
      const mine = marks.filter((mark) => mark.part === part);
      const options = mine.map(({ range, words }): DecorationOptions => ({ range, hoverMessage: words }));
      editor.setDecorations(this.#types[part], options);
    }
  }

  clear(): void {
    for (const type of Object.values(this.#types)) this.#lit?.setDecorations(type, []);
    this.#lit = undefined;
  }

  dispose(): void {
    for (const type of Object.values(this.#types)) type.dispose();
  }
}

/** Parts are told apart by their frames: not by colour alone. */
function decoration(background: string, frame: 'solid' | 'dashed' | 'none'): TextEditorDecorationType {
  return window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor(background),
    ...(frame === 'none' ? {} : { border: `1px ${frame}`, borderColor: new ThemeColor('editorInfo.foreground') }),
    overviewRulerColor: new ThemeColor('editorOverviewRuler.wordHighlightForeground'),
    overviewRulerLane: OverviewRulerLane.Center,
  });
}
