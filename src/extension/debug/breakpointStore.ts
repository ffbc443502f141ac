/** @file The breakpoints that the editor has set, checked and numbered. Knows no walk but the one it is handed to. */
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';
import {
  EXCEPTION_FILTERS, hitProblem, type DataBreakpoint, type ExceptionFilter, type LineBreakpoint,
} from './breakpoints';
import type { Walker } from './walker';

/** What is wrong with a condition as a sentence, or null. */
type Check = (condition: string) => Promise<string | null>;

export class BreakpointStore {
  readonly #lines = new Map<string, readonly LineBreakpoint[]>();
  #filters: readonly ExceptionFilter[] = [];
  #data: readonly DataBreakpoint[] = [];
  #lastId = 0;

  /** Those of one file, in place of what it had. Without `check` conditions are taken as they are. */
  async setLines(
    path: string, given: readonly Dap.SourceBreakpoint[], check: Check | null,
  ): Promise<Dap.Breakpoint[]> {
    const kept: LineBreakpoint[] = [];
    const answers: Dap.Breakpoint[] = [];
    for (const { line, condition, hitCondition, logMessage } of given) {
      const id = ++this.#lastId;
      const point = {
        id, path, line,
        condition: textOf(condition), hitCondition: textOf(hitCondition), logMessage: logMessage ?? null,
      };
      const message = (point.hitCondition && hitProblem(point.hitCondition)) ?? (point.condition && (await check?.(point.condition))) ?? null;
      if (message) answers.push({ id, line, verified: false, message });
      else {
        kept.push(point);
        answers.push({ id, line, verified: true });
      }
    }
    this.#lines.set(path, kept);
    return answers;
  }

  /** Drops those whose condition cannot be read, and says why. */
  async check(check: Check): Promise<readonly { readonly id: number; readonly line: number; readonly message: string }[]> {
    const refused: { id: number; line: number; message: string }[] = [];
    for (const [path, points] of this.#lines) {
      const kept: LineBreakpoint[] = [];
      for (const point of points) {
        const message = point.condition === null ? null : await check(point.condition);
        if (message === null) kept.push(point);
        else refused.push({ id: point.id, line: point.line, message });
      }
      this.#lines.set(path, kept);
    }
    return refused;
  }

  setFilters(given: readonly string[]): void {
    this.#filters = EXCEPTION_FILTERS.filter((filter) => given.includes(filter));
  }

  setData(given: readonly Dap.DataBreakpoint[]): Dap.Breakpoint[] {
    const checked = given.map((point) => {
      const hitCondition = textOf(point.hitCondition);
      const message = hitCondition === null ? null : hitProblem(hitCondition);
      return { point: { variable: point.dataId, condition: textOf(point.condition), hitCondition }, message };
    });
    this.#data = checked.filter(({ message }) => message === null).map(({ point }) => point);
    return checked.map(({ message }) => (message === null ? { verified: true } : { verified: false, message }));
  }

  handTo(walker: Walker): void {
    walker.lines = [...this.#lines.values()].flat();
    walker.filters = this.#filters;
    walker.data = this.#data;
  }
}

function textOf(given: string | undefined): string | null {
  return given?.trim() || null;
}
