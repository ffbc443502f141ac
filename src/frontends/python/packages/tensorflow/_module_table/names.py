"""The names that the public modules of TensorFlow 1.15.5 have; written by
test/oracle/modules/recordPublicNames.py."""

#: Module -> what its errors call it, then its names.
NAMES = {
    'tf': (
        'tensorflow AUTO_REUSE AggregationMethod Assert AttrValue COMPILER_VERSION CXX11_ABI_FLAG '
        'ConditionalAccumulator ConditionalAccumulatorBase ConfigProto CriticalSection DType '
        'DeviceSpec Dimension Event FIFOQueue FixedLenFeature FixedLenSequenceFeature '
        'FixedLengthRecordReader GIT_VERSION GPUOptions GRAPH_DEF_VERSION '
        'GRAPH_DEF_VERSION_MIN_CONSUMER GRAPH_DEF_VERSION_MIN_PRODUCER GradientTape Graph GraphDef '
        'GraphKeys GraphOptions HistogramProto IdentityReader IndexedSlices IndexedSlicesSpec '
        'InteractiveSession LMDBReader LogMessage MONOLITHIC_BUILD MetaGraphDef Module NameAttrList '
        'NoGradient NodeDef NotDifferentiable OpError Operation OptimizerOptions OptionalSpec '
        'PaddingFIFOQueue Print PriorityQueue QUANTIZED_DTYPES QueueBase RaggedTensor '
        'RaggedTensorSpec RandomShuffleQueue ReaderBase RegisterGradient RunMetadata RunOptions '
        'Session SessionLog SparseConditionalAccumulator SparseFeature SparseTensor '
        'SparseTensorSpec SparseTensorValue Summary SummaryMetadata TFRecordReader Tensor '
        'TensorArray TensorArraySpec TensorInfo TensorShape TensorSpec TextLineReader TypeSpec '
        'UnconnectedGradients VERSION VarLenFeature Variable VariableAggregation VariableScope '
        'VariableSynchronization WholeFileReader abs accumulate_n acos acosh add '
        'add_check_numerics_ops add_n add_to_collection add_to_collections all_variables angle app '
        'arg_max arg_min argmax argmin argsort as_dtype as_string asin asinh assert_equal '
        'assert_greater assert_greater_equal assert_integer assert_less assert_less_equal '
        'assert_near assert_negative assert_non_negative assert_non_positive assert_none_equal '
        'assert_positive assert_proper_iterable assert_rank assert_rank_at_least assert_rank_in '
        'assert_same_float_dtype assert_scalar assert_type assert_variables_initialized assign '
        'assign_add assign_sub atan atan2 atanh audio autograph batch_gather batch_scatter_update '
        'batch_to_space batch_to_space_nd betainc bfloat16 bincount bitcast bitwise bool '
        'boolean_mask broadcast_dynamic_shape broadcast_static_shape broadcast_to case cast ceil '
        'check_numerics cholesky cholesky_solve clip_by_average_norm clip_by_global_norm '
        'clip_by_norm clip_by_value colocate_with compat complex complex128 complex64 concat cond '
        'config confusion_matrix conj constant constant_initializer container contrib '
        'control_dependencies control_flow_v2_enabled convert_to_tensor '
        'convert_to_tensor_or_indexed_slices convert_to_tensor_or_sparse_tensor cos cosh '
        'count_nonzero count_up_to create_partitioned_variables cross cumprod cumsum '
        'custom_gradient data debugging decode_base64 decode_compressed decode_csv '
        'decode_json_example decode_raw delete_session_tensor depth_to_space dequantize '
        'deserialize_many_sparse device diag diag_part digamma dimension_at_index dimension_value '
        'disable_control_flow_v2 disable_eager_execution disable_resource_variables '
        'disable_tensor_equality disable_v2_behavior disable_v2_tensorshape distribute '
        'distributions div div_no_nan divide double dtypes dynamic_partition dynamic_stitch '
        'edit_distance einsum enable_control_flow_v2 enable_eager_execution '
        'enable_resource_variables enable_tensor_equality enable_v2_behavior enable_v2_tensorshape '
        'encode_base64 ensure_shape equal erf erfc errors estimator executing_eagerly exp '
        'expand_dims experimental expm1 extract_image_patches extract_volume_patches eye '
        'fake_quant_with_min_max_args fake_quant_with_min_max_args_gradient '
        'fake_quant_with_min_max_vars fake_quant_with_min_max_vars_gradient '
        'fake_quant_with_min_max_vars_per_channel fake_quant_with_min_max_vars_per_channel_gradient '
        'feature_column fft fft2d fft3d fill fingerprint fixed_size_partitioner flags float16 '
        'float32 float64 floor floor_div floordiv floormod foldl foldr function gather gather_nd '
        'get_collection get_collection_ref get_default_graph get_default_session get_local_variable '
        'get_logger get_seed get_session_handle get_session_tensor get_static_value get_variable '
        'get_variable_scope gfile global_norm global_variables global_variables_initializer '
        'glorot_normal_initializer glorot_uniform_initializer grad_pass_through gradients '
        'graph_util greater greater_equal group guarantee_const half hessians histogram_fixed_width '
        'histogram_fixed_width_bins identity identity_n ifft ifft2d ifft3d igamma igammac imag '
        'image import_graph_def init_scope initialize_all_tables initialize_all_variables '
        'initialize_local_variables initialize_variables initializers int16 int32 int64 int8 '
        'invert_permutation io is_finite is_inf is_nan is_non_decreasing is_numeric_tensor '
        'is_strictly_increasing is_tensor is_variable_initialized keras layers lbeta less '
        'less_equal lgamma lin_space linalg linspace lite load_file_system_library load_library '
        'load_op_library local_variables local_variables_initializer log log1p log_sigmoid logging '
        'logical_and logical_not logical_or logical_xor lookup losses make_ndarray make_template '
        'make_tensor_proto manip map_fn matching_files math matmul matrix_band_part '
        'matrix_determinant matrix_diag matrix_diag_part matrix_inverse matrix_set_diag '
        'matrix_solve matrix_solve_ls matrix_square_root matrix_transpose matrix_triangular_solve '
        'maximum meshgrid metrics min_max_variable_partitioner minimum mod model_variables '
        'moving_average_variables multinomial multiply name_scope negative nest newaxis nn '
        'no_gradient no_op no_regularizer nondifferentiable_batch_function norm not_equal '
        'numpy_function one_hot ones ones_initializer ones_like op_scope orthogonal_initializer pad '
        'parallel_stack parse_example parse_single_example parse_single_sequence_example '
        'parse_tensor placeholder placeholder_with_default polygamma pow print profiler py_func '
        'py_function python_io pywrap_tensorflow qint16 qint32 qint8 qr quantization quantize '
        'quantize_v2 quantized_concat queue quint16 quint8 ragged random random_crop random_gamma '
        'random_normal random_normal_initializer random_poisson random_shuffle random_uniform '
        'random_uniform_initializer range rank raw_ops read_file real realdiv reciprocal '
        'recompute_grad reduce_all reduce_any reduce_join reduce_logsumexp reduce_max reduce_mean '
        'reduce_min reduce_prod reduce_sum regex_replace register_tensor_conversion_function repeat '
        'report_uninitialized_variables required_space_to_batch_paddings reset_default_graph '
        'reshape resource resource_loader resource_variables_enabled reverse reverse_sequence '
        'reverse_v2 rint roll round rsqrt saturate_cast saved_model scalar_mul scan scatter_add '
        'scatter_div scatter_max scatter_min scatter_mul scatter_nd scatter_nd_add scatter_nd_sub '
        'scatter_nd_update scatter_sub scatter_update searchsorted segment_max segment_mean '
        'segment_min segment_prod segment_sum self_adjoint_eig self_adjoint_eigvals sequence_mask '
        'serialize_many_sparse serialize_sparse serialize_tensor set_random_seed setdiff1d sets '
        'shape shape_n sigmoid sign signal sin sinh size slice sort space_to_batch '
        'space_to_batch_nd space_to_depth sparse sparse_add sparse_concat sparse_fill_empty_rows '
        'sparse_mask sparse_matmul sparse_maximum sparse_merge sparse_minimum sparse_placeholder '
        'sparse_reduce_max sparse_reduce_max_sparse sparse_reduce_sum sparse_reduce_sum_sparse '
        'sparse_reorder sparse_reset_shape sparse_reshape sparse_retain sparse_segment_mean '
        'sparse_segment_sqrt_n sparse_segment_sum sparse_slice sparse_softmax sparse_split '
        'sparse_tensor_dense_matmul sparse_tensor_to_dense sparse_to_dense sparse_to_indicator '
        'sparse_transpose spectral split sqrt square squared_difference squeeze stack stop_gradient '
        'strided_slice string string_join string_split string_strip string_to_hash_bucket '
        'string_to_hash_bucket_fast string_to_hash_bucket_strong string_to_number strings substr '
        'subtract summary svd switch_case sysconfig tables_initializer tan tanh tensor_scatter_add '
        'tensor_scatter_nd_add tensor_scatter_nd_sub tensor_scatter_nd_update tensor_scatter_sub '
        'tensor_scatter_update tensordot test tile timestamp to_bfloat16 to_complex128 to_complex64 '
        'to_double to_float to_int32 to_int64 tpu trace train trainable_variables transpose truediv '
        'truncated_normal truncated_normal_initializer truncatediv truncatemod tuple uint16 uint32 '
        'uint64 uint8 uniform_unit_scaling_initializer unique unique_with_counts unravel_index '
        'unsorted_segment_max unsorted_segment_mean unsorted_segment_min unsorted_segment_prod '
        'unsorted_segment_sqrt_n unsorted_segment_sum unstack user_ops '
        'variable_axis_size_partitioner variable_creator_scope variable_op_scope variable_scope '
        'variables_initializer variance_scaling_initializer variant vectorized_map '
        'verify_tensor_all_finite version where where_v2 while_loop wrap_function write_file xla '
        'zeros zeros_initializer zeros_like zeta'
    ),
    'tf.app': (
        'tensorflow._api.v1.app flags run'
    ),
    'tf.audio': (
        'tensorflow._api.v1.audio decode_wav encode_wav'
    ),
    'tf.autograph': (
        'tensorflow._api.v1.autograph experimental set_verbosity to_code to_graph trace'
    ),
    'tf.bitwise': (
        'tensorflow._api.v1.bitwise bitwise_and bitwise_or bitwise_xor invert left_shift '
        'right_shift'
    ),
    'tf.config': (
        'tensorflow._api.v1.config experimental experimental_connect_to_cluster '
        'experimental_connect_to_host experimental_list_devices experimental_run_functions_eagerly '
        'get_soft_device_placement optimizer set_soft_device_placement threading'
    ),
    'tf.data': (
        'tensorflow._api.v1.data Dataset DatasetSpec FixedLengthRecordDataset Iterator Options '
        'TFRecordDataset TextLineDataset experimental get_output_classes get_output_shapes '
        'get_output_types make_initializable_iterator make_one_shot_iterator'
    ),
    'tf.debugging': (
        'tensorflow._api.v1.debugging Assert assert_all_finite assert_equal assert_greater '
        'assert_greater_equal assert_integer assert_less assert_less_equal assert_near '
        'assert_negative assert_non_negative assert_non_positive assert_none_equal assert_positive '
        'assert_proper_iterable assert_rank assert_rank_at_least assert_rank_in '
        'assert_same_float_dtype assert_scalar assert_shapes assert_type check_numerics '
        'get_log_device_placement is_finite is_inf is_nan is_non_decreasing is_numeric_tensor '
        'is_strictly_increasing set_log_device_placement'
    ),
    'tf.distribute': (
        'tensorflow._api.v1.distribute CrossDeviceOps HierarchicalCopyAllReduce InputContext '
        'InputReplicationMode MirroredStrategy NcclAllReduce OneDeviceStrategy ReduceOp '
        'ReductionToOneDevice ReplicaContext Server Strategy StrategyExtended cluster_resolver '
        'experimental experimental_set_strategy get_loss_reduction get_replica_context get_strategy '
        'has_strategy in_cross_replica_context'
    ),
    'tf.distributions': (
        'tensorflow._api.v1.distributions Bernoulli Beta Categorical Dirichlet DirichletMultinomial '
        'Distribution Exponential FULLY_REPARAMETERIZED Gamma Laplace Multinomial '
        'NOT_REPARAMETERIZED Normal RegisterKL ReparameterizationType StudentT Uniform '
        'kl_divergence'
    ),
    'tf.dtypes': (
        'tensorflow._api.v1.dtypes DType QUANTIZED_DTYPES as_dtype as_string bfloat16 bool cast '
        'complex complex128 complex64 double float16 float32 float64 half int16 int32 int64 int8 '
        'qint16 qint32 qint8 quint16 quint8 resource saturate_cast string uint16 uint32 uint64 '
        'uint8 variant'
    ),
    'tf.errors': (
        'tensorflow._api.v1.errors ABORTED ALREADY_EXISTS AbortedError AlreadyExistsError CANCELLED '
        'CancelledError DATA_LOSS DEADLINE_EXCEEDED DataLossError DeadlineExceededError '
        'FAILED_PRECONDITION FailedPreconditionError INTERNAL INVALID_ARGUMENT InternalError '
        'InvalidArgumentError NOT_FOUND NotFoundError OK OUT_OF_RANGE OpError OutOfRangeError '
        'PERMISSION_DENIED PermissionDeniedError RESOURCE_EXHAUSTED ResourceExhaustedError '
        'UNAUTHENTICATED UNAVAILABLE UNIMPLEMENTED UNKNOWN UnauthenticatedError UnavailableError '
        'UnimplementedError UnknownError error_code_from_exception_type '
        'exception_type_from_error_code raise_exception_on_not_ok_status'
    ),
    'tf.experimental': (
        'tensorflow._api.v1.experimental function_executor_type output_all_intermediates'
    ),
    'tf.feature_column': (
        'tensorflow._api.v1.feature_column bucketized_column categorical_column_with_hash_bucket '
        'categorical_column_with_identity categorical_column_with_vocabulary_file '
        'categorical_column_with_vocabulary_list crossed_column embedding_column indicator_column '
        'input_layer linear_model make_parse_example_spec numeric_column '
        'sequence_categorical_column_with_hash_bucket sequence_categorical_column_with_identity '
        'sequence_categorical_column_with_vocabulary_file '
        'sequence_categorical_column_with_vocabulary_list sequence_numeric_column '
        'shared_embedding_columns weighted_categorical_column'
    ),
    'tf.gfile': (
        'tensorflow._api.v1.gfile Copy DeleteRecursively Exists FastGFile GFile Glob IsDirectory '
        'ListDirectory MakeDirs MkDir Open Remove Rename Stat Walk'
    ),
    'tf.graph_util': (
        'tensorflow._api.v1.graph_util convert_variables_to_constants extract_sub_graph '
        'import_graph_def must_run_on_cpu remove_training_nodes tensor_shape_from_node_def_name'
    ),
    'tf.image': (
        'tensorflow._api.v1.image ResizeMethod adjust_brightness adjust_contrast adjust_gamma '
        'adjust_hue adjust_jpeg_quality adjust_saturation central_crop combined_non_max_suppression '
        'convert_image_dtype crop_and_resize crop_to_bounding_box decode_and_crop_jpeg decode_bmp '
        'decode_gif decode_image decode_jpeg decode_png draw_bounding_boxes encode_jpeg encode_png '
        'extract_glimpse extract_image_patches extract_jpeg_shape extract_patches flip_left_right '
        'flip_up_down grayscale_to_rgb hsv_to_rgb image_gradients is_jpeg non_max_suppression '
        'non_max_suppression_overlaps non_max_suppression_padded non_max_suppression_with_scores '
        'pad_to_bounding_box per_image_standardization psnr random_brightness random_contrast '
        'random_crop random_flip_left_right random_flip_up_down random_hue random_jpeg_quality '
        'random_saturation resize resize_area resize_bicubic resize_bilinear '
        'resize_image_with_crop_or_pad resize_image_with_pad resize_images resize_nearest_neighbor '
        'resize_with_crop_or_pad rgb_to_grayscale rgb_to_hsv rgb_to_yiq rgb_to_yuv rot90 '
        'sample_distorted_bounding_box sobel_edges ssim ssim_multiscale total_variation transpose '
        'transpose_image yiq_to_rgb yuv_to_rgb'
    ),
    'tf.initializers': (
        'tensorflow._api.v1.initializers constant global_variables glorot_normal glorot_uniform '
        'he_normal he_uniform identity lecun_normal lecun_uniform local_variables ones orthogonal '
        'random_normal random_uniform tables_initializer truncated_normal uniform_unit_scaling '
        'variables variance_scaling zeros'
    ),
    'tf.io': (
        'tensorflow._api.v1.io FixedLenFeature FixedLenSequenceFeature PaddingFIFOQueue '
        'PriorityQueue QueueBase RandomShuffleQueue SparseFeature TFRecordCompressionType '
        'TFRecordOptions TFRecordWriter VarLenFeature decode_and_crop_jpeg decode_base64 decode_bmp '
        'decode_compressed decode_csv decode_gif decode_image decode_jpeg decode_json_example '
        'decode_png decode_proto decode_raw deserialize_many_sparse encode_base64 encode_jpeg '
        'encode_proto extract_jpeg_shape gfile is_jpeg match_filenames_once matching_files '
        'parse_example parse_sequence_example parse_single_example parse_single_sequence_example '
        'parse_tensor read_file serialize_many_sparse serialize_sparse serialize_tensor '
        'tf_record_iterator write_file write_graph'
    ),
    'tf.layers': (
        'tensorflow._api.v1.layers AveragePooling1D AveragePooling2D AveragePooling3D '
        'BatchNormalization Conv1D Conv2D Conv2DTranspose Conv3D Conv3DTranspose Dense Dropout '
        'Flatten InputSpec Layer MaxPooling1D MaxPooling2D MaxPooling3D SeparableConv1D '
        'SeparableConv2D average_pooling1d average_pooling2d average_pooling3d batch_normalization '
        'conv1d conv2d conv2d_transpose conv3d conv3d_transpose dense dropout experimental flatten '
        'max_pooling1d max_pooling2d max_pooling3d separable_conv1d separable_conv2d'
    ),
    'tf.linalg': (
        'tensorflow._api.v1.linalg LinearOperator LinearOperatorAdjoint LinearOperatorBlockDiag '
        'LinearOperatorCirculant LinearOperatorCirculant2D LinearOperatorCirculant3D '
        'LinearOperatorComposition LinearOperatorDiag LinearOperatorFullMatrix '
        'LinearOperatorHouseholder LinearOperatorIdentity LinearOperatorInversion '
        'LinearOperatorKronecker LinearOperatorLowRankUpdate LinearOperatorLowerTriangular '
        'LinearOperatorScaledIdentity LinearOperatorToeplitz LinearOperatorZeros adjoint band_part '
        'cholesky cholesky_solve cross det diag diag_part eigh eigvalsh einsum expm eye global_norm '
        'inv l2_normalize logdet logm lstsq lu matmul matrix_rank matrix_transpose matvec norm '
        'normalize pinv qr set_diag slogdet solve sqrtm svd tensor_diag tensor_diag_part tensordot '
        'trace transpose triangular_solve tridiagonal_matmul tridiagonal_solve'
    ),
    'tf.lite': (
        'tensorflow._api.v1.lite Interpreter OpHint OpsSet Optimize RepresentativeDataset '
        'TFLiteConverter TargetSpec TocoConverter constants experimental toco_convert'
    ),
    'tf.logging': (
        'tensorflow._api.v1.logging DEBUG ERROR FATAL INFO TaskLevelStatusMessage WARN debug error '
        'fatal flush get_verbosity info log log_every_n log_first_n log_if set_verbosity vlog warn '
        'warning'
    ),
    'tf.lookup': (
        'tensorflow._api.v1.lookup KeyValueTensorInitializer StaticHashTable StaticVocabularyTable '
        'TextFileIndex TextFileInitializer experimental'
    ),
    'tf.losses': (
        'tensorflow._api.v1.losses Reduction absolute_difference add_loss compute_weighted_loss '
        'cosine_distance get_losses get_regularization_loss get_regularization_losses '
        'get_total_loss hinge_loss huber_loss log_loss mean_pairwise_squared_error '
        'mean_squared_error sigmoid_cross_entropy softmax_cross_entropy '
        'sparse_softmax_cross_entropy'
    ),
}  # fmt: skip
