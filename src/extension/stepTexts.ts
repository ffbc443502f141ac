/** @file "Open as Text": a step of a file as a read-only document, so that two steps can be compared and searched. */
import { EventEmitter, Uri, window, workspace, type Disposable, type TextEditor } from 'vscode';

export const SCHEME = 'gradient-debugger';
/** Texts that are kept for documents which may be opened again. */
const MOST = 64;

export class StepTexts implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changes = new EventEmitter<Uri>();
  readonly #subscription: Disposable;

  constructor() {
    this.#subscription = workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.#changes.event,
      provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
    });
  }

  /** `name` is the document's: the same name again is the same document with a new text. */
  async open(file: Uri, name: string, text: string): Promise<TextEditor> {
    const uri = Uri.from({ scheme: SCHEME, path: `/${name}`, query: file.toString() });
    const key = uri.toString();
    this.#texts.delete(key);
    this.#texts.set(key, text);
    for (const old of this.#texts.keys()) {
      if (this.#texts.size <= MOST) break;
      this.#texts.delete(old);
    }
    this.#changes.fire(uri);
    return window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }
}
