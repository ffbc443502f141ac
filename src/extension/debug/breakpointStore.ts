/** @file The breakpoints that the editor has set, checked and numbered. Knows no walk but the one it is handed to. */
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';
import {
  EXCEPTION_FILTERS, hitProblem, type DataBreakpoint, type ExceptionFilter, type LineBreakpoint,
} from './breakpoints';
import type { Walker } from './walker';

/** What is wrong with a condition as a sentence, or null. */
type Check = (condition: string) => Promise<string | null>;

/** A breakpoint that was taken and turned out to be none. */
interface Refused {
  readonly id: number;
  /** Of a breakpoint on a line. */
  readonly line: number | null;
  readonly message: string;
}

export class BreakpointStore {
  readonly #lines = new Map<string, readonly LineBreakpoint[]>();
  #filters: readonly ExceptionFilter[] = [];
  #data: readonly DataBreakpoint[] = [];
  #lastId = 0;
  /** Ids of those whose conditions nobody could check yet. */
  readonly #unchecked = new Set<number>();

  /** Those of one file, in place of what it had. Without `check` their conditions wait for `checkWaiting`. */
  async setLines(
    path: string, given: readonly Dap.SourceBreakpoint[], check: Check | null,
  ): Promise<Dap.Breakpoint[]> {
    const { kept, answers } = await this.#checked(
      given.map((point) => ({
        ...this.#common(point), path, line: point.line, logMessage: point.logMessage ?? null,
      })),
      check,
    );
    this.#lines.set(path, kept);
    return answers;
  }

  /** Those on variables, in place of all before. Without `check` as in `setLines`. */
  async setData(given: readonly Dap.DataBreakpoint[], check: Check | null): Promise<Dap.Breakpoint[]> {
    const { kept, answers } = await this.#checked(
      given.map((point) => ({ ...this.#common(point), variable: point.dataId })),
      check,
    );
    this.#data = kept;
    return answers;
  }

  /** Drops those that waited and whose condition cannot be read, and says why. */
  async checkWaiting(check: Check): Promise<readonly Refused[]> {
    const refused: Refused[] = [];
    const holds = async (point: LineBreakpoint | DataBreakpoint): Promise<boolean> => {
      if (point.condition === null || !this.#unchecked.delete(point.id)) return true;
      const message = await check(point.condition);
      if (message !== null) refused.push({ id: point.id, line: 'line' in point ? point.line : null, message });
      return message === null;
    };
    if (this.#unchecked.size === 0) return refused;
    for (const [path, points] of this.#lines) this.#lines.set(path, await filtered(points, holds));
    this.#data = await filtered(this.#data, holds);
    return refused;
  }

  setFilters(given: readonly string[]): void {
    this.#filters = EXCEPTION_FILTERS.filter((filter) => given.includes(filter));
  }

  handTo(walker: Walker): void {
    walker.lines = [...this.#lines.values()].flat();
    walker.filters = this.#filters;
    walker.data = this.#data;
  }

  #common({ condition, hitCondition }: { readonly condition?: string; readonly hitCondition?: string }) {
    return { id: ++this.#lastId, condition: textOf(condition), hitCondition: textOf(hitCondition) };
  }

  /** Keeps what can be read; of the rest the answer has the reason. */
  async #checked<B extends LineBreakpoint | DataBreakpoint>(
    points: readonly B[], check: Check | null,
  ): Promise<{ readonly kept: readonly B[]; readonly answers: Dap.Breakpoint[] }> {
    const kept: B[] = [];
    const answers: Dap.Breakpoint[] = [];
    for (const point of points) {
      const { id, condition, hitCondition } = point;
      const message =
        (hitCondition === null ? null : hitProblem(hitCondition)) ??
        (condition === null || check === null ? null : await check(condition));
      const line = 'line' in point ? { line: point.line } : {};
      if (message !== null) {
        answers.push({ id, ...line, verified: false, message });
        continue;
      }
      if (condition !== null && check === null) this.#unchecked.add(id);
      kept.push(point);
      answers.push({ id, ...line, verified: true });
    }
    return { kept, answers };
  }
}

async function filtered<T>(all: readonly T[], holds: (one: T) => Promise<boolean>): Promise<readonly T[]> {
  const kept: T[] = [];
  for (const one of all) if (await holds(one)) kept.push(one);
  return kept;
}

function textOf(given: string | undefined): string | null {
  return given?.trim() || null;
}
