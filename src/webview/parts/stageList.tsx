/** @file Everything that happened to one gradient between compute_gradients and apply_gradients. */
import type { ComponentChildren } from 'preact';
import { fill } from '../../protocol/panelStrings';
import type { RowRecord, StageRecord, TensorRecord } from '../../protocol/records';
import { isBrokenClip } from '../../protocol/rowFacts';
import { valueText } from '../model/elements';
import { numberText, shortText } from '../../protocol/displayNumber';
import { strings } from '../store';
import { Icon } from './icons';
import { LineLink } from './lineLink';

const ABSENT = '–';
const COLUMNS = [
  'stageOp',
  'stageThreshold',
  'stageNorm',
  'stageFactor',
  'stageAngle',
  'stageElements',
  'stageResult',
] as const;

export function StageList({ record }: { readonly record: RowRecord }) {
  const t = strings.value;
  const { stages, gradient } = record;
  return (
    <section>
      <h2>{t.stages}</h2>
      {stages.length === 0 ? (
        <p class="quiet">{t.stageNone}</p>
      ) : (
        <table class="small stages stacked" role="table">
          <thead role="rowgroup">
            <tr role="row">
              {COLUMNS.map((label) => (
                <th key={label} scope="col" role="columnheader">
                  {t[label]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            <tr role="row">
              <th scope="row" role="rowheader">{t.raw}</th>
              <td role="cell" class="blank" colSpan={5} />
              <td role="cell" class="number">
                {gradient.kind === 'none' ? ABSENT : valueText(gradient.tensor, t)}
              </td>
            </tr>
            {stages.map((stage, i) => (
              <StageLine key={i} stage={stage} />
            ))}
          </tbody>
        </table>
      )}
      {gradient.kind !== 'none' && <Statistics tensor={gradient.tensor} />}
    </section>
  );
}

/** Over the finite elements, as Health has them. */
function Statistics({ tensor }: { readonly tensor: TensorRecord }) {
  const { mean, std, min, max } = tensor.health;
  if (tensor.size < 2 || mean === null || std === null || min === null || max === null) return null;
  const figures = [mean, std, min, max].map((value) => numberText(value, 4));
  return <p class="aside">{fill(strings.value.statistics, ...figures)}</p>;
}

function StageLine({ stage }: { readonly stage: StageRecord }) {
  const t = strings.value;
  const { op, place, thresholds, norm, factor, angleDegrees, clippedElements, output } = stage;
  return (
    <tr role="row" class={stage.fired ? 'fired' : ''} data-stage={op}>
      <th scope="row" role="rowheader">
        {op} <LineLink place={place} />
      </th>
      <Figure label={t.stageThreshold}>
        {thresholds.length === 0
          ? ABSENT
          : thresholds.map((value) => numberText(value)).join(' … ')}
      </Figure>
      <Figure label={t.stageNorm}>{norm === null ? ABSENT : numberText(norm)}</Figure>
      <Figure label={t.stageFactor}>{factor === null ? ABSENT : `×${shortText(factor)}`}</Figure>
      <Figure label={t.stageAngle}>
        {angleDegrees === null ? ABSENT : `${shortText(angleDegrees)}°`}
      </Figure>
      <Figure label={t.stageElements}>
        {clippedElements}/{output.size}
      </Figure>
      <Figure label={t.stageResult}>
        {valueText(output, t)} <Outcome stage={stage} />
      </Figure>
    </tr>
  );
}

interface FigureProps {
  /** Shown beside the figure where the table is too narrow for columns. */
  readonly label: string;
  readonly children: ComponentChildren;
}

function Figure({ label, children }: FigureProps) {
  return (
    <td role="cell" class="number" data-label={label}>
      {children}
    </td>
  );
}

/** Icon and word, and quietly when nothing happened. */
function Outcome({ stage }: { readonly stage: StageRecord }) {
  const t = strings.value;
  if (isBrokenClip(stage)) {
    return (
      <span class="clip-broken">
        <Icon name="bad" /> {fill(t.clipBroken, numberText(stage.norm!))}
      </span>
    );
  }
  if (!stage.fired) {
    return <span class="quiet">{stage.isClip ? t.stageNotFired : t.stageNoChange}</span>;
  }
  return (
    <span class="clip-fired">
      {stage.isClip && <Icon name="clip" />} {stage.isClip ? t.stageFired : t.stageChange}
    </span>
  );
}
