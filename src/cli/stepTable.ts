/** @file One step as a table for people: a line per (gradient, variable) pair. */
import { shortest } from '../protocol/numberText';
import { withFile } from '../protocol/places';
import type { FindingRecord, PlacedRecord, RowRecord, StepRecord, TensorRecord } from '../protocol/records';
import { isBrokenClip } from '../protocol/rowFacts';
import type { WireNumber } from '../protocol/wireNumber';
import { fromWire } from '../protocol/wireNumber';

const HEADINGS = ['variable', 'line', 'shape', 'gradient', '‖g‖', 'clipped', 'before → after', 'Δ/‖v‖'];

/** The table with its headline; ends with a line break. */
export function stepTable(record: StepRecord): string {
  const isPlaced = record.rows.some(({ placement }) => placement !== undefined);
  const headings = isPlaced ? [...HEADINGS, 'device'] : HEADINGS;
  const cells = [
    headings,
    ...record.rows.map((row) => [...rowCells(row), ...(isPlaced ? [placementText(row)] : [])]),
  ];
  const widths = headings.map((_, i) => Math.max(...cells.map((row) => row[i]!.length)));
  const lines = cells.map((row) =>
    row.map((cell, i) => cell.padEnd(widths[i]!)).join('  ').trimEnd(),
  );
  return `${headline(record)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function headline(record: StepRecord): string {
  const loss = record.loss === null ? '' : ` · loss ${tensorText(record.loss)}`;
  const step = record.globalStep === null ? '' : ` · global_step ${record.globalStep}`;
  const norms =
    record.gradientNorm === record.appliedNorm
      ? `‖g‖ ${significant(record.gradientNorm)}`
      : `‖g‖ ${significant(record.gradientNorm)} → ${significant(record.appliedNorm)} applied`;
  return `step ${record.index} · ${record.trainingOp} (${record.optimizer})${loss} · ${norms}${step}`;
}

function rowCells(row: RowRecord): string[] {
  const { gradient } = row;
  const gradientText =
    gradient.kind === 'none'
      ? `None: ${gradient.reason}${gradient.cutAt?.place ? `, line ${gradient.cutAt.place.line}` : ''}`
      : gradient.kind === 'sparse'
        ? `rows ${tensorText(gradient.indices)}: ${tensorText(gradient.tensor)}`
        : tensorText(gradient.tensor);
  return [
    row.name,
    row.place === null ? '' : withFile(row.place, String(row.place.line)),
    `[${row.shape.join(',')}]`,
    gradientText,
    gradient.kind === 'none' ? '–' : significant(gradient.tensor.health.norm),
    row.stages.map(stageText).join(', ') || '–',
    `${tensorText(row.before)} → ${row.gradient.kind === 'none' ? 'unchanged' : tensorText(row.after)}`,
    row.updateRatio === null ? '–' : significant(row.updateRatio),
  ];
}

/** `/cpu:0; gradient /gpu:0, with MatMul` */
function placementText({ placement }: RowRecord): string {
  if (placement === undefined) return '–';
  const text = ({ device, beside }: PlacedRecord) =>
    [device, beside.length > 0 ? `with ${beside.join(', ')}` : ''].filter((part) => part !== '').join(', ');
  const [variable, gradient] = [text(placement.variable), text(placement.gradient)];
  const own = variable === '' ? '–' : variable;
  return gradient === '' || gradient === variable ? own : `${own}; gradient ${gradient}`;
}

function stageText(stage: RowRecord['stages'][number]): string {
  const thresholds = stage.thresholds.map((value) => significant(value)).join(', ');
  const call = `${stage.op}${thresholds === '' ? '' : `(${thresholds})`}`;
  const line = stage.place === null ? '' : ` ${withFile(stage.place, `line ${stage.place.line}`)}`;
  if (isBrokenClip(stage)) return `${call}${line} norm is ${significant(stage.norm!)}`;
  if (!stage.fired) return `${call}${line} did not fire`;
  const factor = stage.factor === null ? '' : ` ×${significant(stage.factor)}`;
  const angle = stage.angleDegrees === null ? '' : ` ${significant(stage.angleDegrees)}°`;
  return `${call}${factor}${angle}${line}`;
}

/** A scalar in full, a tensor by its first elements or its mean; non-finite counts are always said. */
function tensorText(tensor: TensorRecord | null): string {
  if (tensor === null) return '–';
  const { size, health } = tensor;
  if (tensor.shape.length === 0 && size === 1) return String(shortest(tensor.values[0] ?? 'NaN', tensor.dtype));
  const bad = [
    health.nan > 0 ? `NaN×${health.nan}` : '',
    health.positiveInfinity > 0 ? `+∞×${health.positiveInfinity}` : '',
    health.negativeInfinity > 0 ? `−∞×${health.negativeInfinity}` : '',
  ].filter((text) => text !== '');
  if (size <= 4) return `[${tensor.values.map((value) => significant(value)).join(', ')}]`;
  const mean = health.mean === null ? '' : `μ ${significant(health.mean)} σ ${significant(health.std ?? NaN)}`;
  return [mean, ...bad].filter((text) => text !== '').join(' ');
}

/** Six significant digits. */
function significant(wire: WireNumber): string {
  const number = fromWire(wire);
  if (!Number.isFinite(number)) return String(wire);
  return Object.is(number, -0) ? '-0' : String(Number(number.toPrecision(6)));
}

export function findingText(finding: FindingRecord): string {
  const line = finding.place === null ? '' : `line ${finding.place.line}: `;
  const related = (finding.related ?? []).map(({ place, message }) => `  ${withFile(place, `line ${place.line}`)}: ${message}\n`);
  return `${finding.severity}: ${line}${finding.message} [${finding.code}]\n${related.join('')}`;
}
