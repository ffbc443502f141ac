/** @file A session over a program written in TypeScript, with a script of commands instead of a user. */
import { TENSORFLOW } from '../../src/frontends/python/dialect';
import type { Execution } from '../../src/engine/execution';
import type { Node, Tensor } from '../../src/engine/graph';
import { gradients } from '../../src/engine/gradients';
import type { Frontend, ProgramHost, ProgramOutcome, ProgramGradient } from '../../src/frontends/program';
import { StopProgram } from '../../src/frontends/program';
import type { CommandText, LoadOptions, SessionEvent, SessionState } from '../../src/protocol/messages';
import { Session } from '../../src/session/session';
import type { BuiltVariable } from '../engine/buildProgram';
import { TestProgram } from '../engine/buildProgram';

export type Body = (host: ProgramHost, program: TestProgram) => void;

/** A front-end whose "text" is a TypeScript function. Origins are line numbers. */
class FunctionFrontend implements Frontend {
  readonly dialect = TENSORFLOW;

  host!: ProgramHost;

  constructor(private readonly body: Body) {}

  run(): ProgramOutcome {
    try {
      this.body(this.host, new TestProgram());
      return { kind: 'ended' };
    } catch (error) {
      if (error instanceof StopProgram) return { kind: 'stopped' };
      const { name, message } = error as Error;
      return { kind: 'failed', type: name, message, place: null, madeAt: null };
    }
  }

  flush(): void {
    // Nothing is held back: these programs do not print.
  }

  remedy(type: string): string {
    return `Mend the ${type}.`;
  }

  noted() {
    return { places: [], modules: [] };
  }

  here() {
    return -1;
  }

  places(origins: readonly number[]) {
    return origins.map((line) => ({ file: 'loss.py', line, column: 1, endLine: line, endColumn: 2, name: null }));
  }
}

export const PARK: LoadOptions = { seed: 0, drive: 'park', maxSteps: 1000, maxValues: 16 };

type Command = CommandText extends infer T ? (T extends unknown ? Omit<T, 'id'> : never) : never;

/** Runs `commands` one after the other and gives the state (or the error) after each. */
export function drive(body: Body, commands: readonly Command[], options: LoadOptions = PARK, journalBudget?: number) {
  const replies = new Map<number, Extract<SessionEvent, { kind: 'reply' }>>();
  const events: SessionEvent[] = [];
  const load: Command = { kind: 'load', path: 'loss.py', text: '', version: 1, options };
  const queue: CommandText[] = [load, ...commands].map((command, i) => ({ ...command, id: i + 1 }) as CommandText);
  const frontend = new FunctionFrontend(body);
  const session = new Session(
    {
      post: (event) => {
        events.push(event);
        if (event.kind === 'reply') replies.set(event.id, event);
      },
      wait: () => {
        const next = queue.shift();
        // Out of commands while the script is parked: the test is over, the script unwinds.
        if (next === undefined) throw new StopProgram();
        return next;
      },
      interrupted: () => false,
    },
    frontend,
    journalBudget,
  );
  frontend.host = session;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    session.handle(next);
  }
  const states = [load, ...commands].map((_, i) => {
    const reply = replies.get(i + 1);
    if (reply === undefined) throw new Error(`Command ${i + 1} got no reply.`);
    return reply;
  });
  return { replies: states, events };
}

/** The state of a reply that succeeded. */
export function stateOf(reply: Extract<SessionEvent, { kind: 'reply' }> | undefined): SessionState {
  if (!reply?.ok || !reply.state) throw new Error(`Not a state: ${JSON.stringify(reply)}`);
  return reply.state;
}

/** Gradient descent over `variables` as tf.train does it, with an optional clip of each gradient. */
export function gradientDescent(
  host: ProgramHost,
  program: TestProgram,
  loss: Tensor,
  variables: readonly BuiltVariable[],
  rate: number,
  clip: ((gradient: Tensor) => Tensor) | null = null,
): Node {
  const { graph, build } = program;
  const results = gradients({ graph, ys: [loss], xs: variables.map(({ ref }) => ref), origin: 8 });
  const pairs = variables.map((variable, i) => {
    const result = results[i]!;
    const gradient: ProgramGradient =
      result.kind === 'none' ? result : { kind: 'dense', tensor: (result as { tensor: Tensor }).tensor };
    return {
      variable: { key: variable.key, tensor: variable.ref, origin: 10 + i, trainable: true },
      gradient,
    };
  });
  host.computedGradients({ optimizer: 'GradientDescent', loss, pairs, origin: 8 });
  const lr = program.constant(rate);
  const updates = pairs.map(({ variable, gradient }) => {
    if (gradient.kind !== 'dense') return { variable, applied: gradient, update: null, slots: [] };
    const tensor = clip === null ? gradient.tensor : clip(gradient.tensor);
    const update = build.node('ApplyGradientDescent', [variable.tensor, lr, tensor], { useLocking: false });
    return { variable, applied: { kind: 'dense' as const, tensor }, update: update as unknown as Node, slots: [] };
  });
  const node = graph.make({
    op: 'NoOp', inputs: [], attributes: {}, name: 'GradientDescent', origin: 9,
    controlInputs: updates.flatMap(({ update }) => (update === null ? [] : [update])),
  });
  const trainOp = node as unknown as Node;
  host.madeTrainingOp({ node: trainOp, optimizer: 'GradientDescent', updates, globalStep: null, origin: 9 });
  return trainOp;
}

/** Runs one target, as `sess.run(train_op)` does. */
export function runTarget(host: ProgramHost, execution: Execution, target: Node): void {
  host.run(execution, { fetches: [], targets: [target], feeds: new Map() });
}
