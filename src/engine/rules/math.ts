/** @file The mathematical ops: their attributes and rules, joined from the files of `math/`. */
import type { RuleTable } from '../rule';
import { addNRules } from './math/addN';
import type { ArgAttributes } from './math/argExtrema';
import { argExtremaRules } from './math/argExtrema';
import { arithmeticRules } from './math/arithmetic';
import type { BatchMatMulAttributes } from './math/batchMatmul';
import { batchMatMulRules } from './math/batchMatmul';
import type { BitcastAttributes } from './math/bits';
import { bitRules } from './math/bits';
import { betaincRule, crossRule } from './math/betainc';
import type { CastAttributes } from './math/cast';
import { castRule } from './math/cast';
import { comparisonRules } from './math/comparisons';
import type { CumulativeAttributes } from './math/cumulative';
import { cumulativeRules } from './math/cumulative';
import { divisionRules } from './math/divisions';
import { exponentialRules } from './math/exponentials';
import type { SetOperationAttributes } from './math/setOperations';
import { setOperationRules, setSizeRule } from './math/setOperations';
import type { ListDiffAttributes } from './math/indexSets';
import { broadcastArgsRule } from './math/broadcastArgs';
import { broadcastGradientArgsRule, listDiffRule } from './math/indexSets';
import type { MatMulAttributes } from './math/matmul';
import { matMulRule } from './math/matmul';
import type { NoAttributes } from './math/operands';
import { powerRules } from './math/powers';
import type { ReductionAttributes } from './math/reductionGradients';
import { reductionRules } from './math/reductions';
import { specialRules } from './math/specialFunctions';
import { selectRule } from './math/select';
import { selectV2Rule } from './math/selectV2';
import { sequenceRules } from './math/sequences';
import { trigonometryRules } from './math/trigonometry';
import { unaryBasicRules } from './math/unaryBasics';
import { withShapesInErrors } from './shapeErrors';

/** Elementwise ops and others that have inputs only. */
type PlainOp =
  | 'Add' | 'AddV2' | 'Sub' | 'Mul' | 'MulNoNan' | 'SquaredDifference' | 'AddN' | 'AccumulateNV2'
  | 'RealDiv' | 'Div' | 'DivNoNan' | 'FloorDiv' | 'TruncateDiv' | 'FloorMod' | 'Mod' | 'TruncateMod'
  | 'Pow' | 'Maximum' | 'Minimum' | 'Atan2' | 'Xdivy' | 'Xlogy'
  | 'Neg' | 'Abs' | 'Sign' | 'Square' | 'Sqrt' | 'Rsqrt' | 'Reciprocal' | 'Inv'
  | 'SqrtGrad' | 'RsqrtGrad' | 'ReciprocalGrad' | 'InvGrad' | 'SigmoidGrad' | 'TanhGrad'
  | 'Exp' | 'Expm1' | 'Log' | 'Log1p' | 'Sigmoid' | 'Erf' | 'Erfc'
  | 'Sinh' | 'Cosh' | 'Tanh' | 'Asinh' | 'Acosh' | 'Atanh'
  | 'Sin' | 'Cos' | 'Tan' | 'Asin' | 'Acos' | 'Atan' | 'Floor' | 'Ceil' | 'Round' | 'Rint'
  | 'Equal' | 'NotEqual' | 'Less' | 'LessEqual' | 'Greater' | 'GreaterEqual'
  | 'LogicalAnd' | 'LogicalOr' | 'LogicalNot' | 'IsNan' | 'IsInf' | 'IsFinite'
  | 'Lgamma' | 'Digamma' | 'BesselI0e' | 'BesselI1e' | 'Igamma' | 'Igammac' | 'IgammaGradA'
  | 'Zeta' | 'Polygamma' | 'Betainc' | 'Cross'
  | 'BitwiseAnd' | 'BitwiseOr' | 'BitwiseXor' | 'LeftShift' | 'RightShift' | 'Invert'
  | 'Select' | 'SelectV2' | 'BroadcastArgs' | 'BroadcastGradientArgs' | 'Range' | 'LinSpace';

type ReductionOp = 'Sum' | 'Mean' | 'Prod' | 'Max' | 'Min' | 'All' | 'Any';

export interface MathAttributes
  extends Readonly<Record<PlainOp, NoAttributes>>,
    Readonly<Record<ReductionOp, ReductionAttributes>> {
  readonly Bitcast: BitcastAttributes;
  readonly Cast: CastAttributes;
  readonly MatMul: MatMulAttributes;
  readonly BatchMatMul: BatchMatMulAttributes;
  readonly BatchMatMulV2: BatchMatMulAttributes;
  readonly ArgMax: ArgAttributes;
  readonly ArgMin: ArgAttributes;
  readonly Cumsum: CumulativeAttributes;
  readonly Cumprod: CumulativeAttributes;
  readonly ListDiff: ListDiffAttributes;
  readonly DenseToDenseSetOperation: SetOperationAttributes;
  readonly DenseToSparseSetOperation: SetOperationAttributes;
  readonly SparseToSparseSetOperation: SetOperationAttributes;
  readonly SetSize: { readonly validateIndices: boolean };
}

export const mathRules: RuleTable<MathAttributes> = {
  ...arithmeticRules,
  ...addNRules,
  ...divisionRules,
  ...powerRules,
  ...unaryBasicRules,
  ...exponentialRules,
  ...trigonometryRules,
  ...comparisonRules,
  ...specialRules,
  ...withShapesInErrors({ Betainc: betaincRule, Cross: crossRule }),
  Select: selectRule,
  SelectV2: selectV2Rule,
  BroadcastArgs: broadcastArgsRule,
  ...bitRules,
  Cast: castRule,
  MatMul: matMulRule,
  ...batchMatMulRules,
  ...reductionRules,
  ...argExtremaRules,
  ...cumulativeRules,
  ...sequenceRules,
  BroadcastGradientArgs: broadcastGradientArgsRule,
  ListDiff: listDiffRule,
  ...setOperationRules,
  SetSize: setSizeRule,
};
