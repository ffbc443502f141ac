/** @file `gradient-debugger FILE`: the terminal face of the session. Exit 0 ran, 1 the file failed, 2 usage. */
import fs from 'node:fs';
import type { SessionEvent, SessionState } from '../protocol/messages';
import type { ErrorRecord, PlaceRecord } from '../protocol/records';
import { parseArguments, USAGE } from './arguments';
import type { CliRequest } from './arguments';
import { errorLine, findingLine, printLine, stepLine } from './jsonLines';
import type { Output } from './runFile';
import { runFile } from './runFile';
import { findingText, stepTable } from './stepTable';

function jsonOutput(request: CliRequest): Output {
  const write = (line: string) => process.stdout.write(`${line}\n`);
  return {
    event(event) {
      if (event.kind === 'print') {
        if (event.stream === 'stdout') write(printLine(event.text));
        else process.stderr.write(event.text);
      } else if (event.kind === 'step') write(stepLine(event.record, request.values));
      else process.stderr.write(`${event.text}\n`);
    },
    error: (error) => write(errorLine(error)),
    findings: (findings) => findings.forEach((finding) => write(findingLine(finding))),
    finished: () => undefined,
  };
}

function placeText({ file, line, column }: PlaceRecord): string {
  return `${file.replace(/^\.\//, '')}, line ${line}, column ${column}`;
}

function textOutput(): Output {
  return {
    event(event: Exclude<SessionEvent, { kind: 'reply' }>) {
      if (event.kind === 'print') process[event.stream].write(event.text);
      else if (event.kind === 'step') process.stdout.write(`\n${stepTable(event.record)}`);
      else process.stderr.write(`${event.text}\n`);
    },
    error(error: ErrorRecord) {
      const { place, madeAt, raisedAt, remedy } = error;
      const called = place === null ? '' : ` (${placeText(place)})`;
      const where = raisedAt == null ? called : ` (${placeText(raisedAt)}${place === null ? '' : `; called in ${placeText(place)}`})`;
      const made = madeAt === null ? '' : `\n  the op that failed was made on line ${madeAt.line}`;
      const help = remedy === null ? '' : `\n  ${remedy}`;
      process.stderr.write(`${error.type}: ${error.message}${where}${made}${help}\n`);
    },
    findings(findings: SessionState['findings']) {
      for (const finding of findings) process.stdout.write(`\n${findingText(finding)}`);
    },
    finished(state: SessionState) {
      if (state.trainingOps.length === 0) {
        process.stderr.write(
          'This file makes no training op: call optimizer.minimize(loss), or apply_gradients on the pairs.\n',
        );
      }
    },
  };
}

async function main(): Promise<number> {
  const parsed = parseArguments(process.argv.slice(2));
  if (parsed.kind === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (parsed.kind === 'usage') {
    process.stderr.write(`${parsed.problem}\n\n${USAGE}\n`);
    return 2;
  }
  const { request } = parsed;
  if (!fs.existsSync(request.file)) {
    process.stderr.write(`There is no file ${request.file}.\n`);
    return 2;
  }
  return runFile(request, request.isJson ? jsonOutput(request) : textOutput());
}

// Whoever reads has seen enough (`| head`): that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

void main().then((status) => {
  process.exitCode = status;
});
