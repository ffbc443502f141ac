/** @file The terminal's JSON contract: one object a line, as DESIGN.md section 8 writes it. */
import { shortest } from '../protocol/numberText';
import type {
  ErrorRecord, FindingRecord, GradientRecord, PlaceRecord, RowRecord, StageRecord, StepRecord,
  TensorRecord,
} from '../protocol/records';
import { besideFile } from '../protocol/places';
import type { WireNumber } from '../protocol/wireNumber';

/** The elements that travel, float32 in the fewest digits that give the same float32 back. */
function valuesOf(tensor: TensorRecord, cap: number): WireNumber[] {
  return tensor.values.slice(0, cap).map((value) => shortest(value, tensor.dtype));
}

/** Which file, where it is not the loss file itself. */
function fileOf(place: PlaceRecord | null): { readonly file?: string } {
  const file = place === null ? null : besideFile(place);
  return file === null ? {} : { file };
}

function lineOf(place: PlaceRecord | null): number | null {
  return place?.line ?? null;
}

function gradientLine(gradient: GradientRecord, cap: number): object {
  if (gradient.kind === 'none') {
    const { cutAt } = gradient;
    return {
      kind: 'none',
      size: 0,
      values: null,
      norm: null,
      reason: gradient.reason,
      cutAt: cutAt === null ? null : { op: cutAt.op, line: lineOf(cutAt.place) },
    };
  }
  const { tensor } = gradient;
  return {
    kind: gradient.kind,
    size: tensor.size,
    values: valuesOf(tensor, cap),
    ...(gradient.kind === 'sparse' ? { indices: valuesOf(gradient.indices, cap) } : {}),
    norm: tensor.health.norm,
    reason: null,
    cutAt: null,
  };
}

function stageLine(stage: StageRecord): object {
  const { dtype } = stage.output;
  const thresholds = stage.thresholds.map((value) => shortest(value, dtype));
  return {
    op: stage.op,
    line: lineOf(stage.place),
    ...fileOf(stage.place),
    threshold: thresholds.length > 1 ? thresholds : (thresholds[0] ?? null),
    norm: stage.norm,
    factor: stage.factor,
    angleDegrees: stage.angleDegrees,
    clippedElements: stage.clippedElements,
    fired: stage.fired,
  };
}

function rowLine(row: RowRecord, cap: number): object {
  const values = (tensor: TensorRecord | null) => (tensor === null ? null : valuesOf(tensor, cap));
  return {
    variable: row.variable,
    name: row.name,
    line: lineOf(row.place),
    ...fileOf(row.place),
    dtype: row.dtype,
    shape: row.shape,
    size: row.before?.size ?? 0,
    gradient: gradientLine(row.gradient, cap),
    stages: row.stages.map(stageLine),
    applied: values(row.applied),
    before: values(row.before),
    after: values(row.after),
    slots: row.slots.map((slot) => ({
      name: slot.name, variable: slot.variable, before: values(slot.before), after: values(slot.after),
    })),
    formula: row.formula,
    terms: row.terms.map((term) => ({ name: term.name, value: valuesOf(term.tensor, cap) })),
    residual: row.residual,
    ...(row.placement === undefined ? {} : { placement: row.placement }),
  };
}

/** One step as one line. A loss that is no scalar is an array of its elements. */
export function stepLine(record: StepRecord, cap: number): string {
  const { loss } = record;
  const lossValues = loss === null ? null : valuesOf(loss, Math.max(cap, 1));
  return JSON.stringify({
    kind: 'step',
    index: record.index,
    driver: record.driver,
    trainingOp: record.trainingOp,
    optimizer: record.optimizer,
    loss: lossValues === null || loss === null ? null : loss.shape.length === 0 ? lossValues[0] : lossValues,
    globalStep: record.globalStep,
    rows: record.rows.map((row) => rowLine(row, cap)),
  });
}

export function printLine(text: string): string {
  return JSON.stringify({ kind: 'print', text });
}

export function findingLine(finding: FindingRecord): string {
  const { code, severity, place, variable, message, related, trap } = finding;
  const others = related?.map((other) => ({ ...fileOf(other.place), line: other.place.line, message: other.message }));
  return JSON.stringify({
    kind: 'finding', code, severity, line: lineOf(place), variable, message,
    ...(trap === undefined ? {} : { trap }),
    ...(others === undefined ? {} : { related: others }),
  });
}

export function errorLine(error: ErrorRecord): string {
  return JSON.stringify({
    kind: 'error',
    type: error.type,
    message: error.message,
    line: error.place?.line ?? null,
    column: error.place?.column ?? null,
    ...(error.madeAt === null ? {} : { madeAt: error.madeAt.line }),
    ...(error.raisedAt == null ? {} : { raisedAt: { ...fileOf(error.raisedAt), line: error.raisedAt.line, column: error.raisedAt.column } }),
    ...(error.remedy === null ? {} : { remedy: error.remedy }),
  });
}
