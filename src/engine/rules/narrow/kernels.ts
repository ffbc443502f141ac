/**
 * @file Which ops TensorFlow 1.15.5 has CPU kernels for, per narrow element type. Written by
 * test/oracle/graphs/recordKernels.py from TensorFlow's registry of kernels.
 */
export const NARROW_KERNELS = {
  float16:
    'Abs Add AddN AddV2 All AllCandidateSampler Any ApplyAdaMax ApplyAdadelta ApplyAdagrad ' +
    'ApplyAdam ApplyAddSign ApplyCenteredRMSProp ApplyFtrl ApplyFtrlV2 ApplyGradientDescent ' +
    'ApplyMomentum ApplyPowerSign ApplyRMSProp ArgMax ArgMin Assign AssignAdd AssignAddVariableOp ' +
    'AssignSub AssignSubVariableOp AssignVariableOp AudioSummaryV2 AvgPool AvgPoolGrad ' +
    'BatchDatasetV2 BatchMatMul BatchMatMulV2 BatchToSpaceND BesselI0e BesselI1e BiasAdd ' +
    'BiasAddGrad Bincount Bitcast BroadcastTo CacheDataset Cast Ceil CheckNumerics ' +
    'ComputeAccidentalHits ConcatOffset ConcatV2 ConcatenateDataset Const Conv2D ' +
    'Conv2DBackpropFilter Conv2DBackpropInput Cos Cross Cumprod Cumsum DepthToSpace ' +
    'DepthwiseConv2dNative DepthwiseConv2dNativeBackpropFilter DepthwiseConv2dNativeBackpropInput ' +
    'Digamma Div DivNoNan DynamicPartition DynamicStitch Elu EluGrad Equal Erf Erfc Exp ' +
    'ExpandDims Expm1 FIFOQueueV2 Fill FilterDataset FixedUnigramCandidateSampler FlatMapDataset ' +
    'Floor FloorDiv FusedBatchNormGradV3 FusedBatchNormV3 Gather GatherNd GatherV2 ' +
    'GeneratorDataset Greater GreaterEqual HistogramSummary Identity ImageSummary Inv InvGrad ' +
    'IsFinite IsInf IsNan IsVariableInitialized IteratorFromStringHandleV2 IteratorGetNext ' +
    'IteratorToStringHandle IteratorV2 L2Loss LRN LRNGrad LeakyRelu LeakyReluGrad ' +
    'LearnedUnigramCandidateSampler Less LessEqual Lgamma ListDiff Log Log1p LogSoftmax ' +
    'LogUniformCandidateSampler LogicalAnd LogicalNot LogicalOr LoopCond LowerBound MakeIterator ' +
    'MapDataset MatMul MatrixBandPart MatrixDiag MatrixDiagPart MatrixSetDiag Max MaxPool ' +
    'MaxPoolGrad MaxPoolGradGrad Maximum Mean Merge MergeSummary MergeV2Checkpoints Min Minimum ' +
    'MirrorPad MirrorPadGrad ModelDataset Mul MulNoNan Multinomial Neg NotEqual OneHot ' +
    'OneShotIterator OnesLike OptimizeDataset Pack Pad PadV2 PaddedBatchDatasetV2 ' +
    'PaddingFIFOQueueV2 ParallelDynamicStitch ParallelMapDataset Placeholder ' +
    'PlaceholderWithDefault Pow PrefetchDataset PreventGradient Print PrintV2 Prod PyFunc ' +
    'PyFuncStateless QueueCloseV2 QueueDequeueManyV2 QueueDequeueUpToV2 QueueDequeueV2 ' +
    'QueueEnqueueManyV2 QueueEnqueueV2 QueueIsClosedV2 QueueSizeV2 RandomGamma RandomPoissonV2 ' +
    'RandomShuffle RandomShuffleQueueV2 RandomStandardNormal RandomUniform RandomUniformInt Range ' +
    'RangeDataset Rank ReadVariableOp RealDiv Reciprocal ReciprocalGrad RefEnter RefExit ' +
    'RefIdentity RefMerge RefNextIteration RefSwitch Relu Relu6 Relu6Grad ReluGrad RepeatDataset ' +
    'Reshape ResizeBicubic ResizeBilinear ResizeBilinearGrad ResizeNearestNeighbor ' +
    'ResizeNearestNeighborGrad ResourceApplyAdaMax ResourceApplyAdadelta ResourceApplyAdagrad ' +
    'ResourceApplyAdam ResourceApplyAddSign ResourceApplyCenteredRMSProp ResourceApplyFtrl ' +
    'ResourceApplyFtrlV2 ResourceApplyGradientDescent ResourceApplyMomentum ' +
    'ResourceApplyPowerSign ResourceApplyRMSProp ResourceGather ResourceScatterAdd ' +
    'ResourceScatterDiv ResourceScatterMax ResourceScatterMin ResourceScatterMul ' +
    'ResourceScatterSub ResourceScatterUpdate ResourceSparseApplyAdadelta ' +
    'ResourceSparseApplyAdagrad ResourceSparseApplyCenteredRMSProp ResourceSparseApplyFtrl ' +
    'ResourceSparseApplyFtrlV2 ResourceSparseApplyMomentum ResourceSparseApplyRMSProp RestoreV2 ' +
    'ReverseSequence ReverseV2 Roll Round Rsqrt RsqrtGrad SaveV2 ScalarSummary ScatterAdd ' +
    'ScatterDiv ScatterMax ScatterMin ScatterMul ScatterNd ScatterNdAdd ScatterNdSub ' +
    'ScatterNdUpdate ScatterSub ScatterUpdate SegmentMax SegmentMean SegmentMin SegmentProd ' +
    'SegmentSum Select SelectV2 Selu SeluGrad Shape ShapeN ShardedFilename ShuffleDataset Sigmoid ' +
    'SigmoidGrad Sign Sin Size SkipDataset Slice Softmax SoftmaxCrossEntropyWithLogits Softplus ' +
    'SoftplusGrad Softsign SoftsignGrad SpaceToBatchND SpaceToDepth SparseApplyAdadelta ' +
    'SparseApplyAdagrad SparseApplyCenteredRMSProp SparseApplyFtrl SparseApplyFtrlV2 ' +
    'SparseApplyMomentum SparseApplyRMSProp SparseFillEmptyRows SparseFillEmptyRowsGrad ' +
    'SparseReduceSum SparseReshape SparseSegmentSum SparseSoftmaxCrossEntropyWithLogits ' +
    'SparseTensorDenseAdd SparseToDense Split SplitV Sqrt SqrtGrad Square SquaredDifference ' +
    'Squeeze StackPopV2 StackPushV2 StackV2 StatelessMultinomial StatelessRandomNormal ' +
    'StatelessRandomUniform StatelessTruncatedNormal StopGradient StridedSlice StridedSliceGrad ' +
    'StringFormat Sub Sum Switch TakeDataset Tan Tanh TanhGrad TensorArrayCloseV3 ' +
    'TensorArrayConcatV3 TensorArrayGatherV3 TensorArrayGradV3 TensorArrayReadV3 ' +
    'TensorArrayScatterV3 TensorArraySizeV3 TensorArraySplitV3 TensorArrayV3 TensorArrayWriteV3 ' +
    'TensorDataset TensorScatterAdd TensorScatterSub TensorScatterUpdate TensorSliceDataset ' +
    'TensorSummaryV2 Tile TopKV2 Transpose TruncatedNormal UniformCandidateSampler Unique ' +
    'UniqueWithCounts Unpack UnravelIndex UnsortedSegmentMax UnsortedSegmentMin ' +
    'UnsortedSegmentProd UnsortedSegmentSum UpperBound VarHandleOp VarIsInitializedOp ' +
    'VariableShape VariableV2 Where Xdivy Xlogy ZerosLike ZipDataset',
  bfloat16:
    'Abs Add AddN AddV2 All AllCandidateSampler Any ApplyAdadelta ApplyAdagrad ApplyAdam ' +
    'ApplyAddSign ApplyCenteredRMSProp ApplyFtrl ApplyFtrlV2 ApplyGradientDescent ApplyMomentum ' +
    'ApplyPowerSign ApplyRMSProp ArgMax ArgMin Assign AssignAdd AssignAddVariableOp AssignSub ' +
    'AssignSubVariableOp AssignVariableOp AudioSummaryV2 BatchDatasetV2 BatchToSpaceND BiasAdd ' +
    'BiasAddGrad Bincount Bitcast BroadcastTo CacheDataset Cast CheckNumerics ' +
    'ComputeAccidentalHits ConcatOffset ConcatV2 ConcatenateDataset Const Cross Cumprod Cumsum ' +
    'DepthToSpace Div DynamicPartition DynamicStitch Equal ExpandDims FIFOQueueV2 Fill ' +
    'FilterDataset FixedUnigramCandidateSampler FlatMapDataset Gather GatherNd GatherV2 ' +
    'GeneratorDataset Greater GreaterEqual HistogramSummary Identity ImageSummary IsNan ' +
    'IsVariableInitialized IteratorFromStringHandleV2 IteratorGetNext IteratorToStringHandle ' +
    'IteratorV2 LeakyRelu LeakyReluGrad LearnedUnigramCandidateSampler Less LessEqual ListDiff ' +
    'Log LogUniformCandidateSampler LogicalAnd LogicalNot LogicalOr LoopCond LowerBound ' +
    'MakeIterator MapDataset MatMul MatrixBandPart MatrixDiag MatrixDiagPart MatrixSetDiag Max ' +
    'MaxPool MaxPoolGrad MaxPoolGradGrad Maximum Mean Merge MergeSummary MergeV2Checkpoints Min ' +
    'Minimum MirrorPad MirrorPadGrad ModelDataset Mul Neg NotEqual OneHot OneShotIterator ' +
    'OnesLike OptimizeDataset Pack Pad PadV2 PaddedBatchDatasetV2 PaddingFIFOQueueV2 ' +
    'ParallelDynamicStitch ParallelMapDataset Placeholder PlaceholderWithDefault PrefetchDataset ' +
    'PreventGradient Print PrintV2 Prod PyFunc PyFuncStateless QueueCloseV2 QueueDequeueManyV2 ' +
    'QueueDequeueUpToV2 QueueDequeueV2 QueueEnqueueManyV2 QueueEnqueueV2 QueueIsClosedV2 ' +
    'QueueSizeV2 RandomGamma RandomShuffle RandomShuffleQueueV2 RandomStandardNormal ' +
    'RandomUniform RandomUniformInt Range RangeDataset Rank ReadVariableOp RealDiv RefEnter ' +
    'RefExit RefIdentity RefMerge RefNextIteration RefSwitch Relu Relu6 Relu6Grad ReluGrad ' +
    'RepeatDataset Reshape ResizeBicubic ResizeBilinear ResizeNearestNeighbor ' +
    'ResizeNearestNeighborGrad ResourceApplyAdadelta ResourceApplyAdagrad ResourceApplyAdam ' +
    'ResourceApplyAddSign ResourceApplyCenteredRMSProp ResourceApplyFtrl ResourceApplyFtrlV2 ' +
    'ResourceApplyGradientDescent ResourceApplyMomentum ResourceApplyPowerSign ' +
    'ResourceApplyRMSProp ResourceGather ResourceScatterAdd ResourceScatterDiv ResourceScatterMax ' +
    'ResourceScatterMin ResourceScatterMul ResourceScatterSub ResourceScatterUpdate ' +
    'ResourceSparseApplyAdadelta ResourceSparseApplyAdagrad ResourceSparseApplyFtrl ' +
    'ResourceSparseApplyFtrlV2 ResourceSparseApplyMomentum RestoreV2 ReverseSequence ReverseV2 ' +
    'Roll SaveV2 ScalarSummary ScatterAdd ScatterDiv ScatterMax ScatterMin ScatterMul ScatterNd ' +
    'ScatterNdAdd ScatterNdSub ScatterNdUpdate ScatterSub ScatterUpdate SegmentMax SegmentMean ' +
    'SegmentMin SegmentProd SegmentSum Select SelectV2 Shape ShapeN ShardedFilename ' +
    'ShuffleDataset Size SkipDataset Slice Softplus SoftplusGrad Softsign SoftsignGrad ' +
    'SpaceToBatchND SpaceToDepth SparseApplyAdadelta SparseApplyAdagrad SparseApplyFtrl ' +
    'SparseApplyFtrlV2 SparseApplyMomentum SparseFillEmptyRows SparseFillEmptyRowsGrad ' +
    'SparseReduceSum SparseReshape SparseSegmentSum SparseTensorDenseAdd SparseTensorDenseMatMul ' +
    'SparseToDense Split SplitV Sqrt SqrtGrad Square Squeeze StackPopV2 StackPushV2 StackV2 ' +
    'StatelessRandomNormal StatelessRandomUniform StatelessTruncatedNormal StopGradient ' +
    'StridedSlice StridedSliceGrad StringFormat Sub Sum Switch TakeDataset TensorArrayCloseV3 ' +
    'TensorArrayConcatV3 TensorArrayGatherV3 TensorArrayGradV3 TensorArrayReadV3 ' +
    'TensorArrayScatterV3 TensorArraySizeV3 TensorArraySplitV3 TensorArrayV3 TensorArrayWriteV3 ' +
    'TensorDataset TensorScatterAdd TensorScatterSub TensorScatterUpdate TensorSliceDataset ' +
    'TensorSummaryV2 Tile TopKV2 Transpose TruncatedNormal UniformCandidateSampler Unique ' +
    'UniqueWithCounts Unpack UnravelIndex UnsortedSegmentMax UnsortedSegmentMin ' +
    'UnsortedSegmentProd UnsortedSegmentSum UpperBound VarHandleOp VarIsInitializedOp ' +
    'VariableShape VariableV2 Where ZerosLike ZipDataset',
  int8:
    'Abs Add AddN AddV2 All AllCandidateSampler Any ArgMax ArgMin Assign AssignAdd ' +
    'AssignAddVariableOp AssignSub AssignSubVariableOp AssignVariableOp AudioSummaryV2 ' +
    'BatchDatasetV2 BatchToSpaceND BiasAdd BiasAddGrad Bincount Bitcast BitwiseAnd BitwiseOr ' +
    'BitwiseXor BroadcastTo CacheDataset Cast ComputeAccidentalHits ConcatOffset ConcatV2 ' +
    'ConcatenateDataset Const Cross Cumprod Cumsum DepthToSpace DynamicPartition DynamicStitch ' +
    'Equal ExpandDims FIFOQueueV2 Fill FilterDataset FixedUnigramCandidateSampler FlatMapDataset ' +
    'FloorDiv Gather GatherNd GatherV2 GeneratorDataset Greater GreaterEqual HistogramSummary ' +
    'Identity ImageSummary Invert IsVariableInitialized IteratorFromStringHandleV2 ' +
    'IteratorGetNext IteratorToStringHandle IteratorV2 LeakyRelu LeakyReluGrad ' +
    'LearnedUnigramCandidateSampler LeftShift Less LessEqual ListDiff LogUniformCandidateSampler ' +
    'LogicalAnd LogicalNot LogicalOr LoopCond LowerBound MakeIterator MapDataset MatrixBandPart ' +
    'MatrixDiag MatrixDiagPart MatrixSetDiag Max MaxPool MaxPoolGrad MaxPoolGradGrad Mean Merge ' +
    'MergeSummary MergeV2Checkpoints Min MirrorPad MirrorPadGrad ModelDataset Mul NotEqual OneHot ' +
    'OneShotIterator OnesLike OptimizeDataset Pack Pad PadV2 PaddedBatchDatasetV2 ' +
    'PaddingFIFOQueueV2 ParallelDynamicStitch ParallelMapDataset Placeholder ' +
    'PlaceholderWithDefault PrefetchDataset PreventGradient Print PrintV2 Prod PyFunc ' +
    'PyFuncStateless QueueCloseV2 QueueDequeueManyV2 QueueDequeueUpToV2 QueueDequeueV2 ' +
    'QueueEnqueueManyV2 QueueEnqueueV2 QueueIsClosedV2 QueueSizeV2 RandomShuffle ' +
    'RandomShuffleQueueV2 RandomUniformInt Range RangeDataset Rank ReadVariableOp RefEnter ' +
    'RefExit RefIdentity RefMerge RefNextIteration RefSwitch Relu Relu6 Relu6Grad ReluGrad ' +
    'RepeatDataset Reshape ResizeBicubic ResizeBilinear ResizeNearestNeighbor ' +
    'ResizeNearestNeighborGrad ResourceGather ResourceScatterAdd ResourceScatterDiv ' +
    'ResourceScatterMax ResourceScatterMin ResourceScatterMul ResourceScatterSub ' +
    'ResourceScatterUpdate RestoreV2 ReverseSequence ReverseV2 RightShift Roll SaveV2 ' +
    'ScalarSummary ScatterAdd ScatterDiv ScatterMax ScatterMin ScatterMul ScatterNd ScatterNdAdd ' +
    'ScatterNdSub ScatterNdUpdate ScatterSub ScatterUpdate SegmentMax SegmentMean SegmentMin ' +
    'SegmentProd SegmentSum Select SelectV2 Shape ShapeN ShardedFilename ShuffleDataset Size ' +
    'SkipDataset Slice SpaceToBatchND SpaceToDepth SparseFillEmptyRows SparseFillEmptyRowsGrad ' +
    'SparseReduceSum SparseReshape SparseSegmentSum SparseTensorDenseAdd SparseToDense Split ' +
    'SplitV Squeeze StackPopV2 StackPushV2 StackV2 StopGradient StridedSlice StridedSliceGrad ' +
    'StringFormat Sub Sum Switch TakeDataset TensorArrayCloseV3 TensorArrayConcatV3 ' +
    'TensorArrayGatherV3 TensorArrayGradV3 TensorArrayReadV3 TensorArrayScatterV3 ' +
    'TensorArraySizeV3 TensorArraySplitV3 TensorArrayV3 TensorArrayWriteV3 TensorDataset ' +
    'TensorScatterAdd TensorScatterSub TensorScatterUpdate TensorSliceDataset TensorSummaryV2 ' +
    'Tile TopKV2 Transpose UniformCandidateSampler Unique UniqueWithCounts Unpack UnravelIndex ' +
    'UnsortedSegmentMax UnsortedSegmentMin UnsortedSegmentProd UnsortedSegmentSum UpperBound ' +
    'VarHandleOp VarIsInitializedOp VariableShape VariableV2 Where ZerosLike ZipDataset',
  int16:
    'Abs Add AddN AddV2 All AllCandidateSampler Any ArgMax ArgMin Assign AssignAdd ' +
    'AssignAddVariableOp AssignSub AssignSubVariableOp AssignVariableOp AudioSummaryV2 ' +
    'BatchDatasetV2 BatchToSpaceND BiasAdd BiasAddGrad Bincount Bitcast BitwiseAnd BitwiseOr ' +
    'BitwiseXor BroadcastTo CacheDataset Cast ComputeAccidentalHits ConcatOffset ConcatV2 ' +
    'ConcatenateDataset Const Cross Cumprod Cumsum DepthToSpace Div DynamicPartition ' +
    'DynamicStitch Equal ExpandDims FIFOQueueV2 Fill FilterDataset FixedUnigramCandidateSampler ' +
    'FlatMapDataset FloorDiv Gather GatherNd GatherV2 GeneratorDataset Greater GreaterEqual ' +
    'HistogramSummary Identity ImageSummary Invert IsVariableInitialized ' +
    'IteratorFromStringHandleV2 IteratorGetNext IteratorToStringHandle IteratorV2 LeakyRelu ' +
    'LeakyReluGrad LearnedUnigramCandidateSampler LeftShift Less LessEqual ListDiff ' +
    'LogUniformCandidateSampler LogicalAnd LogicalNot LogicalOr LoopCond LowerBound MakeIterator ' +
    'MapDataset MatrixBandPart MatrixDiag MatrixDiagPart MatrixSetDiag Max MaxPool MaxPoolGrad ' +
    'MaxPoolGradGrad Mean Merge MergeSummary MergeV2Checkpoints Min MirrorPad MirrorPadGrad ' +
    'ModelDataset Mul NotEqual OneHot OneShotIterator OnesLike OptimizeDataset Pack Pad PadV2 ' +
    'PaddedBatchDatasetV2 PaddingFIFOQueueV2 ParallelDynamicStitch ParallelMapDataset Placeholder ' +
    'PlaceholderWithDefault PrefetchDataset PreventGradient Print PrintV2 Prod PyFunc ' +
    'PyFuncStateless QueueCloseV2 QueueDequeueManyV2 QueueDequeueUpToV2 QueueDequeueV2 ' +
    'QueueEnqueueManyV2 QueueEnqueueV2 QueueIsClosedV2 QueueSizeV2 RandomShuffle ' +
    'RandomShuffleQueueV2 RandomUniformInt Range RangeDataset Rank ReadVariableOp RefEnter ' +
    'RefExit RefIdentity RefMerge RefNextIteration RefSwitch Relu Relu6 Relu6Grad ReluGrad ' +
    'RepeatDataset Reshape ResizeBicubic ResizeBilinear ResizeNearestNeighbor ' +
    'ResizeNearestNeighborGrad ResourceGather ResourceScatterAdd ResourceScatterDiv ' +
    'ResourceScatterMax ResourceScatterMin ResourceScatterMul ResourceScatterSub ' +
    'ResourceScatterUpdate RestoreV2 ReverseSequence ReverseV2 RightShift Roll SaveV2 ' +
    'ScalarSummary ScatterAdd ScatterDiv ScatterMax ScatterMin ScatterMul ScatterNd ScatterNdAdd ' +
    'ScatterNdSub ScatterNdUpdate ScatterSub ScatterUpdate SegmentMax SegmentMean SegmentMin ' +
    'SegmentProd SegmentSum Select SelectV2 Shape ShapeN ShardedFilename ShuffleDataset Size ' +
    'SkipDataset Slice SpaceToBatchND SpaceToDepth SparseFillEmptyRows SparseFillEmptyRowsGrad ' +
    'SparseReduceSum SparseReshape SparseSegmentSum SparseTensorDenseAdd SparseToDense Split ' +
    'SplitV Squeeze StackPopV2 StackPushV2 StackV2 StopGradient StridedSlice StridedSliceGrad ' +
    'StringFormat Sub Sum Switch TakeDataset TensorArrayCloseV3 TensorArrayConcatV3 ' +
    'TensorArrayGatherV3 TensorArrayGradV3 TensorArrayReadV3 TensorArrayScatterV3 ' +
    'TensorArraySizeV3 TensorArraySplitV3 TensorArrayV3 TensorArrayWriteV3 TensorDataset ' +
    'TensorScatterAdd TensorScatterSub TensorScatterUpdate TensorSliceDataset TensorSummaryV2 ' +
    'Tile TopKV2 Transpose TruncateDiv UniformCandidateSampler Unique UniqueWithCounts Unpack ' +
    'UnravelIndex UnsortedSegmentMax UnsortedSegmentMin UnsortedSegmentProd UnsortedSegmentSum ' +
    'UpperBound VarHandleOp VarIsInitializedOp VariableShape VariableV2 Where ZerosLike ' +
    'ZipDataset',
  uint16:
    'AddN All AllCandidateSampler Any ArgMax ArgMin Assign AssignAdd AssignAddVariableOp ' +
    'AssignSub AssignSubVariableOp AssignVariableOp AudioSummaryV2 BatchDatasetV2 BatchToSpaceND ' +
    'BiasAdd BiasAddGrad Bincount Bitcast BitwiseAnd BitwiseOr BitwiseXor BroadcastTo ' +
    'CacheDataset Cast ComputeAccidentalHits ConcatOffset ConcatV2 ConcatenateDataset Const Cross ' +
    'Cumprod Cumsum DepthToSpace Div DynamicPartition DynamicStitch ExpandDims FIFOQueueV2 Fill ' +
    'FilterDataset FixedUnigramCandidateSampler FlatMapDataset FloorDiv Gather GatherNd GatherV2 ' +
    'GeneratorDataset HistogramSummary Identity ImageSummary Invert IsVariableInitialized ' +
    'IteratorFromStringHandleV2 IteratorGetNext IteratorToStringHandle IteratorV2 LeakyRelu ' +
    'LeakyReluGrad LearnedUnigramCandidateSampler LeftShift ListDiff LogUniformCandidateSampler ' +
    'LogicalAnd LogicalNot LogicalOr LoopCond LowerBound MakeIterator MapDataset MatrixBandPart ' +
    'MatrixDiag MatrixDiagPart MatrixSetDiag Max MaxPool MaxPoolGrad MaxPoolGradGrad Mean Merge ' +
    'MergeSummary MergeV2Checkpoints Min MirrorPad MirrorPadGrad ModelDataset Mul OneHot ' +
    'OneShotIterator OnesLike OptimizeDataset Pack Pad PadV2 PaddedBatchDatasetV2 ' +
    'PaddingFIFOQueueV2 ParallelDynamicStitch ParallelMapDataset Placeholder ' +
    'PlaceholderWithDefault PrefetchDataset PreventGradient Print PrintV2 Prod PyFunc ' +
    'PyFuncStateless QueueCloseV2 QueueDequeueManyV2 QueueDequeueUpToV2 QueueDequeueV2 ' +
    'QueueEnqueueManyV2 QueueEnqueueV2 QueueIsClosedV2 QueueSizeV2 RandomShuffle ' +
    'RandomShuffleQueueV2 RandomUniformInt Range RangeDataset Rank ReadVariableOp RefEnter ' +
    'RefExit RefIdentity RefMerge RefNextIteration RefSwitch Relu Relu6 Relu6Grad ReluGrad ' +
    'RepeatDataset Reshape ResizeBicubic ResizeBilinear ResizeNearestNeighbor ' +
    'ResizeNearestNeighborGrad ResourceGather ResourceScatterAdd ResourceScatterDiv ' +
    'ResourceScatterMax ResourceScatterMin ResourceScatterMul ResourceScatterSub ' +
    'ResourceScatterUpdate RestoreV2 ReverseSequence ReverseV2 RightShift Roll SaveV2 ' +
    'ScalarSummary ScatterAdd ScatterDiv ScatterMax ScatterMin ScatterMul ScatterNd ScatterNdAdd ' +
    'ScatterNdSub ScatterNdUpdate ScatterSub ScatterUpdate SegmentMax SegmentMean SegmentMin ' +
    'SegmentProd SegmentSum Select SelectV2 Shape ShapeN ShardedFilename ShuffleDataset Size ' +
    'SkipDataset Slice SpaceToBatchND SpaceToDepth SparseFillEmptyRows SparseFillEmptyRowsGrad ' +
    'SparseReduceSum SparseReshape SparseSegmentSum SparseTensorDenseAdd SparseToDense Split ' +
    'SplitV Squeeze StackPopV2 StackPushV2 StackV2 StopGradient StridedSlice StridedSliceGrad ' +
    'StringFormat Sub Sum Switch TakeDataset TensorArrayCloseV3 TensorArrayConcatV3 ' +
    'TensorArrayGatherV3 TensorArrayGradV3 TensorArrayReadV3 TensorArrayScatterV3 ' +
    'TensorArraySizeV3 TensorArraySplitV3 TensorArrayV3 TensorArrayWriteV3 TensorDataset ' +
    'TensorScatterAdd TensorScatterSub TensorScatterUpdate TensorSliceDataset TensorSummaryV2 ' +
    'TopKV2 Transpose TruncateDiv UniformCandidateSampler Unique UniqueWithCounts Unpack ' +
    'UnravelIndex UnsortedSegmentMax UnsortedSegmentMin UnsortedSegmentProd UnsortedSegmentSum ' +
    'UpperBound VarHandleOp VarIsInitializedOp VariableShape VariableV2 Where ZerosLike ' +
    'ZipDataset',
  uint32:
    'All AllCandidateSampler Any AudioSummaryV2 BatchDatasetV2 Bitcast BitwiseAnd BitwiseOr ' +
    'BitwiseXor CacheDataset Cast ComputeAccidentalHits ConcatOffset ConcatV2 ConcatenateDataset ' +
    'Const ExpandDims FIFOQueueV2 Fill FilterDataset FixedUnigramCandidateSampler FlatMapDataset ' +
    'Gather GatherV2 GeneratorDataset Identity ImageSummary Invert IsVariableInitialized ' +
    'IteratorFromStringHandleV2 IteratorGetNext IteratorToStringHandle IteratorV2 ' +
    'LearnedUnigramCandidateSampler LeftShift LogUniformCandidateSampler LogicalAnd LogicalNot ' +
    'LogicalOr LoopCond MakeIterator MapDataset Merge MergeSummary MergeV2Checkpoints ' +
    'ModelDataset OneShotIterator OptimizeDataset PaddedBatchDatasetV2 PaddingFIFOQueueV2 ' +
    'ParallelMapDataset Placeholder PlaceholderWithDefault PrefetchDataset PreventGradient Print ' +
    'PrintV2 PyFunc PyFuncStateless QueueCloseV2 QueueDequeueManyV2 QueueDequeueUpToV2 ' +
    'QueueDequeueV2 QueueEnqueueManyV2 QueueEnqueueV2 QueueIsClosedV2 QueueSizeV2 ' +
    'RandomShuffleQueueV2 RandomUniformInt Range RangeDataset Rank ReadVariableOp RefEnter ' +
    'RefExit RefIdentity RefMerge RefNextIteration RepeatDataset Reshape RestoreV2 RightShift ' +
    'SaveV2 Shape ShapeN ShardedFilename ShuffleDataset Size SkipDataset SparseReshape Squeeze ' +
    'StackPopV2 StackPushV2 StackV2 StopGradient StridedSlice StridedSliceGrad StringFormat ' +
    'TakeDataset TensorArrayCloseV3 TensorArrayGradV3 TensorArraySizeV3 TensorArrayV3 ' +
    'TensorDataset TensorSliceDataset UniformCandidateSampler UnravelIndex VarHandleOp ' +
    'VarIsInitializedOp VariableShape VariableV2 ZipDataset',
  uint64:
    'All AllCandidateSampler Any AudioSummaryV2 BatchDatasetV2 Bitcast BitwiseAnd BitwiseOr ' +
    'BitwiseXor CacheDataset Cast ComputeAccidentalHits ConcatOffset ConcatV2 ConcatenateDataset ' +
    'Const ExpandDims FIFOQueueV2 FilterDataset FixedUnigramCandidateSampler FlatMapDataset ' +
    'Gather GatherV2 GeneratorDataset Identity ImageSummary Invert IsVariableInitialized ' +
    'IteratorFromStringHandleV2 IteratorGetNext IteratorToStringHandle IteratorV2 ' +
    'LearnedUnigramCandidateSampler LeftShift LogUniformCandidateSampler LogicalAnd LogicalNot ' +
    'LogicalOr LoopCond MakeIterator MapDataset Merge MergeSummary MergeV2Checkpoints ' +
    'ModelDataset OneShotIterator OptimizeDataset PaddedBatchDatasetV2 PaddingFIFOQueueV2 ' +
    'ParallelMapDataset Placeholder PlaceholderWithDefault PrefetchDataset PreventGradient Print ' +
    'PrintV2 PyFunc PyFuncStateless QueueCloseV2 QueueDequeueManyV2 QueueDequeueUpToV2 ' +
    'QueueDequeueV2 QueueEnqueueManyV2 QueueEnqueueV2 QueueIsClosedV2 QueueSizeV2 ' +
    'RandomShuffleQueueV2 RandomUniformInt Range RangeDataset Rank ReadVariableOp RefEnter ' +
    'RefExit RefIdentity RefMerge RefNextIteration RepeatDataset Reshape RestoreV2 RightShift ' +
    'SaveV2 Shape ShapeN ShardedFilename ShuffleDataset Size SkipDataset SparseReshape Squeeze ' +
    'StackPopV2 StackPushV2 StackV2 StopGradient StridedSlice StridedSliceGrad StringFormat ' +
    'Switch TakeDataset TensorArrayCloseV3 TensorArrayGradV3 TensorArraySizeV3 TensorArrayV3 ' +
    'TensorDataset TensorSliceDataset UniformCandidateSampler UnravelIndex VarHandleOp ' +
    'VarIsInitializedOp VariableShape VariableV2 ZipDataset',
} as const;
