/** @file Tells what a suite printed from what the workbench logs around it; knows no suite. */
// @ts-check
import { format } from 'node:util';

/** `test/host/index.ts` logs these lines: what stands between them is the suite's. */
const SUITE_STARTS = 'gradient-debugger: suite starts';
const SUITE_ENDS = 'gradient-debugger: suite ends';
/** What 1.139 says again and again without a marketplace, also while the suite runs. */
const WORKBENCH_NEWS = /^Ignoring fetching additional builtin extensions/;

/**
 * Prints the suite's lines as they come and keeps the workbench's own, which matter only when no
 * suite started.
 * @param {(line: string) => void} print
 */
export function suitePrinter(print) {
  /** @type {string[]} */
  const before = [];
  /** @type {'before' | 'during' | 'after'} */
  let phase = 'before';
  return {
    /**
     * @param {string} _ the console's method; VS Code says `info` for everything of the host
     * @param {readonly unknown[]} args of the call, format text first
     */
    log(_, args) {
      const line = formatLine(args);
      if (line === SUITE_STARTS) phase = 'during';
      else if (line === SUITE_ENDS) phase = 'after';
      else if (phase === 'before') before.push(line);
      else if (phase === 'during' && !WORKBENCH_NEWS.test(line)) print(line);
    },
    /** What happened before the suite: all there is to read when it never started. */
    printUnstarted() {
      if (phase === 'before') before.forEach((line) => print(line));
    },
  };
}

/**
 * As a browser's console does, but without its styles: `%c` takes one argument and shows nothing.
 * @param {readonly unknown[]} args
 */
function formatLine([first, ...rest]) {
  if (typeof first !== 'string') return format(first, ...rest);
  const styles = first.split('%c').length - 1;
  return format(first.replaceAll('%c', ''), ...rest.slice(styles));
}
