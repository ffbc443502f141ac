/**
 * @file How each op is computed on the narrow element types, which TensorFlow's CPU kernels support
 * but few programs use. An op that is in no list is not evaluated on these types: no number is shown
 * that was not held against TensorFlow's.
 */

const setOf = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

/** Moves elements, or chooses among them: no element is another number afterwards. */
const MOVES = `
  Assign AssignVariableOp BatchToSpaceND BroadcastTo ConcatV2 DepthToSpace DynamicPartition
  DynamicStitch ExpandDims Fill Gather GatherNd GatherV2 Identity MatrixBandPart MatrixDiag
  MatrixDiagPart MatrixSetDiag MirrorPad OneHot OnesLike Pack Pad PadV2 PreventGradient
  RandomShuffle ReadVariableOp RefIdentity Reshape ResourceGather ReverseSequence ReverseV2 Roll
  ScatterMax ScatterMin ScatterNdUpdate ScatterUpdate ResourceScatterMax ResourceScatterMin
  ResourceScatterUpdate Select Slice SpaceToBatchND SpaceToDepth
  SparseToDense Split SplitV Squeeze StopGradient StridedSlice StridedSliceGrad
  TensorScatterUpdate Tile Transpose Unique UniqueWithCounts Unpack Where ZerosLike
  PlaceholderWithDefault Shape ShapeN Size Rank IsVariableInitialized VarIsInitializedOp VariableShape`;

/** Compares, or picks the largest or smallest. */
const CHOICES = `
  ArgMax ArgMin Equal Greater GreaterEqual IsFinite IsInf IsNan Less LessEqual Max MaxPool
  MaxPoolGrad MaxPoolGradGrad Maximum Min Minimum NotEqual Relu Relu6 ReluGrad Relu6Grad
  SegmentMax SegmentMin TopKV2 CheckNumerics`;

/** One operation per element, or a sum that is stored after every addition. */
const ONE_ROUNDING = `
  Abs Add AddV2 AssignAdd AssignAddVariableOp AssignSub AssignSubVariableOp BiasAdd Ceil Div
  DivNoNan Floor Inv Mul MulNoNan Pow RealDiv Reciprocal Round Sign Square Sub`;

/**
 * On float16 and bfloat16: the float32 kernel, then one rounding, which is how Eigen::half and
 * TensorFlow's bfloat16 compute a single operation.
 */
export const AS_FLOAT32 = setOf(MOVES + CHOICES + ONE_ROUNDING);

/** On float16 and bfloat16: kernels that round every operation to the type themselves. */
export const ROUND_THEMSELVES = setOf(`
  AddN ApplyAdaMax ApplyAdadelta ApplyAdagrad ApplyAdam ApplyAddSign ApplyCenteredRMSProp ApplyFtrl
  ApplyFtrlV2 ApplyGradientDescent ApplyMomentum ApplyPowerSign ApplyRMSProp BatchMatMul BatchMatMulV2
  BiasAddGrad Cast Cos Cumprod Cumsum Elu EluGrad Exp Expm1 FloorDiv InvGrad L2Loss LeakyRelu LeakyReluGrad
  Log Log1p LogSoftmax MatMul Mean Neg Prod ReciprocalGrad ResourceApplyAdaMax ResourceApplyAdadelta
  ResourceApplyAdagrad ResourceApplyAdam ResourceApplyAddSign ResourceApplyCenteredRMSProp
  ResourceApplyFtrl ResourceApplyFtrlV2 ResourceApplyGradientDescent ResourceApplyMomentum
  ResourceApplyPowerSign ResourceApplyRMSProp Rsqrt RsqrtGrad Selu SeluGrad Sigmoid SigmoidGrad Sin
  Softmax Softplus SoftplusGrad Softsign SoftsignGrad
  SparseApplyAdadelta SparseApplyAdagrad SparseApplyCenteredRMSProp SparseApplyFtrl SparseApplyFtrlV2
  SparseApplyMomentum SparseApplyRMSProp Sqrt SqrtGrad SquaredDifference Sum Tan Tanh TanhGrad
  ScatterAdd ScatterDiv ScatterMul ScatterSub ScatterNd SegmentMean SegmentProd SegmentSum
  UnsortedSegmentProd UnsortedSegmentSum ResourceScatterAdd ResourceScatterDiv ResourceScatterMul
  ResourceScatterSub Xdivy Xlogy RandomStandardNormal RandomUniform TruncatedNormal`);

/**
 * On the narrow integers: the int32 kernel, whose results are cut to the type's bits at the end,
 * which is where they would be after wrapping at every operation.
 */
export const AS_INT32 = setOf(`${MOVES} ${CHOICES}
  Abs Add AddN AddV2 AssignAdd AssignAddVariableOp AssignSub AssignSubVariableOp BiasAdd
  BiasAddGrad Cumprod Cumsum Div Mul Prod ScatterAdd ScatterSub SegmentSum Sub Sum
  ScatterNd TruncateDiv UnsortedSegmentSum`);

/** On the narrow integers: kernels that know these types themselves. */
export const KNOW_INTEGERS = setOf(
  'BitwiseAnd BitwiseOr BitwiseXor LeftShift RightShift Invert FloorDiv Max Mean Min MaxPool',
);

/**
 * On bfloat16 TensorFlow 1.15 has no CPU kernel of these, but lends the one of its XLA device. As
 * above: in float32 with one rounding, or with roundings of their own.
 */
export const LENT_AS_FLOAT32 = setOf('Ceil Erf Floor IsFinite IsInf Pow Round Sign');
export const LENT_ROUNDED = setOf(`
  Cos Elu EluGrad Exp Expm1 L2Loss Log1p LogSoftmax Selu SeluGrad Sigmoid SigmoidGrad Sin Softmax
  SparseSoftmaxCrossEntropyWithLogits SquaredDifference Tanh TanhGrad`);
