/** @file Watches the modules beside a loss file: it may import them, and runs again when one is another on the disk. */
import { RelativePattern, Uri, workspace, type Disposable } from 'vscode';
import { modulesGlob } from './languages';

/** Several files of one save or checkout are one change. ms */
const TOGETHER = 150;

/** `changed`: a file that it may import, in the loss file's folder, or below it, was written, made or deleted. */
export function watchModules(uri: Uri, changed: () => void): Disposable {
  // As in lossFolder: a file of no workspace folder imports nothing of its own.
  if (uri.scheme !== 'file' || !workspace.getWorkspaceFolder(uri)) return { dispose: () => undefined };
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(uri, '..'), modulesGlob(uri.path)));
  let timer: NodeJS.Timeout | undefined;
  const hear = (other: Uri) => {
    // The loss file's own text is that of its editor.
    if (other.toString() === uri.toString()) return;
    clearTimeout(timer);
    timer = setTimeout(changed, TOGETHER);
  };
  watcher.onDidChange(hear);
  watcher.onDidCreate(hear);
  watcher.onDidDelete(hear);
  return {
    dispose: () => {
      clearTimeout(timer);
      watcher.dispose();
    },
  };
}
