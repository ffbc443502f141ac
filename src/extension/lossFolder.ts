/** @file Which folder a debugged file may read: its own, where the workspace that it is part of is trusted. */
import { dirname } from 'node:path';
import { Uri, workspace } from 'vscode';
import { besideFile } from '../protocol/places';
import type { PlaceRecord } from '../protocol/records';
import type { FolderGrant } from './lossSession';

/** Null for an unsaved file, a file of no workspace folder, and a workspace that is not trusted. */
export function folderOf(uri: Uri): FolderGrant | null {
  const owner = workspace.getWorkspaceFolder(uri);
  if (!workspace.isTrusted || uri.scheme !== 'file' || owner?.uri.scheme !== 'file') return null;
  return { folder: dirname(uri.fsPath), boundary: owner.uri.fsPath };
}

/** The file beside the debugged one that a place names; the debugged one for a place in it. */
export function fileOf(uri: Uri, place: PlaceRecord): Uri {
  const segments = besideFile(place)?.split('/') ?? [];
  const isBeside = segments.length > 0 && !segments.includes('..');
  return isBeside ? Uri.joinPath(uri, '..', ...segments) : uri;
}
