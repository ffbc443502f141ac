/**
 * @file What the panel shows, as plain text: for reading aloud, for searching, for comparing two steps line by line.
 *
 * A line holds one fact and is no wider because of another line, so that a diff of two steps shows
 * what changed and nothing else. Elements are exact, figures have six significant digits.
 */
import { changeText, numberText, shortText, signedText } from './displayNumber';
import { withFile } from './places';
import type { FrameworkRecord, SessionState } from './messages';
import { fullText } from './numberText';
import { fill, type PanelStrings } from './panelStrings';
import type {
  ErrorRecord,
  FindingRecord,
  PlaceRecord,
  PrintedRecord,
  RowRecord,
  SlotRecord,
  StageRecord,
  StepRecord,
  TensorRecord,
} from './records';
import { rowNames } from './rowNames';
import { summaryOf } from './summary';
import { isBrokenClip, notFiniteCount } from './rowFacts';
import { scalarOf, shapeText } from './tensorText';
import type { PanelSnapshot } from './view';
import { fromWire } from './wireNumber';

/** Elements of a tensor that stand in the text. */
const FIRST = 8;

/** The whole panel; ends with a line break. */
export function panelText(snapshot: PanelSnapshot, t: PanelStrings): string {
  const { title, status, state, error, failure, prints } = snapshot;
  const parts = [state ? `${title} · ${fill(t.semantics, state.framework.name)}` : title];
  if (status.kind === 'stale') parts.push(`${t.stale}: ${status.reason}`);
  if (status.kind === 'restricted') parts.push(`${t.restrictedTitle}: ${t.restrictedText}`);
  if (status.kind === 'running') parts.push(t.running);
  if (error) parts.push(errorText(error, t));
  if (state && state.dropped.length > 0) parts.push(droppedText(state.dropped, t));
  if (failure.length > 0) parts.push(findingsText(failure, t));
  if (state?.record) parts.push(stepText(state, state.record, t));
  else if (state && !error) parts.push(`${t.noTrainingTitle}. ${fill(t.noTrainingText, state.framework.minimizers)}`);
  const printed = prints.map(({ text }) => text).join('');
  if (printed !== '') parts.push(`${t.prints}:\n${printed.replace(/\n$/, '')}`);
  return `${parts.map((part) => part.replace(/\n$/, '')).join('\n\n')}\n`;
}

/** That forks ended, and which. */
export function droppedText(dropped: SessionState['dropped'], t: PanelStrings): string {
  const edits = dropped.map(({ edit }) => edit).join('; ');
  return fill(dropped.length === 1 ? t.forkDropped : t.forksDropped, dropped.length, edits);
}

/** One step: the first glance, every row with all that an open row shows, the findings. */
export function stepText(state: SessionState, record: StepRecord, t: PanelStrings): string {
  const names = rowNames(record.rows);
  return [
    glance(state, record, t),
    ...record.rows.map((row) => rowText(row, names.get(row.variable) ?? row.name, state.framework, t)),
    ...(state.findings.length > 0 ? [findingsText(state.findings, t)] : []),
    ...(record.printed === undefined ? [] : [printedText(record.printed, t)]),
  ].join('\n');
}

function printedText({ lines, omitted }: PrintedRecord, t: PanelStrings): string {
  const more = omitted > 0 ? [fill(t.printsOfStepOmitted, omitted)] : [];
  return text([`${t.printsOfStep}:`, ...[...lines, ...more].map((line) => `  ${line}`)]);
}

function glance(state: SessionState, record: StepRecord, t: PanelStrings): string {
  const summary = summaryOf(state, record, t);
  const { lossChange, appliedNorm } = summary;
  const step = fill(t.stepOf, state.cursor, state.stepCount);
  const phase = record.phase === 'computed' ? [t.computedNote] : [];
  return text([
    [`${t.stepSlider} ${step}`, record.trainingOp, record.optimizer, ...phase].join(' · '),
    `${t.health}: ${summary.health} (${summary.healthDetail})`,
    `${summary.lossLabel}: ${summary.loss}${lossChange ? ` (${lossChange.text})` : ''}`,
    `${t.gradientNorm}: ${summary.gradientNorm} ${
      appliedNorm === null ? t.normUnclipped : fill(t.normApplied, appliedNorm)
    }`,
    `${t.clipped}: ${fill(t.clippedOf, summary.clipped, summary.rowCount)}`,
  ]);
}

function rowText(row: RowRecord, name: string, { noValue }: FrameworkRecord, t: PanelStrings): string {
  const { gradient, stages, applied, before, after, updateRatio, slots, formula, terms } = row;
  const lines = [`${name} · ${row.variable} · ${shapeText(row.shape, t)} ${row.dtype}${at(row.place, t)}`];
  if (gradient.kind === 'none') {
    lines.push(`  ${t.columnGradient}: ${noValue}, ${gradient.reason}${at(gradient.cutAt?.place ?? null, t)}`);
  } else {
    if (gradient.kind === 'sparse') {
      lines.push(`  ${t.partIndices}: ${elements(gradient.indices, t)}`);
    }
    lines.push(...tensorLines(t.partGradient, gradient.tensor, t));
  }
  for (const stage of stages) lines.push(`  ${stageText(stage, t)}`);
  if (applied && stages.length > 0) lines.push(...tensorLines(t.partApplied, applied, t));
  lines.push(...changeLines(before, after, t));
  if (updateRatio !== null) lines.push(`  ${t.columnRatio}: ${shortText(updateRatio)}`);
  if (formula !== null) lines.push(`  ${t.update}: ${formula}`);
  for (const term of terms) lines.push(`    ${term.name} = ${elements(term.tensor, t)}`);
  if (row.residual !== null) lines.push(`    ${t.residual} ${numberText(row.residual)}`);
  for (const slot of slots) lines.push(`  ${slotText(slot, t)}`);
  return text(lines);
}

/** The elements, and in a line of its own what is known of all of them. */
function tensorLines(label: string, tensor: TensorRecord, t: PanelStrings): string[] {
  const lines = [`  ${label}: ${elements(tensor, t)}`];
  if (tensor.size > 1) lines.push(`    ${healthText(tensor, t)}`);
  return lines;
}

function changeLines(
  before: TensorRecord | null,
  after: TensorRecord | null,
  t: PanelStrings,
): string[] {
  const [was, is] = [before && scalarOf(before), after && scalarOf(after)];
  if (was !== null && is !== null) {
    const { before: from, after: to } = changeText(was, is);
    const change = fromWire(is) - fromWire(was);
    const difference = change === 0 ? t.unchanged : signedText(change, 6);
    return [`  ${t.columnChange}: ${from} → ${to} (${difference})`];
  }
  return [
    ...(before ? tensorLines(t.partBefore, before, t) : []),
    ...(after ? tensorLines(t.partAfter, after, t) : before ? [`  ${t.partAfter}: ${t.notApplied}`] : []),
  ];
}

function stageText(stage: StageRecord, t: PanelStrings): string {
  const { op, place, thresholds, norm, factor, angleDegrees, clippedElements, output, fired } = stage;
  const isBroken = isBrokenClip(stage);
  const outcome = isBroken ? fill(t.clipBroken, numberText(norm!)) : fired
    ? stage.isClip ? t.stageFired : t.stageChange
    : stage.isClip ? t.stageNotFired : t.stageNoChange;
  const facts = [
    outcome,
    ...(thresholds.length > 0
      ? [`${t.stageThreshold} ${thresholds.map((value) => numberText(value)).join(' … ')}`]
      : []),
    ...(norm === null || isBroken ? [] : [`${t.stageNorm} ${numberText(norm)}`]),
    ...(factor === null ? [] : [`${t.stageFactor} ×${shortText(factor)}`]),
    ...(angleDegrees === null ? [] : [`${t.stageAngle} ${shortText(angleDegrees)}°`]),
    `${t.stageElements} ${clippedElements}/${output.size}`,
  ];
  return `${op}${at(place, t)}: ${facts.join(', ')} → ${elements(output, t)}`;
}

function slotText({ name, before, after }: SlotRecord, t: PanelStrings): string {
  const side = (tensor: TensorRecord | null) => (tensor ? elements(tensor, t) : '–');
  return `${t.slotName} ${name}: ${side(before)} → ${after ? side(after) : t.notApplied}`;
}

function findingsText(findings: readonly FindingRecord[], t: PanelStrings): string {
  const lines = ({ severity, code, message, place, related = [] }: FindingRecord) => [
    `  ${severity} [${code}]${at(place, t)}: ${message}`,
    ...related.map((other) => `    ${withFile(other.place, fill(t.line, other.place.line))}: ${other.message}`),
  ];
  return text([`${t.findings}:`, ...findings.flatMap(lines)]);
}

function errorText({ type, message, place, madeAt, raisedAt, remedy }: ErrorRecord, t: PanelStrings): string {
  const raised = raisedAt ? `, ${withFile(raisedAt, fill(t.raisedAt, raisedAt.line))}` : '';
  const made = madeAt ? `, ${withFile(madeAt, fill(t.madeAt, madeAt.line))}` : '';
  return text([`${type}${at(place, t)}${raised}${made}: ${message}`, ...(remedy === null ? [] : [remedy])]);
}

/** `4.4`, or `[1, 2, 3, … 61 of 64 more]`; exact. */
function elements(tensor: TensorRecord, t: PanelStrings): string {
  const shown = tensor.values.slice(0, FIRST).map((value) => fullText(value, tensor.dtype));
  if (tensor.shape.length === 0) return shown[0] ?? '–';
  const left = tensor.size - shown.length;
  return `[${[...shown, ...(left > 0 ? [`… ${fill(t.moreOf, left, tensor.size)}`] : [])].join(', ')}]`;
}

/** Over all elements, and nothing that is not finite is left out. */
function healthText(tensor: TensorRecord, t: PanelStrings): string {
  const { norm, mean, std, min, max, nan, positiveInfinity, negativeInfinity } = tensor.health;
  const finite =
    mean === null || std === null || min === null || max === null
      ? []
      : [`${t.mean} ${numberText(mean)}`, `σ ${numberText(std)}`, `${numberText(min)} … ${numberText(max)}`];
  const bad = [
    [nan, 'NaN'],
    [positiveInfinity, '∞'],
    [negativeInfinity, '−∞'],
  ] as const;
  const counts =
    notFiniteCount(tensor) === 0 ? [] : bad.flatMap(([n, name]) => (n > 0 ? [`${n} ${name}`] : []));
  return [`${t.stageNorm} ${numberText(norm)}`, ...finite, ...counts].join(', ');
}

function at(place: PlaceRecord | null, t: PanelStrings): string {
  return place ? ` (${withFile(place, fill(t.line, place.line))})` : '';
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
