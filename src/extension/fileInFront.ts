/** @file Which loss file is meant where none is named, and the URI of one that is named as text. */
import { Uri, window, workspace } from 'vscode';
import { isLossLanguage } from './languages';
import type { OpenFiles } from './openFiles';

/** The active editor's, if its language is one of loss files', saved or not; in front of a panel, that panel's file. */
export function fileInFront(files: OpenFiles): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document && isLossLanguage(document) ? document.uri : files.current()?.uri;
}

/** Of a URI, an absolute path, or a path from the first workspace folder. */
export function uriOfText(text: string): Uri {
  // One letter before the colon is a drive of Windows.
  if (/^[a-z][a-z0-9+.-]+:/i.test(text)) return Uri.parse(text);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const isAbsolute = /^(?:[\\/]|[a-z]:)/i.test(text);
  return isAbsolute || !folder ? Uri.file(text) : Uri.joinPath(folder, text);
}
