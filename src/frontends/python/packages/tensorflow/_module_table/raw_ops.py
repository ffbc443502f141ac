"""The raw op functions of TensorFlow 1.15.5, `module.function Op arguments > outputs`; written by
test/oracle/modules/recordRawOps.py. `name#2` is the third input, `name:attribute:type=default` an
attribute; `attribute` is what the engine calls it, nothing where it changes no number."""

FUNCTIONS = '''
ops.gen_array_ops._slice Slice input#0 begin#1 size#2 > output
ops.gen_array_ops.batch_to_space_nd BatchToSpaceND input#0 block_shape#1 crops#2 > output
ops.gen_array_ops.broadcast_args BroadcastArgs s0#0 s1#1 > r0
ops.gen_array_ops.broadcast_gradient_args BroadcastGradientArgs s0#0 s1#1 > r0 r1
ops.gen_array_ops.broadcast_to BroadcastTo input#0 shape#1 > output
ops.gen_array_ops.check_numerics CheckNumerics tensor#0 message:message:string > output
ops.gen_array_ops.concat_offset ConcatOffset concat_dim#0 shape#1 > offset
ops.gen_array_ops.concat_v2 ConcatV2 values#0 axis#1 > output
ops.gen_array_ops.const Const value:value:tensor dtype::type > output
ops.gen_array_ops.depth_to_space DepthToSpace input#0 block_size:blockSize:int data_format:dataFormat:string="NHWC" > output
ops.gen_array_ops.diag Diag diagonal#0 > output
ops.gen_array_ops.diag_part DiagPart input#0 > diagonal
ops.gen_array_ops.expand_dims ExpandDims input#0 axis#1 > output
ops.gen_array_ops.fill Fill dims#0 value#1 > output
ops.gen_array_ops.gather Gather params#0 indices#1 validate_indices::bool=true > output
ops.gen_array_ops.gather_nd GatherNd params#0 indices#1 > output
ops.gen_array_ops.gather_v2 GatherV2 params#0 indices#1 axis#2 batch_dims:batchDims:int=0 > output
ops.gen_array_ops.identity Identity input#0 > output
ops.gen_array_ops.identity_n IdentityN input#0 > output
ops.gen_array_ops.invert_permutation InvertPermutation x#0 > y
ops.gen_array_ops.list_diff ListDiff x#0 y#1 out_idx:outIdx:type="int32" > out idx
ops.gen_array_ops.lower_bound LowerBound sorted_inputs#0 values#1 out_type:outType:type="int32" > output
ops.gen_array_ops.matrix_band_part MatrixBandPart input#0 num_lower#1 num_upper#2 > band
ops.gen_array_ops.matrix_diag MatrixDiag diagonal#0 > output
ops.gen_array_ops.matrix_diag_part MatrixDiagPart input#0 > diagonal
ops.gen_array_ops.matrix_set_diag MatrixSetDiag input#0 diagonal#1 > output
ops.gen_array_ops.mirror_pad MirrorPad input#0 paddings#1 mode:mode:string > output
ops.gen_array_ops.mirror_pad_grad MirrorPadGrad input#0 paddings#1 mode:mode:string > output
ops.gen_array_ops.one_hot OneHot indices#0 depth#1 on_value#2 off_value#3 axis:axis:int=-1 > output
ops.gen_array_ops.ones_like OnesLike x#0 > y
ops.gen_array_ops.pack Pack values#0 axis:axis:int=0 > output
ops.gen_array_ops.pad Pad input#0 paddings#1 > output
ops.gen_array_ops.pad_v2 PadV2 input#0 paddings#1 constant_values#2 > output
ops.gen_array_ops.placeholder Placeholder dtype:dtype:type shape:shape:shape=null > output
ops.gen_array_ops.placeholder_with_default PlaceholderWithDefault input#0 shape:shape:shape > output
ops.gen_array_ops.prevent_gradient PreventGradient input#0 message:message:string="" > output
ops.gen_array_ops.rank Rank input#0 > output
ops.gen_array_ops.reshape Reshape tensor#0 shape#1 > output
ops.gen_array_ops.reverse_sequence ReverseSequence input#0 seq_lengths#1 seq_dim:seqDim:int batch_dim:batchDim:int=0 > output
ops.gen_array_ops.reverse_v2 ReverseV2 tensor#0 axis#1 > output
ops.gen_array_ops.scatter_nd ScatterNd indices#0 updates#1 shape#2 > output
ops.gen_array_ops.shape Shape input#0 out_type:outType:type="int32" > output
ops.gen_array_ops.shape_n ShapeN input#0 out_type:outType:type="int32" > output
ops.gen_array_ops.size Size input#0 out_type:outType:type="int32" > output
ops.gen_array_ops.space_to_batch_nd SpaceToBatchND input#0 block_shape#1 paddings#2 > output
ops.gen_array_ops.space_to_depth SpaceToDepth input#0 block_size:blockSize:int data_format:dataFormat:string="NHWC" > output
ops.gen_array_ops.split Split axis#0 value#1 num_split:numSplit:int > output
ops.gen_array_ops.split_v SplitV value#0 size_splits#1 axis#2 num_split:numSplit:int > output
ops.gen_array_ops.squeeze Squeeze input#0 axis:squeezeDims:list(int)=[] > output
ops.gen_array_ops.stop_gradient StopGradient input#0 > output
ops.gen_array_ops.strided_slice StridedSlice input#0 begin#1 end#2 strides#3 begin_mask:beginMask:int=0 end_mask:endMask:int=0 ellipsis_mask:ellipsisMask:int=0 new_axis_mask:newAxisMask:int=0 shrink_axis_mask:shrinkAxisMask:int=0 > output
ops.gen_array_ops.strided_slice_grad StridedSliceGrad shape#0 begin#1 end#2 strides#3 dy#4 begin_mask:beginMask:int=0 end_mask:endMask:int=0 ellipsis_mask:ellipsisMask:int=0 new_axis_mask:newAxisMask:int=0 shrink_axis_mask:shrinkAxisMask:int=0 > output
ops.gen_array_ops.tensor_scatter_add TensorScatterAdd tensor#0 indices#1 updates#2 > output
ops.gen_array_ops.tensor_scatter_sub TensorScatterSub tensor#0 indices#1 updates#2 > output
ops.gen_array_ops.tensor_scatter_update TensorScatterUpdate tensor#0 indices#1 updates#2 > output
ops.gen_array_ops.tile Tile input#0 multiples#1 > output
ops.gen_array_ops.transpose Transpose x#0 perm#1 > y
ops.gen_array_ops.unique Unique x#0 out_idx:outIdx:type="int32" > y idx
ops.gen_array_ops.unique_with_counts UniqueWithCounts x#0 out_idx:outIdx:type="int32" > y idx count
ops.gen_array_ops.unpack Unpack value#0 num:num:int axis:axis:int=0 > output
ops.gen_array_ops.unravel_index UnravelIndex indices#0 dims#1 > output
ops.gen_array_ops.upper_bound UpperBound sorted_inputs#0 values#1 out_type:outType:type="int32" > output
ops.gen_array_ops.where Where condition#0 > index
ops.gen_array_ops.zeros_like ZerosLike x#0 > y
ops.gen_candidate_sampling_ops.all_candidate_sampler AllCandidateSampler true_classes#0 num_true:numTrue:int num_sampled:numSampled:int unique:unique:bool seed:seed:int=0 seed2:seed2:int=0 > sampled_candidates true_expected_count sampled_expected_count
ops.gen_candidate_sampling_ops.compute_accidental_hits ComputeAccidentalHits true_classes#0 sampled_candidates#1 num_true:numTrue:int seed:seed:int=0 seed2:seed2:int=0 > indices ids weights
ops.gen_candidate_sampling_ops.fixed_unigram_candidate_sampler FixedUnigramCandidateSampler true_classes#0 num_true:numTrue:int num_sampled:numSampled:int unique:unique:bool range_max:rangeMax:int vocab_file:vocabFile:string="" distortion:distortion:float=1.0 num_reserved_ids:numReservedIds:int=0 num_shards:numShards:int=1 shard:shard:int=0 unigrams:unigrams:list(float)=[] seed:seed:int=0 seed2:seed2:int=0 > sampled_candidates true_expected_count sampled_expected_count
ops.gen_candidate_sampling_ops.learned_unigram_candidate_sampler LearnedUnigramCandidateSampler true_classes#0 num_true:numTrue:int num_sampled:numSampled:int unique:unique:bool range_max:rangeMax:int seed:seed:int=0 seed2:seed2:int=0 > sampled_candidates true_expected_count sampled_expected_count
ops.gen_candidate_sampling_ops.log_uniform_candidate_sampler LogUniformCandidateSampler true_classes#0 num_true:numTrue:int num_sampled:numSampled:int unique:unique:bool range_max:rangeMax:int seed:seed:int=0 seed2:seed2:int=0 > sampled_candidates true_expected_count sampled_expected_count
ops.gen_candidate_sampling_ops.uniform_candidate_sampler UniformCandidateSampler true_classes#0 num_true:numTrue:int num_sampled:numSampled:int unique:unique:bool range_max:rangeMax:int seed:seed:int=0 seed2:seed2:int=0 > sampled_candidates true_expected_count sampled_expected_count
ops.gen_control_flow_ops.loop_cond LoopCond input#0 > output
ops.gen_control_flow_ops.no_op NoOp  > 
ops.gen_control_flow_ops.switch Switch data#0 pred#1 > output_false output_true
ops.gen_data_flow_ops.dynamic_partition DynamicPartition data#0 partitions#1 num_partitions:numPartitions:int > outputs
ops.gen_data_flow_ops.dynamic_stitch DynamicStitch indices#0 data#1 > merged
ops.gen_data_flow_ops.parallel_dynamic_stitch ParallelDynamicStitch indices#0 data#1 > merged
ops.gen_data_flow_ops.tensor_array_close_v3 TensorArrayCloseV3 handle#0 > 
ops.gen_data_flow_ops.tensor_array_concat_v3 TensorArrayConcatV3 handle#0 flow_in#1 dtype:dtype:type element_shape_except0:elementShapeExcept0:shape=null > value lengths
ops.gen_data_flow_ops.tensor_array_gather_v3 TensorArrayGatherV3 handle#0 indices#1 flow_in#2 dtype:dtype:type element_shape:elementShape:shape=null > value
ops.gen_data_flow_ops.tensor_array_grad_v3 TensorArrayGradV3 handle#0 flow_in#1 source:source:string > grad_handle flow_out
ops.gen_data_flow_ops.tensor_array_read_v3 TensorArrayReadV3 handle#0 index#1 flow_in#2 dtype:dtype:type > value
ops.gen_data_flow_ops.tensor_array_scatter_v3 TensorArrayScatterV3 handle#0 indices#1 value#2 flow_in#3 > flow_out
ops.gen_data_flow_ops.tensor_array_size_v3 TensorArraySizeV3 handle#0 flow_in#1 > size
ops.gen_data_flow_ops.tensor_array_split_v3 TensorArraySplitV3 handle#0 value#1 lengths#2 flow_in#3 > flow_out
ops.gen_data_flow_ops.tensor_array_v3 TensorArrayV3 size#0 dtype:dtype:type element_shape:elementShape:shape=null dynamic_size:dynamicSize:bool=false clear_after_read:clearAfterRead:bool=true identical_element_shapes:identicalElementShapes:bool=false tensor_array_name:tensorArrayName:string="" > handle flow
ops.gen_data_flow_ops.tensor_array_write_v3 TensorArrayWriteV3 handle#0 index#1 value#2 flow_in#3 > flow_out
ops.gen_image_ops.resize_bilinear ResizeBilinear images#0 size#1 align_corners:alignCorners:bool=false half_pixel_centers:halfPixelCenters:bool=false > resized_images
ops.gen_image_ops.resize_bilinear_grad ResizeBilinearGrad grads#0 original_image#1 align_corners:alignCorners:bool=false half_pixel_centers:halfPixelCenters:bool=false > output
ops.gen_image_ops.resize_nearest_neighbor ResizeNearestNeighbor images#0 size#1 align_corners:alignCorners:bool=false half_pixel_centers:halfPixelCenters:bool=false > resized_images
ops.gen_image_ops.resize_nearest_neighbor_grad ResizeNearestNeighborGrad grads#0 size#1 align_corners:alignCorners:bool=false half_pixel_centers:halfPixelCenters:bool=false > output
ops.gen_linalg_ops.cholesky Cholesky input#0 > output
ops.gen_linalg_ops.log_matrix_determinant LogMatrixDeterminant input#0 > sign log_abs_determinant
ops.gen_linalg_ops.matrix_determinant MatrixDeterminant input#0 > output
ops.gen_linalg_ops.matrix_inverse MatrixInverse input#0 adjoint:adjoint:bool=false > output
ops.gen_linalg_ops.matrix_solve MatrixSolve matrix#0 rhs#1 adjoint:adjoint:bool=false > output
ops.gen_linalg_ops.matrix_triangular_solve MatrixTriangularSolve matrix#0 rhs#1 lower:lower:bool=true adjoint:adjoint:bool=false > output
ops.gen_linalg_ops.qr Qr input#0 full_matrices:fullMatrices:bool=false > q r
ops.gen_linalg_ops.self_adjoint_eig_v2 SelfAdjointEigV2 input#0 compute_v:computeV:bool=true > e v
ops.gen_linalg_ops.svd Svd input#0 compute_uv:computeUv:bool=true full_matrices:fullMatrices:bool=false > s u v
ops.gen_manip_ops.roll Roll input#0 shift#1 axis#2 > output
ops.gen_math_ops._abs Abs x#0 > y
ops.gen_math_ops._all All input#0 axis#1 keep_dims:keepDims:bool=false > output
ops.gen_math_ops._any Any input#0 axis#1 keep_dims:keepDims:bool=false > output
ops.gen_math_ops._histogram_fixed_width HistogramFixedWidth values#0 value_range#1 nbins#2 dtype:dtype:type="int32" > out
ops.gen_math_ops._max Max input#0 axis#1 keep_dims:keepDims:bool=false > output
ops.gen_math_ops._min Min input#0 axis#1 keep_dims:keepDims:bool=false > output
ops.gen_math_ops._pow Pow x#0 y#1 > z
ops.gen_math_ops._range Range start#0 limit#1 delta#2 > output
ops.gen_math_ops._sum Sum input#0 axis#1 keep_dims:keepDims:bool=false > output
ops.gen_math_ops.accumulate_nv2 AccumulateNV2 inputs#0 shape::shape > sum
ops.gen_math_ops.acos Acos x#0 > y
ops.gen_math_ops.acosh Acosh x#0 > y
ops.gen_math_ops.add Add x#0 y#1 > z
ops.gen_math_ops.add_n AddN inputs#0 > sum
ops.gen_math_ops.add_v2 AddV2 x#0 y#1 > z
ops.gen_math_ops.arg_max ArgMax input#0 dimension#1 output_type:outputType:type="int64" > output
ops.gen_math_ops.arg_min ArgMin input#0 dimension#1 output_type:outputType:type="int64" > output
ops.gen_math_ops.asin Asin x#0 > y
ops.gen_math_ops.asinh Asinh x#0 > y
ops.gen_math_ops.atan Atan x#0 > y
ops.gen_math_ops.atan2 Atan2 y#0 x#1 > z
ops.gen_math_ops.atanh Atanh x#0 > y
ops.gen_math_ops.batch_mat_mul BatchMatMul x#0 y#1 adj_x:adjX:bool=false adj_y:adjY:bool=false > output
ops.gen_math_ops.batch_mat_mul_v2 BatchMatMulV2 x#0 y#1 adj_x:adjX:bool=false adj_y:adjY:bool=false > output
ops.gen_math_ops.bessel_i0e BesselI0e x#0 > y
ops.gen_math_ops.bessel_i1e BesselI1e x#0 > y
ops.gen_math_ops.betainc Betainc a#0 b#1 x#2 > z
ops.gen_math_ops.bincount Bincount arr#0 size#1 weights#2 > bins
ops.gen_math_ops.cast Cast x#0 DstT:dstT:type Truncate::bool=false > y
ops.gen_math_ops.ceil Ceil x#0 > y
ops.gen_math_ops.cos Cos x#0 > y
ops.gen_math_ops.cosh Cosh x#0 > y
ops.gen_math_ops.cross Cross a#0 b#1 > product
ops.gen_math_ops.cumprod Cumprod x#0 axis#1 exclusive:exclusive:bool=false reverse:reverse:bool=false > out
ops.gen_math_ops.cumsum Cumsum x#0 axis#1 exclusive:exclusive:bool=false reverse:reverse:bool=false > out
ops.gen_math_ops.digamma Digamma x#0 > y
ops.gen_math_ops.div Div x#0 y#1 > z
ops.gen_math_ops.div_no_nan DivNoNan x#0 y#1 > z
ops.gen_math_ops.equal Equal x#0 y#1 incompatible_shape_error::bool=true > z
ops.gen_math_ops.erf Erf x#0 > y
ops.gen_math_ops.erfc Erfc x#0 > y
ops.gen_math_ops.exp Exp x#0 > y
ops.gen_math_ops.expm1 Expm1 x#0 > y
ops.gen_math_ops.floor Floor x#0 > y
ops.gen_math_ops.floor_div FloorDiv x#0 y#1 > z
ops.gen_math_ops.floor_mod FloorMod x#0 y#1 > z
ops.gen_math_ops.greater Greater x#0 y#1 > z
ops.gen_math_ops.greater_equal GreaterEqual x#0 y#1 > z
ops.gen_math_ops.igamma Igamma a#0 x#1 > z
ops.gen_math_ops.igamma_grad_a IgammaGradA a#0 x#1 > z
ops.gen_math_ops.igammac Igammac a#0 x#1 > z
ops.gen_math_ops.inv Inv x#0 > y
ops.gen_math_ops.inv_grad InvGrad y#0 dy#1 > z
ops.gen_math_ops.is_finite IsFinite x#0 > y
ops.gen_math_ops.is_inf IsInf x#0 > y
ops.gen_math_ops.is_nan IsNan x#0 > y
ops.gen_math_ops.less Less x#0 y#1 > z
ops.gen_math_ops.less_equal LessEqual x#0 y#1 > z
ops.gen_math_ops.lgamma Lgamma x#0 > y
ops.gen_math_ops.lin_space LinSpace start#0 stop#1 num#2 > output
ops.gen_math_ops.log Log x#0 > y
ops.gen_math_ops.log1p Log1p x#0 > y
ops.gen_math_ops.logical_and LogicalAnd x#0 y#1 > z
ops.gen_math_ops.logical_not LogicalNot x#0 > y
ops.gen_math_ops.logical_or LogicalOr x#0 y#1 > z
ops.gen_math_ops.mat_mul MatMul a#0 b#1 transpose_a:transposeA:bool=false transpose_b:transposeB:bool=false > product
ops.gen_math_ops.maximum Maximum x#0 y#1 > z
ops.gen_math_ops.mean Mean input#0 axis#1 keep_dims:keepDims:bool=false > output
ops.gen_math_ops.minimum Minimum x#0 y#1 > z
ops.gen_math_ops.mod Mod x#0 y#1 > z
ops.gen_math_ops.mul Mul x#0 y#1 > z
ops.gen_math_ops.mul_no_nan MulNoNan x#0 y#1 > z
ops.gen_math_ops.neg Neg x#0 > y
ops.gen_math_ops.not_equal NotEqual x#0 y#1 incompatible_shape_error::bool=true > z
ops.gen_math_ops.polygamma Polygamma a#0 x#1 > z
ops.gen_math_ops.prod Prod input#0 axis#1 keep_dims:keepDims:bool=false > output
ops.gen_math_ops.real_div RealDiv x#0 y#1 > z
ops.gen_math_ops.reciprocal Reciprocal x#0 > y
ops.gen_math_ops.reciprocal_grad ReciprocalGrad y#0 dy#1 > z
ops.gen_math_ops.rint Rint x#0 > y
ops.gen_math_ops.round Round x#0 > y
ops.gen_math_ops.rsqrt Rsqrt x#0 > y
ops.gen_math_ops.rsqrt_grad RsqrtGrad y#0 dy#1 > z
ops.gen_math_ops.segment_max SegmentMax data#0 segment_ids#1 > output
ops.gen_math_ops.segment_mean SegmentMean data#0 segment_ids#1 > output
ops.gen_math_ops.segment_min SegmentMin data#0 segment_ids#1 > output
ops.gen_math_ops.segment_prod SegmentProd data#0 segment_ids#1 > output
ops.gen_math_ops.segment_sum SegmentSum data#0 segment_ids#1 > output
ops.gen_math_ops.select Select condition#0 x#1 y#2 > output
ops.gen_math_ops.select_v2 SelectV2 condition#0 t#1 e#2 > output
ops.gen_math_ops.sigmoid Sigmoid x#0 > y
ops.gen_math_ops.sigmoid_grad SigmoidGrad y#0 dy#1 > z
ops.gen_math_ops.sign Sign x#0 > y
ops.gen_math_ops.sin Sin x#0 > y
ops.gen_math_ops.sinh Sinh x#0 > y
ops.gen_math_ops.sparse_segment_mean SparseSegmentMean data#0 indices#1 segment_ids#2 > output
ops.gen_math_ops.sparse_segment_mean_grad SparseSegmentMeanGrad grad#0 indices#1 segment_ids#2 output_dim0#3 > output
ops.gen_math_ops.sparse_segment_sqrt_n SparseSegmentSqrtN data#0 indices#1 segment_ids#2 > output
ops.gen_math_ops.sparse_segment_sqrt_n_grad SparseSegmentSqrtNGrad grad#0 indices#1 segment_ids#2 output_dim0#3 > output
ops.gen_math_ops.sparse_segment_sum SparseSegmentSum data#0 indices#1 segment_ids#2 > output
ops.gen_math_ops.sqrt Sqrt x#0 > y
ops.gen_math_ops.sqrt_grad SqrtGrad y#0 dy#1 > z
ops.gen_math_ops.square Square x#0 > y
ops.gen_math_ops.squared_difference SquaredDifference x#0 y#1 > z
ops.gen_math_ops.sub Sub x#0 y#1 > z
ops.gen_math_ops.tan Tan x#0 > y
ops.gen_math_ops.tanh Tanh x#0 > y
ops.gen_math_ops.tanh_grad TanhGrad y#0 dy#1 > z
ops.gen_math_ops.truncate_div TruncateDiv x#0 y#1 > z
ops.gen_math_ops.truncate_mod TruncateMod x#0 y#1 > z
ops.gen_math_ops.unsorted_segment_max UnsortedSegmentMax data#0 segment_ids#1 num_segments#2 > output
ops.gen_math_ops.unsorted_segment_min UnsortedSegmentMin data#0 segment_ids#1 num_segments#2 > output
ops.gen_math_ops.unsorted_segment_prod UnsortedSegmentProd data#0 segment_ids#1 num_segments#2 > output
ops.gen_math_ops.unsorted_segment_sum UnsortedSegmentSum data#0 segment_ids#1 num_segments#2 > output
ops.gen_math_ops.xdivy Xdivy x#0 y#1 > z
ops.gen_math_ops.xlogy Xlogy x#0 y#1 > z
ops.gen_math_ops.zeta Zeta x#0 q#1 > z
ops.gen_nn_ops.avg_pool AvgPool value#0 ksize:ksize:list(int) strides:strides:list(int) padding:padding:string data_format:dataFormat:string="NHWC" > output
ops.gen_nn_ops.avg_pool_grad AvgPoolGrad orig_input_shape#0 grad#1 ksize:ksize:list(int) strides:strides:list(int) padding:padding:string data_format:dataFormat:string="NHWC" > output
ops.gen_nn_ops.bias_add BiasAdd value#0 bias#1 data_format:dataFormat:string="NHWC" > output
ops.gen_nn_ops.bias_add_grad BiasAddGrad out_backprop#0 data_format:dataFormat:string="NHWC" > output
ops.gen_nn_ops.conv2d Conv2D input#0 filter#1 strides:strides:list(int) padding:padding:string use_cudnn_on_gpu::bool=true explicit_paddings:explicitPaddings:list(int)=[] data_format:dataFormat:string="NHWC" dilations:dilations:list(int)=[1,1,1,1] > output
ops.gen_nn_ops.conv2d_backprop_filter Conv2DBackpropFilter input#0 filter_sizes#1 out_backprop#2 strides:strides:list(int) padding:padding:string use_cudnn_on_gpu::bool=true explicit_paddings:explicitPaddings:list(int)=[] data_format:dataFormat:string="NHWC" dilations:dilations:list(int)=[1,1,1,1] > output
ops.gen_nn_ops.conv2d_backprop_input Conv2DBackpropInput input_sizes#0 filter#1 out_backprop#2 strides:strides:list(int) padding:padding:string use_cudnn_on_gpu::bool=true explicit_paddings:explicitPaddings:list(int)=[] data_format:dataFormat:string="NHWC" dilations:dilations:list(int)=[1,1,1,1] > output
ops.gen_nn_ops.depthwise_conv2d_native DepthwiseConv2dNative input#0 filter#1 strides:strides:list(int) padding:padding:string data_format:dataFormat:string="NHWC" dilations:dilations:list(int)=[1,1,1,1] > output
ops.gen_nn_ops.depthwise_conv2d_native_backprop_filter DepthwiseConv2dNativeBackpropFilter input#0 filter_sizes#1 out_backprop#2 strides:strides:list(int) padding:padding:string data_format:dataFormat:string="NHWC" dilations:dilations:list(int)=[1,1,1,1] > output
ops.gen_nn_ops.depthwise_conv2d_native_backprop_input DepthwiseConv2dNativeBackpropInput input_sizes#0 filter#1 out_backprop#2 strides:strides:list(int) padding:padding:string data_format:dataFormat:string="NHWC" dilations:dilations:list(int)=[1,1,1,1] > output
ops.gen_nn_ops.elu Elu features#0 > activations
ops.gen_nn_ops.elu_grad EluGrad gradients#0 outputs#1 > backprops
ops.gen_nn_ops.fused_batch_norm_grad_v3 FusedBatchNormGradV3 y_backprop#0 x#1 scale#2 reserve_space_1#3 reserve_space_2#4 reserve_space_3#5 epsilon:epsilon:float=9.999999747378752e-05 data_format:dataFormat:string="NHWC" is_training:isTraining:bool=true > x_backprop scale_backprop offset_backprop reserve_space_4 reserve_space_5
ops.gen_nn_ops.fused_batch_norm_v3 FusedBatchNormV3 x#0 scale#1 offset#2 mean#3 variance#4 epsilon:epsilon:float=9.999999747378752e-05 data_format:dataFormat:string="NHWC" is_training:isTraining:bool=true > y batch_mean batch_variance reserve_space_1 reserve_space_2 reserve_space_3
ops.gen_nn_ops.in_top_k InTopK predictions#0 targets#1 k:k:int > precision
ops.gen_nn_ops.l2_loss L2Loss t#0 > output
ops.gen_nn_ops.leaky_relu LeakyRelu features#0 alpha:alpha:float=0.20000000298023224 > activations
ops.gen_nn_ops.leaky_relu_grad LeakyReluGrad gradients#0 features#1 alpha:alpha:float=0.20000000298023224 > backprops
ops.gen_nn_ops.log_softmax LogSoftmax logits#0 > logsoftmax
ops.gen_nn_ops.lrn LRN input#0 depth_radius:depthRadius:int=5 bias:bias:float=1.0 alpha:alpha:float=1.0 beta:beta:float=0.5 > output
ops.gen_nn_ops.lrn_grad LRNGrad input_grads#0 input_image#1 output_image#2 depth_radius:depthRadius:int=5 bias:bias:float=1.0 alpha:alpha:float=1.0 beta:beta:float=0.5 > output
ops.gen_nn_ops.max_pool MaxPool input#0 ksize:ksize:list(int) strides:strides:list(int) padding:padding:string data_format:dataFormat:string="NHWC" > output
ops.gen_nn_ops.max_pool_grad MaxPoolGrad orig_input#0 orig_output#1 grad#2 ksize:ksize:list(int) strides:strides:list(int) padding:padding:string data_format:dataFormat:string="NHWC" > output
ops.gen_nn_ops.max_pool_grad_grad MaxPoolGradGrad orig_input#0 orig_output#1 grad#2 ksize:ksize:list(int) strides:strides:list(int) padding:padding:string data_format:dataFormat:string="NHWC" > output
ops.gen_nn_ops.relu Relu features#0 > activations
ops.gen_nn_ops.relu6 Relu6 features#0 > activations
ops.gen_nn_ops.relu6_grad Relu6Grad gradients#0 features#1 > backprops
ops.gen_nn_ops.relu_grad ReluGrad gradients#0 features#1 > backprops
ops.gen_nn_ops.selu Selu features#0 > activations
ops.gen_nn_ops.selu_grad SeluGrad gradients#0 outputs#1 > backprops
ops.gen_nn_ops.softmax Softmax logits#0 > softmax
ops.gen_nn_ops.softmax_cross_entropy_with_logits SoftmaxCrossEntropyWithLogits features#0 labels#1 > loss backprop
ops.gen_nn_ops.softplus Softplus features#0 > activations
ops.gen_nn_ops.softplus_grad SoftplusGrad gradients#0 features#1 > backprops
ops.gen_nn_ops.softsign Softsign features#0 > activations
ops.gen_nn_ops.softsign_grad SoftsignGrad gradients#0 features#1 > backprops
ops.gen_nn_ops.sparse_softmax_cross_entropy_with_logits SparseSoftmaxCrossEntropyWithLogits features#0 labels#1 > loss backprop
ops.gen_nn_ops.top_kv2 TopKV2 input#0 k#1 sorted:sorted:bool=true > values indices
ops.gen_random_ops.multinomial Multinomial logits#0 num_samples#1 seed:seed:int=0 seed2:seed2:int=0 output_dtype:outputDtype:type="int64" > output
ops.gen_random_ops.random_gamma RandomGamma shape#0 alpha#1 seed:seed:int=0 seed2:seed2:int=0 > output
ops.gen_random_ops.random_gamma_grad RandomGammaGrad alpha#0 sample#1 > output
ops.gen_random_ops.random_poisson_v2 RandomPoissonV2 shape#0 rate#1 seed:seed:int=0 seed2:seed2:int=0 dtype:dtype:type="int64" > output
ops.gen_random_ops.random_shuffle RandomShuffle value#0 seed:seed:int=0 seed2:seed2:int=0 > output
ops.gen_random_ops.random_standard_normal RandomStandardNormal shape#0 dtype:dtype:type seed:seed:int=0 seed2:seed2:int=0 > output
ops.gen_random_ops.random_uniform RandomUniform shape#0 dtype:dtype:type seed:seed:int=0 seed2:seed2:int=0 > output
ops.gen_random_ops.random_uniform_int RandomUniformInt shape#0 minval#1 maxval#2 seed:seed:int=0 seed2:seed2:int=0 > output
ops.gen_random_ops.truncated_normal TruncatedNormal shape#0 dtype:dtype:type seed:seed:int=0 seed2:seed2:int=0 > output
ops.gen_resource_variable_ops.assign_add_variable_op AssignAddVariableOp resource#0 value#1 > 
ops.gen_resource_variable_ops.assign_sub_variable_op AssignSubVariableOp resource#0 value#1 > 
ops.gen_resource_variable_ops.assign_variable_op AssignVariableOp resource#0 value#1 > 
ops.gen_resource_variable_ops.read_variable_op ReadVariableOp resource#0 dtype:dtype:type > value
ops.gen_resource_variable_ops.resource_gather ResourceGather resource#0 indices#1 dtype:dtype:type batch_dims::int=0 validate_indices::bool=true > output
ops.gen_resource_variable_ops.resource_scatter_add ResourceScatterAdd resource#0 indices#1 updates#2 > 
ops.gen_resource_variable_ops.resource_scatter_div ResourceScatterDiv resource#0 indices#1 updates#2 > 
ops.gen_resource_variable_ops.resource_scatter_max ResourceScatterMax resource#0 indices#1 updates#2 > 
ops.gen_resource_variable_ops.resource_scatter_min ResourceScatterMin resource#0 indices#1 updates#2 > 
ops.gen_resource_variable_ops.resource_scatter_mul ResourceScatterMul resource#0 indices#1 updates#2 > 
ops.gen_resource_variable_ops.resource_scatter_sub ResourceScatterSub resource#0 indices#1 updates#2 > 
ops.gen_resource_variable_ops.resource_scatter_update ResourceScatterUpdate resource#0 indices#1 updates#2 > 
ops.gen_resource_variable_ops.var_handle_op VarHandleOp dtype:dtype:type shape:shape:shape container:container:string="" shared_name:sharedName:string="" > resource
ops.gen_resource_variable_ops.var_is_initialized_op VarIsInitializedOp resource#0 > is_initialized
ops.gen_resource_variable_ops.variable_shape VariableShape input#0 out_type:outType:type="int32" > output
ops.gen_sparse_ops.sparse_fill_empty_rows SparseFillEmptyRows indices#0 values#1 dense_shape#2 default_value#3 > output_indices output_values empty_row_indicator reverse_index_map
ops.gen_sparse_ops.sparse_fill_empty_rows_grad SparseFillEmptyRowsGrad reverse_index_map#0 grad_values#1 > d_values d_default_value
ops.gen_sparse_ops.sparse_reduce_sum SparseReduceSum input_indices#0 input_values#1 input_shape#2 reduction_axes#3 keep_dims:keepDims:bool=false > output
ops.gen_sparse_ops.sparse_reshape SparseReshape input_indices#0 input_shape#1 new_shape#2 > output_indices output_shape
ops.gen_sparse_ops.sparse_tensor_dense_add SparseTensorDenseAdd a_indices#0 a_values#1 a_shape#2 b#3 > output
ops.gen_sparse_ops.sparse_tensor_dense_mat_mul SparseTensorDenseMatMul a_indices#0 a_values#1 a_shape#2 b#3 adjoint_a:adjointA:bool=false adjoint_b:adjointB:bool=false > product
ops.gen_sparse_ops.sparse_to_dense SparseToDense sparse_indices#0 output_shape#1 sparse_values#2 default_value#3 validate_indices:validateIndices:bool=true > dense
ops.gen_state_ops.assign Assign ref#0 value#1 validate_shape:validateShape:bool=true use_locking:useLocking:bool=true > output_ref
ops.gen_state_ops.assign_add AssignAdd ref#0 value#1 use_locking:useLocking:bool=false > output_ref
ops.gen_state_ops.assign_sub AssignSub ref#0 value#1 use_locking:useLocking:bool=false > output_ref
ops.gen_state_ops.count_up_to CountUpTo ref#0 limit:limit:int > output
ops.gen_state_ops.is_variable_initialized IsVariableInitialized ref#0 > is_initialized
ops.gen_state_ops.scatter_add ScatterAdd ref#0 indices#1 updates#2 use_locking:useLocking:bool=false > output_ref
ops.gen_state_ops.scatter_div ScatterDiv ref#0 indices#1 updates#2 use_locking:useLocking:bool=false > output_ref
ops.gen_state_ops.scatter_max ScatterMax ref#0 indices#1 updates#2 use_locking:useLocking:bool=false > output_ref
ops.gen_state_ops.scatter_min ScatterMin ref#0 indices#1 updates#2 use_locking:useLocking:bool=false > output_ref
ops.gen_state_ops.scatter_mul ScatterMul ref#0 indices#1 updates#2 use_locking:useLocking:bool=false > output_ref
ops.gen_state_ops.scatter_nd_add ScatterNdAdd ref#0 indices#1 updates#2 use_locking:useLocking:bool=false > output_ref
ops.gen_state_ops.scatter_nd_sub ScatterNdSub ref#0 indices#1 updates#2 use_locking:useLocking:bool=false > output_ref
ops.gen_state_ops.scatter_nd_update ScatterNdUpdate ref#0 indices#1 updates#2 use_locking:useLocking:bool=true > output_ref
ops.gen_state_ops.scatter_sub ScatterSub ref#0 indices#1 updates#2 use_locking:useLocking:bool=false > output_ref
ops.gen_state_ops.scatter_update ScatterUpdate ref#0 indices#1 updates#2 use_locking:useLocking:bool=true > output_ref
ops.gen_state_ops.variable_v2 VariableV2 shape:shape:shape dtype:dtype:type container:container:string="" shared_name:sharedName:string="" > ref
ops.gen_stateless_random_ops.stateless_multinomial StatelessMultinomial logits#0 num_samples#1 seed#2 output_dtype:outputDtype:type="int64" > output
ops.gen_stateless_random_ops.stateless_random_normal StatelessRandomNormal shape#0 seed#1 dtype:dtype:type="float32" > output
ops.gen_stateless_random_ops.stateless_random_uniform StatelessRandomUniform shape#0 seed#1 dtype:dtype:type="float32" > output
ops.gen_stateless_random_ops.stateless_random_uniform_int StatelessRandomUniformInt shape#0 seed#1 minval#2 maxval#3 > output
ops.gen_stateless_random_ops.stateless_truncated_normal StatelessTruncatedNormal shape#0 seed#1 dtype:dtype:type="float32" > output
training.gen_training_ops.apply_ada_max ApplyAdaMax var#0 m#1 v#2 beta1_power#3 lr#4 beta1#5 beta2#6 epsilon#7 grad#8 use_locking:useLocking:bool=false > out
training.gen_training_ops.apply_adadelta ApplyAdadelta var#0 accum#1 accum_update#2 lr#3 rho#4 epsilon#5 grad#6 use_locking:useLocking:bool=false > out
training.gen_training_ops.apply_adagrad ApplyAdagrad var#0 accum#1 lr#2 grad#3 use_locking:useLocking:bool=false update_slots:updateSlots:bool=true > out
training.gen_training_ops.apply_adagrad_da ApplyAdagradDA var#0 gradient_accumulator#1 gradient_squared_accumulator#2 grad#3 lr#4 l1#5 l2#6 global_step#7 use_locking:useLocking:bool=false > out
training.gen_training_ops.apply_adam ApplyAdam var#0 m#1 v#2 beta1_power#3 beta2_power#4 lr#5 beta1#6 beta2#7 epsilon#8 grad#9 use_locking:useLocking:bool=false use_nesterov:useNesterov:bool=false > out
training.gen_training_ops.apply_add_sign ApplyAddSign var#0 m#1 lr#2 alpha#3 sign_decay#4 beta#5 grad#6 use_locking:useLocking:bool=false > out
training.gen_training_ops.apply_centered_rms_prop ApplyCenteredRMSProp var#0 mg#1 ms#2 mom#3 lr#4 rho#5 momentum#6 epsilon#7 grad#8 use_locking:useLocking:bool=false > out
training.gen_training_ops.apply_ftrl ApplyFtrl var#0 accum#1 linear#2 grad#3 lr#4 l1#5 l2#6 lr_power#7 use_locking:useLocking:bool=false > out
training.gen_training_ops.apply_ftrl_v2 ApplyFtrlV2 var#0 accum#1 linear#2 grad#3 lr#4 l1#5 l2#6 l2_shrinkage#7 lr_power#8 use_locking:useLocking:bool=false > out
training.gen_training_ops.apply_gradient_descent ApplyGradientDescent var#0 alpha#1 delta#2 use_locking:useLocking:bool=false > out
training.gen_training_ops.apply_momentum ApplyMomentum var#0 accum#1 lr#2 grad#3 momentum#4 use_locking:useLocking:bool=false use_nesterov:useNesterov:bool=false > out
training.gen_training_ops.apply_power_sign ApplyPowerSign var#0 m#1 lr#2 logbase#3 sign_decay#4 beta#5 grad#6 use_locking:useLocking:bool=false > out
training.gen_training_ops.apply_proximal_adagrad ApplyProximalAdagrad var#0 accum#1 lr#2 l1#3 l2#4 grad#5 use_locking:useLocking:bool=false > out
training.gen_training_ops.apply_proximal_gradient_descent ApplyProximalGradientDescent var#0 alpha#1 l1#2 l2#3 delta#4 use_locking:useLocking:bool=false > out
training.gen_training_ops.apply_rms_prop ApplyRMSProp var#0 ms#1 mom#2 lr#3 rho#4 momentum#5 epsilon#6 grad#7 use_locking:useLocking:bool=false > out
training.gen_training_ops.resource_apply_ada_max ResourceApplyAdaMax var#0 m#1 v#2 beta1_power#3 lr#4 beta1#5 beta2#6 epsilon#7 grad#8 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_apply_adadelta ResourceApplyAdadelta var#0 accum#1 accum_update#2 lr#3 rho#4 epsilon#5 grad#6 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_apply_adagrad ResourceApplyAdagrad var#0 accum#1 lr#2 grad#3 use_locking:useLocking:bool=false update_slots:updateSlots:bool=true > 
training.gen_training_ops.resource_apply_adagrad_da ResourceApplyAdagradDA var#0 gradient_accumulator#1 gradient_squared_accumulator#2 grad#3 lr#4 l1#5 l2#6 global_step#7 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_apply_adam ResourceApplyAdam var#0 m#1 v#2 beta1_power#3 beta2_power#4 lr#5 beta1#6 beta2#7 epsilon#8 grad#9 use_locking:useLocking:bool=false use_nesterov:useNesterov:bool=false > 
training.gen_training_ops.resource_apply_add_sign ResourceApplyAddSign var#0 m#1 lr#2 alpha#3 sign_decay#4 beta#5 grad#6 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_apply_centered_rms_prop ResourceApplyCenteredRMSProp var#0 mg#1 ms#2 mom#3 lr#4 rho#5 momentum#6 epsilon#7 grad#8 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_apply_ftrl ResourceApplyFtrl var#0 accum#1 linear#2 grad#3 lr#4 l1#5 l2#6 lr_power#7 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_apply_ftrl_v2 ResourceApplyFtrlV2 var#0 accum#1 linear#2 grad#3 lr#4 l1#5 l2#6 l2_shrinkage#7 lr_power#8 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_apply_gradient_descent ResourceApplyGradientDescent var#0 alpha#1 delta#2 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_apply_momentum ResourceApplyMomentum var#0 accum#1 lr#2 grad#3 momentum#4 use_locking:useLocking:bool=false use_nesterov:useNesterov:bool=false > 
training.gen_training_ops.resource_apply_power_sign ResourceApplyPowerSign var#0 m#1 lr#2 logbase#3 sign_decay#4 beta#5 grad#6 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_apply_proximal_adagrad ResourceApplyProximalAdagrad var#0 accum#1 lr#2 l1#3 l2#4 grad#5 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_apply_proximal_gradient_descent ResourceApplyProximalGradientDescent var#0 alpha#1 l1#2 l2#3 delta#4 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_apply_rms_prop ResourceApplyRMSProp var#0 ms#1 mom#2 lr#3 rho#4 momentum#5 epsilon#6 grad#7 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_sparse_apply_adadelta ResourceSparseApplyAdadelta var#0 accum#1 accum_update#2 lr#3 rho#4 epsilon#5 grad#6 indices#7 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_sparse_apply_adagrad ResourceSparseApplyAdagrad var#0 accum#1 lr#2 grad#3 indices#4 use_locking:useLocking:bool=false update_slots:updateSlots:bool=true > 
training.gen_training_ops.resource_sparse_apply_adagrad_da ResourceSparseApplyAdagradDA var#0 gradient_accumulator#1 gradient_squared_accumulator#2 grad#3 indices#4 lr#5 l1#6 l2#7 global_step#8 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_sparse_apply_centered_rms_prop ResourceSparseApplyCenteredRMSProp var#0 mg#1 ms#2 mom#3 lr#4 rho#5 momentum#6 epsilon#7 grad#8 indices#9 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_sparse_apply_ftrl ResourceSparseApplyFtrl var#0 accum#1 linear#2 grad#3 indices#4 lr#5 l1#6 l2#7 lr_power#8 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_sparse_apply_ftrl_v2 ResourceSparseApplyFtrlV2 var#0 accum#1 linear#2 grad#3 indices#4 lr#5 l1#6 l2#7 l2_shrinkage#8 lr_power#9 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_sparse_apply_momentum ResourceSparseApplyMomentum var#0 accum#1 lr#2 grad#3 indices#4 momentum#5 use_locking:useLocking:bool=false use_nesterov:useNesterov:bool=false > 
training.gen_training_ops.resource_sparse_apply_proximal_adagrad ResourceSparseApplyProximalAdagrad var#0 accum#1 lr#2 l1#3 l2#4 grad#5 indices#6 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_sparse_apply_proximal_gradient_descent ResourceSparseApplyProximalGradientDescent var#0 alpha#1 l1#2 l2#3 grad#4 indices#5 use_locking:useLocking:bool=false > 
training.gen_training_ops.resource_sparse_apply_rms_prop ResourceSparseApplyRMSProp var#0 ms#1 mom#2 lr#3 rho#4 momentum#5 epsilon#6 grad#7 indices#8 use_locking:useLocking:bool=false > 
training.gen_training_ops.sparse_apply_adadelta SparseApplyAdadelta var#0 accum#1 accum_update#2 lr#3 rho#4 epsilon#5 grad#6 indices#7 use_locking:useLocking:bool=false > out
training.gen_training_ops.sparse_apply_adagrad SparseApplyAdagrad var#0 accum#1 lr#2 grad#3 indices#4 use_locking:useLocking:bool=false update_slots:updateSlots:bool=true > out
training.gen_training_ops.sparse_apply_adagrad_da SparseApplyAdagradDA var#0 gradient_accumulator#1 gradient_squared_accumulator#2 grad#3 indices#4 lr#5 l1#6 l2#7 global_step#8 use_locking:useLocking:bool=false > out
training.gen_training_ops.sparse_apply_centered_rms_prop SparseApplyCenteredRMSProp var#0 mg#1 ms#2 mom#3 lr#4 rho#5 momentum#6 epsilon#7 grad#8 indices#9 use_locking:useLocking:bool=false > out
training.gen_training_ops.sparse_apply_ftrl SparseApplyFtrl var#0 accum#1 linear#2 grad#3 indices#4 lr#5 l1#6 l2#7 lr_power#8 use_locking:useLocking:bool=false > out
training.gen_training_ops.sparse_apply_ftrl_v2 SparseApplyFtrlV2 var#0 accum#1 linear#2 grad#3 indices#4 lr#5 l1#6 l2#7 l2_shrinkage#8 lr_power#9 use_locking:useLocking:bool=false > out
training.gen_training_ops.sparse_apply_momentum SparseApplyMomentum var#0 accum#1 lr#2 grad#3 indices#4 momentum#5 use_locking:useLocking:bool=false use_nesterov:useNesterov:bool=false > out
training.gen_training_ops.sparse_apply_proximal_adagrad SparseApplyProximalAdagrad var#0 accum#1 lr#2 l1#3 l2#4 grad#5 indices#6 use_locking:useLocking:bool=false > out
training.gen_training_ops.sparse_apply_proximal_gradient_descent SparseApplyProximalGradientDescent var#0 alpha#1 l1#2 l2#3 grad#4 indices#5 use_locking:useLocking:bool=false > out
training.gen_training_ops.sparse_apply_rms_prop SparseApplyRMSProp var#0 ms#1 mom#2 lr#3 rho#4 momentum#5 epsilon#6 grad#7 indices#8 use_locking:useLocking:bool=false > out
'''
