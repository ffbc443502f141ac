/** @file What a debugged file needs of the world around it: its text, settings, sentences, a worker. */
import type { FolderGrant, RunnerPort } from './lossSession';

/** The text as it stands in the editor, saved or not; null when the file is gone. */
export interface FileText {
  readonly path: string;
  readonly text: string;
  readonly version: number;
}

export interface DebuggerSettings {
  readonly seed: number;
  readonly isLive: boolean;
  /** ms between the last key and the next run. */
  readonly liveDelay: number;
  /** ms that one command may take. */
  readonly timeout: number;
  /** Numbers from which on findings are told, by name; a name that is missing has its default. */
  readonly thresholds: { readonly [name: string]: number };
}

/** Sentences in the user's language. */
export interface DebuggerTexts {
  readonly edited: string;
  readonly failed: string;
  readonly ended: string;
  readonly fileGone: string;
  readonly stopped: string;
  readonly running: string;
  readonly pausing: string;
  /** How a run that was paused goes on; {0}: steps that are left, the condition. */
  readonly pausedSteps: string;
  readonly pausedUntil: string;
  readonly pausedToEnd: string;
  /** Of a run that the user stopped at its line. */
  readonly stoppedHere: string;
  /** Of a run that was longer than `settings.timeout`; {0} is the seconds. */
  readonly tookTooLong: string;
}

export interface Surroundings {
  readonly texts: DebuggerTexts;
  read(): FileText | null;
  settings(): DebuggerSettings;
  isTrusted(): boolean;
  /** The folder that the file may read; null for a file in no workspace folder, or in none that is trusted. */
  folder(): FolderGrant | null;
  /** A clock, ms. */
  now(): number;
  openRunner(): Promise<RunnerPort>;
  log(text: string): void;
  /** The view is another than before. */
  changed(): void;
}
