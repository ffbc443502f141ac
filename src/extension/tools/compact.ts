/** @file Steps and answers as few words of JSON, with lines: for a language model to read. Pure. */
import type { CheckAnswer, WhyAnswer, WhyBranch } from '../../protocol/explanations';
import type { ErrorRecord, FindingRecord, PlaceRecord, RowRecord, StepRecord, TensorRecord } from '../../protocol/records';
import { gradientOf, isClipped, lossOf, notFiniteCount } from '../../protocol/rowFacts';
import { fromWire, toWire, type WireNumber } from '../../protocol/wireNumber';
import type { DebuggerView } from '../debuggerView';

/** Rows that one answer has; how many there are is always said. */
const MAX_ROWS = 40;
/** Ways of a gradient that are told, and how deep. */
const MAX_WAYS = 6;
const MAX_DEPTH = 4;
/** Elements of a tensor that are told. */
const MAX_ELEMENTS = 8;

type Json = { readonly [key: string]: unknown };

/** Where the run is: error, step, loss. */
export function compactState({ state, error, status }: DebuggerView, title: string): Json {
  const { record } = state ?? { record: null };
  return {
    file: title,
    ...(status.kind === 'idle' ? {} : { status: status.kind }),
    ...(error ? { error: compactError(error) } : {}),
    ...(state ? { step: state.cursor, steps: state.stepCount, script: state.script } : {}),
    ...(record ? compactStep(record) : {}),
    ...(state && state.findings.length > 0 ? { findings: state.findings.map(compactFinding) } : {}),
    ...(state?.stopped ? { stopped: state.stopped } : {}),
  };
}

function compactStep(record: StepRecord): Json {
  const { trainingOp, optimizer, phase, gradientNorm, appliedNorm, rows } = record;
  return {
    trainingOp, optimizer,
    ...(phase === 'computed' ? { phase: 'computed, nothing written yet' } : {}),
    ...(record.loss === null ? {} : { loss: short(toWire(lossOf(record))) }),
    gradientNorm: short(gradientNorm),
    ...(appliedNorm === gradientNorm ? {} : { appliedNorm: short(appliedNorm) }),
    variables: rows.length,
    clipped: rows.filter(isClipped).length,
  };
}

/** The (gradient, variable) pairs, at most MAX_ROWS; `wanted`: of these variables. */
export function compactPairs(record: StepRecord, wanted: readonly string[]): Json {
  const chosen = record.rows.filter((row) => wanted.length === 0 || wanted.some((name) => answersTo(row, name)));
  const unknown = wanted.filter((name) => !record.rows.some((row) => answersTo(row, name)));
  return {
    pairs: chosen.slice(0, MAX_ROWS).map(compactRow),
    ...(chosen.length > MAX_ROWS ? { omitted: chosen.length - MAX_ROWS } : {}),
    ...(unknown.length > 0 ? { unknown, known: record.rows.slice(0, MAX_ROWS).map(({ name }) => name) } : {}),
  };
}

export function answersTo({ name, variable }: RowRecord, wanted: string): boolean {
  return [name, variable, variable.replace(/:0$/, '')].includes(wanted);
}

function compactRow(row: RowRecord): Json {
  const gradient = gradientOf(row);
  const { gradient: { kind }, stages } = row;
  return {
    variable: row.name,
    ...at(row.place),
    shape: row.shape,
    gradient: gradient === null ? null : compactTensor(gradient),
    ...(kind === 'none' ? { none: row.gradient.kind === 'none' ? row.gradient.reason : '' } : {}),
    ...(kind === 'sparse' ? { sparse: true } : {}),
    ...(stages.length === 0 ? {} : {
      clips: stages.map(({ op, place, fired, factor, angleDegrees, thresholds }) => ({
        op, ...at(place), thresholds: thresholds.map(short), fired,
        ...(factor === null ? {} : { factor: short(factor) }),
        ...(angleDegrees === null ? {} : { angleDegrees: short(toWire(angleDegrees as number)) }),
      })),
    }),
    ...(row.before ? { before: compactTensor(row.before) } : {}),
    ...(row.after ? { after: compactTensor(row.after) } : {}),
    ...(row.updateRatio === null ? {} : { updateRatio: short(row.updateRatio) }),
  };
}

function compactTensor(tensor: TensorRecord): unknown {
  const { size, values, health } = tensor;
  if (size === 1) return short(values[0]!);
  const bad = notFiniteCount(tensor);
  return {
    norm: short(health.norm),
    ...(health.mean === null ? {} : { mean: short(toWire(health.mean)), min: short(toWire(health.min!)), max: short(toWire(health.max!)) }),
    ...(bad > 0 ? { notFinite: bad } : {}),
    ...(health.zero > 0 ? { zeros: health.zero } : {}),
    ...(size <= MAX_ELEMENTS && values.length === size ? { values: values.map(short) } : { size }),
  };
}

export function compactWhy({ gradient, branches, lines, element }: WhyAnswer): Json {
  return {
    ...(element === null ? {} : { element }),
    gradient: gradient.value === null ? { norm: short(gradient.norm) } : short(gradient.value),
    ways: branches.slice(0, MAX_WAYS).map((branch) => compactWay(branch, 1)),
    lines: lines.slice(0, MAX_WAYS).map(({ place, share, uses }) => ({ ...at(place), share: short(share), uses })),
  };
}

function compactWay({ op, name, place, share, derivative, branches, stopped }: WhyBranch, depth: number): Json {
  const isCut = depth >= MAX_DEPTH && branches.length > 0;
  return {
    op, ...(name === null ? {} : { name }), ...at(place), share: short(share),
    ...(derivative === null ? {} : { derivative: short(derivative) }),
    ...(isCut ? { more: true } : stopped === null ? {} : { stopped }),
    ...(branches.length > 0 && !isCut ? { ways: branches.slice(0, MAX_WAYS).map((branch) => compactWay(branch, depth + 1)) } : {}),
  };
}

export function compactCheck({ rows }: CheckAnswer): Json {
  return {
    checked: rows.slice(0, MAX_ROWS).map(({ variable, verdict, reason, worst }) => ({
      variable, verdict,
      ...(reason === null ? {} : { reason }),
      ...(worst === null ? {} : {
        worst: {
          element: worst.element, analytic: short(worst.analytic), numeric: short(worst.numeric), relativeError: short(worst.relativeError),
        },
      }),
    })),
    ...(rows.length > MAX_ROWS ? { omitted: rows.length - MAX_ROWS } : {}),
  };
}

function compactFinding({ code, message, place, variable }: FindingRecord): Json {
  return { code, message, ...at(place), ...(variable === null ? {} : { variable }) };
}

export function compactError({ type, message, place, remedy }: ErrorRecord): Json {
  return { type, message, ...at(place), ...(remedy === null ? {} : { remedy }) };
}

/** The line, and the file when it is another than the loss file. */
function at(place: PlaceRecord | null): Json {
  if (place === null) return {};
  return { line: place.line, ...(place.file.startsWith('./') ? { in: place.file } : {}) };
}

/** Six digits are enough to reason with; what is not finite stays text. */
function short(wire: WireNumber | null): number | string | null {
  if (wire === null) return null;
  const value = fromWire(wire);
  if (!Number.isFinite(value) || Object.is(value, -0)) return toWire(value);
  return Number(value.toPrecision(6));
}
