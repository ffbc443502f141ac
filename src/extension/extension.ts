/** @file The extension's entry: registers, reads nothing, runs nothing. */
import { languages, Uri, window, type ExtensionContext, type WebviewPanel } from 'vscode';
import { registerCommands } from './commands';
import { registerDebugging } from './debug/register';
import { PANEL_TYPE } from './gradientPanel';
import { OpenFiles } from './openFiles';
import { registerTools } from './tools/languageModelTools';

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Gradient Debugger', { log: true });
  const problems = languages.createDiagnosticCollection('gradient');
  const files = new OpenFiles(context, log, problems);
  context.subscriptions.push(
    log,
    problems,
    files,
    ...registerCommands(files, () => log.show(true)),
    ...registerTools(files),
    ...registerDebugging(files, () => import('./debugAdapter.js')),
    window.registerWebviewPanelSerializer(PANEL_TYPE, {
      deserializeWebviewPanel: async (panel: WebviewPanel, state: unknown) => {
        const shown = shownBy(state);
        // A panel that was never shown has no state, and a second one for a file is one too many.
        if (!shown || files.of(shown.uri)) panel.dispose();
        else void files.adopt(shown.uri, panel, shown.cursor);
      },
    }),
  );
}

/** The page keeps the document's URI and the step in its state; it is data from outside. */
function shownBy(state: unknown): { readonly uri: Uri; readonly cursor: number } | null {
  if (typeof state !== 'object' || state === null) return null;
  const { uri, cursor } = state as { readonly uri?: unknown; readonly cursor?: unknown };
  if (typeof uri !== 'string' || uri === '') return null;
  const isStep = Number.isInteger(cursor) && (cursor as number) > 0;
  return { uri: Uri.parse(uri), cursor: isStep ? (cursor as number) : 0 };
}
