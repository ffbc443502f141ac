"""What TensorFlow 1.15.5's own modules hold (framework); written by
test/oracle/modules/recordModules.py. `x` is tf.x, `x@y` is tf.y.x, `x=y` is tf.y,
`x!` is not in `tf`, `*m` means the names of module m, too."""

#: Module below tensorflow.python -> its public names.
MODULES = {
    'framework.ops': (
        'EagerTensor! Graph GraphKeys IndexedSlices IndexedSlicesValue! NoGradient '
        'NotDifferentiable=NoGradient NullContextmanager! OpStats! Operation RegisterGradient '
        'RegisterShape! RegisterStatistics! Tensor _default_graph_stack! _gradient_registry! '
        '_shape_registry! add_to_collection add_to_collections colocate_with! container '
        'control_dependencies convert_n_to_tensor! convert_n_to_tensor_or_composite! '
        'convert_n_to_tensor_or_indexed_slices! convert_to_tensor '
        'convert_to_tensor_or_composite! convert_to_tensor_or_indexed_slices '
        'convert_to_tensor_v2! default_session! device device_v2! disable_eager_execution '
        'disable_tensor_equality dismantle_graph! eager_run! enable_eager_execution '
        'enable_eager_execution_internal! enable_tensor_equality enter_eager_name_scope! '
        'executing_eagerly_outside_functions! get_all_collection_keys! get_collection '
        'get_collection_proto_type! get_collection_ref get_default_graph get_default_session '
        'get_from_proto_function! get_gradient_function! get_name_scope! '
        'get_stats_for_node_def! get_to_proto_function! has_default_graph! init_scope '
        'inside_function! internal_convert_n_to_tensor! '
        'internal_convert_n_to_tensor_or_composite! '
        'internal_convert_n_to_tensor_or_indexed_slices! internal_convert_to_tensor! '
        'internal_convert_to_tensor_or_composite! internal_convert_to_tensor_or_indexed_slices! '
        'is_dense_tensor_like! name_from_scope_name! name_scope name_scope_v2! '
        'no_gradient=NoGradient numpy_text! op_scope prepend_name_scope! '
        'register_dense_tensor_like_type! register_proto_function! '
        'register_tensor_conversion_function reset_default_graph '
        'set_shape_and_handle_data_for_outputs! strip_name_scope! tensor_id! uid!'
    ),
    'framework.dtypes': (
        'DType QUANTIZED_DTYPES TF_VALUE_DTYPES! as_dtype bfloat16 bfloat16_ref! bool bool_ref! '
        'complex128 complex128_ref! complex64 complex64_ref! double double_ref! dtype_range! '
        'float16 float16_ref! float32 float32_ref! float64=double float64_ref! half=float16 '
        'half_ref! int16 int16_ref! int32 int32_ref! int64 int64_ref! int8 int8_ref! '
        'np_resource! qint16 qint16_ref! qint32 qint32_ref! qint8 qint8_ref! quint16 '
        'quint16_ref! quint8 quint8_ref! resource resource_ref! string string_ref! uint16 '
        'uint16_ref! uint32 uint32_ref! uint64 uint64_ref! uint8 uint8_ref! variant '
        'variant_ref!'
    ),
    'framework.constant_op': (
        'constant! constant_v1=constant convert_to_eager_tensor! is_constant!'
    ),
    'framework.tensor_shape': (
        'Dimension TensorShape as_dimension! as_shape! dimension_at_index dimension_value '
        'disable_v2_tensorshape enable_v2_tensorshape matrix! scalar! unknown_shape! vector!'
    ),
    'framework.tensor_util': (
        'ExtractBitsFromBFloat16! ExtractBitsFromFloat16! FastAppendBFloat16ArrayToTensorProto! '
        'GetFromNumpyDTypeDict! GetNumpyAppendFn! MakeNdarray=make_ndarray ShapeEquals! '
        'SlowAppendBFloat16ArrayToTensorProto! SlowAppendFloat16ArrayToTensorProto! '
        'TensorShapeProtoToList! constant_value=get_static_value constant_value_as_shape! '
        'is_tensor make_tensor_proto maybe_set_static_shape! shape_tensor!'
    ),
    'framework.tensor_spec': (
        'BoundedTensorSpec! TensorSpec'
    ),
    'framework.errors': (
        'ABORTED! ALREADY_EXISTS! AbortedError@errors AlreadyExistsError@errors CANCELLED! '
        'CancelledError@errors DATA_LOSS! DEADLINE_EXCEEDED! DataLossError@errors '
        'DeadlineExceededError@errors FAILED_PRECONDITION! FailedPreconditionError@errors '
        'INTERNAL! INVALID_ARGUMENT! InaccessibleTensorError! InternalError@errors '
        'InvalidArgumentError@errors NOT_FOUND! NotFoundError@errors OK! OUT_OF_RANGE! OpError '
        'OperatorNotAllowedInGraphError! OutOfRangeError@errors PERMISSION_DENIED! '
        'PermissionDeniedError@errors RESOURCE_EXHAUSTED! ResourceExhaustedError@errors '
        'UNAUTHENTICATED! UNAVAILABLE! UNIMPLEMENTED! UNKNOWN! UnauthenticatedError@errors '
        'UnavailableError@errors UnimplementedError@errors UnknownError@errors '
        'error_code_from_exception_type@errors exception_type_from_error_code@errors '
        'raise_exception_on_not_ok_status@errors'
    ),
    'framework.errors_impl': (
        'ABORTED! ALREADY_EXISTS! AbortedError@errors AlreadyExistsError@errors CANCELLED! '
        'CancelledError@errors DATA_LOSS! DEADLINE_EXCEEDED! DataLossError@errors '
        'DeadlineExceededError@errors FAILED_PRECONDITION! FailedPreconditionError@errors '
        'INTERNAL! INVALID_ARGUMENT! InaccessibleTensorError! InternalError@errors '
        'InvalidArgumentError@errors NOT_FOUND! NotFoundError@errors OK! OUT_OF_RANGE! OpError '
        'OperatorNotAllowedInGraphError! OutOfRangeError@errors PERMISSION_DENIED! '
        'PermissionDeniedError@errors RESOURCE_EXHAUSTED! ResourceExhaustedError@errors '
        'UNAUTHENTICATED! UNAVAILABLE! UNIMPLEMENTED! UNKNOWN! UnauthenticatedError@errors '
        'UnavailableError@errors UnimplementedError@errors UnknownError@errors '
        'error_code_from_exception_type@errors exception_type_from_error_code@errors '
        'raise_exception_on_not_ok_status@errors'
    ),
    'framework.test_util': (
        'CapturedWrites! EagerSessionWarner! ErrorLoggingSession! FakeEagerSession! '
        'GpuSupportsHalfMatMulAndConv! InstallStackTraceHandler! IsBuiltWithROCm! '
        'IsGoogleCudaEnabled! IsMklEnabled! NCHWToNHWC! NCHW_VECT_CToNHWC! NHWCToNCHW! '
        'NHWCToNCHW_VECT_C! OrderedDict! TensorFlowTestCase=test.TestCase '
        'also_run_as_tf_function! assert_equal_graph_def! '
        'assert_equal_graph_def_v1=test.assert_equal_graph_def assert_equal_graph_def_v2! '
        'assert_meta_graph_protos_equal! assert_no_garbage_created! '
        'assert_no_new_pyobjects_executing_eagerly! assert_no_new_tensors! assert_ops_in_graph! '
        'build_as_function_and_v1_graph! create_local_cluster@test deprecated_graph_mode_only! '
        'device! disable_control_flow_v2! disable_xla! enable_c_shapes! enable_control_flow_v2! '
        'enable_output_all_intermediates! enable_tf_xla_constant_folding! for_all_test_methods! '
        'force_cpu! force_gpu! generate_combinations_with_testcase_name! '
        'get_node_def_from_graph! gpu_device_name@test is_gpu_available@test is_xla_enabled! '
        'no_xla_auto_jit! portpicker! py_func_if_in_function! run_all_in_graph_and_eager_modes! '
        'run_cuda_only! run_deprecated_v1! run_gpu_only! run_in_graph_and_eager_modes! '
        'run_v1_only! run_v2_only! set_producer_version! skip_if! use_deterministic_cudnn! '
        'use_gpu! with_c_shapes! with_control_flow_v2! xla_allow_fallback!'
    ),
    'framework.random_seed': (
        'DEFAULT_GRAPH_SEED! get_seed set_random_seed set_seed!'
    ),
    'framework.function': (
        'Defun! from_library! func_graph_from_py_func! function_def_from_tf_function! '
        'get_extra_args! get_extra_inputs! get_extra_vars!'
    ),
    'framework.sparse_tensor': (
        'SparseTensor SparseTensorSpec SparseTensorValue convert_to_tensor_or_sparse_tensor '
        'is_sparse!'
    ),
    'framework.common_shapes': (
        'avg_pool_shape! broadcast_shape! call_cpp_shape_fn! conv2d_shape! '
        'depthwise_conv2d_native_shape! get2d_conv_output_size! get_conv_output_size! '
        'has_fully_defined_shape! is_broadcast_compatible! matmul_shape! max_pool_shape! '
        'no_outputs! rank! scalar_shape! separable_conv2d_shape! unchanged_shape! '
        'unchanged_shape_with_rank! unchanged_shape_with_rank_at_least! '
        'unchanged_shape_with_rank_at_most! unknown_shape!'
    ),
    'framework.indexed_slices': (
        'IndexedSlices IndexedSlicesSpec IndexedSlicesValue! '
        'convert_n_to_tensor_or_indexed_slices! convert_to_tensor_or_indexed_slices '
        'internal_convert_n_to_tensor_or_indexed_slices! '
        'internal_convert_to_tensor_or_indexed_slices!'
    ),
    'framework.device': (
        'DeviceSpec MergeDevice! canonical_name! check_valid! is_device_spec! merge_device!'
    ),
    'framework.graph_util': (
        'convert_variables_to_constants@graph_util extract_sub_graph@graph_util '
        'must_run_on_cpu@graph_util remove_training_nodes@graph_util '
        'tensor_shape_from_node_def_name@graph_util'
    ),
    'framework.graph_util_impl': (
        'convert_variables_to_constants@graph_util extract_sub_graph@graph_util '
        'must_run_on_cpu@graph_util remove_training_nodes@graph_util '
        'tensor_shape_from_node_def_name@graph_util'
    ),
    'framework.importer': (
        'import_graph_def import_graph_def_for_function!'
    ),
    'framework.load_library': (
        'load_file_system_library load_library load_op_library'
    ),
    'framework.op_def_library': (
        'OpDefLibrary!'
    ),
    'framework.registry': (
        'Registry!'
    ),
    'framework.smart_cond': (
        'smart_case! smart_cond! smart_constant_value!'
    ),
    'framework.versions': (
        'COMPILER_VERSION! CXX11_ABI_FLAG! GIT_VERSION! GRAPH_DEF_VERSION! '
        'GRAPH_DEF_VERSION_MIN_CONSUMER! GRAPH_DEF_VERSION_MIN_PRODUCER! MONOLITHIC_BUILD! '
        'VERSION!'
    ),
    'framework.graph_io': (
        'write_graph@io'
    ),
    'framework.meta_graph': (
        'SAVE_AND_RESTORE_OPS! add_collection_def! copy_scoped_meta_graph! '
        'create_meta_graph_def! export_scoped_meta_graph! import_scoped_meta_graph! '
        'import_scoped_meta_graph_with_return_elements! ops_used_by_graph_def! '
        'read_meta_graph_file! strip_graph_default_valued_attrs! stripped_op_list_for_graph!'
    ),
    'client.session': (
        'BaseSession! InteractiveSession Session SessionInterface! '
        'register_session_run_conversion_functions!'
    ),
    'client.device_lib': (
        'list_local_devices!'
    ),
    'client.timeline': (
        'AllocationMaximum! StepStatsAnalysis! Timeline!'
    ),
    'platform.test': (
        'Benchmark@test StubOutForTesting@test TestCase@test compute_gradient@test '
        'compute_gradient_error@test create_local_cluster@test get_temp_dir@test '
        'gpu_device_name@test is_built_with_cuda@test is_built_with_gpu_support@test '
        'is_built_with_rocm@test is_gpu_available@test main@test test_src_dir_path@test'
    ),
    'platform.tf_logging': (
        'DEBUG! ERROR! FATAL! INFO! TaskLevelStatusMessage@logging WARN! debug@logging '
        'error@logging fatal@logging flush@logging get_logger get_verbosity@logging '
        'google2_log_prefix! info@logging log@logging log_every_n@logging log_first_n@logging '
        'log_if@logging set_verbosity@logging vlog@logging warn@logging warning@logging'
    ),
    'platform.gfile': (
        'Copy@gfile DeleteRecursively@gfile Exists@gfile FastGFile@gfile GFile@gfile Glob@gfile '
        'IsDirectory@gfile ListDirectory@gfile MakeDirs@gfile MkDir@gfile Open=gfile.GFile '
        'Remove@gfile Rename@gfile Stat@gfile Walk@gfile'
    ),
    'platform.googletest': (
        'Any! AnyStr! Benchmark@test BinaryIO! Callable! ContextManager! GetTempDir! IO! '
        'Iterator! List! Mapping! MutableMapping! MutableSequence! NoReturn! Optional! '
        'Sequence! StatefulSessionAvailable! StubOutForTesting@test Text! TextIO! Tuple! Type! '
        'Union! g_main! main! test_src_dir_path!'
    ),
    'platform.flags': '',
    'platform.app': (
        'run@app'
    ),
    'platform.benchmark': (
        'Benchmark! GLOBAL_BENCHMARK_REGISTRY! OVERRIDE_GLOBAL_THREADPOOL! '
        'TEST_REPORTER_TEST_ENV! TensorFlowBenchmark=test.Benchmark benchmark_config@test '
        'benchmarks_main!'
    ),
    'platform.resource_loader': (
        'get_data_files_path@resource_loader get_path_to_datafile@resource_loader '
        'get_root_dir_with_all_resources@resource_loader load_resource@resource_loader '
        'readahead_file_path@resource_loader'
    ),
    'platform.sysconfig': (
        'get_compile_flags@sysconfig get_include@sysconfig get_lib@sysconfig '
        'get_link_flags@sysconfig'
    ),
    'eager.context': (
        'ASYNC! Context! ContextSwitch! DEVICE_PLACEMENT_EXPLICIT! DEVICE_PLACEMENT_SILENT! '
        'DEVICE_PLACEMENT_SILENT_FOR_INT32! DEVICE_PLACEMENT_WARN! EAGER_MODE! '
        'FunctionCallOptions! GRAPH_MODE! LogicalDevice! MIRRORING_ALL! MIRRORING_NONE! '
        'PhysicalDevice! SYNC! VirtualDeviceConfiguration@config.experimental add_function! '
        'async_clear_error! async_wait! context! context_safe! default_execution_mode! device! '
        'device_policy! disable_graph_collection! disable_run_metadata! eager_mode! '
        'enable_graph_collection! enable_run_metadata! ensure_initialized! executing_eagerly '
        'execution_mode! executor_scope! export_run_metadata! '
        'function_executor_type@experimental get_log_device_placement@debugging global_seed! '
        'graph_mode! in_eager_mode! internal_operation_seed! is_async! '
        'list_devices=config.experimental_list_devices mirroring_policy! namescope! num_gpus! '
        'remove_function! scope_name! set_execution_mode! set_global_seed! '
        'set_log_device_placement@debugging set_server_def! shared_name!'
    ),
    'eager.backprop': (
        'GradientTape UnconnectedGradients aggregate_indexed_slices_gradients! '
        'flatten_nested_indexed_slices! gradients_function! implicit_grad! '
        'implicit_val_and_grad! make_attr! make_vjp! op_attr_type! val_and_grad_function!'
    ),
    'eager.def_function': (
        'Function! FunctionDeleter! RUN_FUNCTIONS_EAGERLY! UnliftedInitializerVariable! '
        'function run_functions_eagerly=config.experimental_run_functions_eagerly'
    ),
    'eager.function': (
        'BACKWARD_FUNCTION_ATTRIBUTE_NAME! CacheKey! ConcreteFunction! '
        'ConcreteFunctionGarbageCollector! FORWARD_FUNCTION_ATTRIBUTE_NAME! Function! '
        'FunctionCache! FunctionSpec! TfMethodTarget! class_method_to_instance_method! '
        'common_shape! defun! defun_with_attributes! graph_placeholder! is_same_structure! '
        'register! validate_signature!'
    ),
    'eager.tape': (
        'Tape! could_possibly_record! delete_trace! pop_tape! push_new_tape! push_tape! '
        'record_operation! should_record! stop_recording! variable_accessed! '
        'variables_accessed! watch! watch_variable!'
    ),
    'eager.core': '',
    'eager.execute': (
        'args_to_matching_eager! args_to_mixed_eager_tensors! convert_to_mixed_eager_tensors! '
        'execute! execute_with_callbacks! execute_with_cancellation! make_bool! make_float! '
        'make_int! make_shape! make_str! make_tensor! make_type! quick_execute! '
        'record_gradient!'
    ),
    'eager.test': (
        'Benchmark@test StubOutForTesting@test TestCase@test compute_gradient@test '
        'compute_gradient_error@test create_local_cluster@test get_temp_dir@test '
        'gpu_device_name@test is_built_with_cuda@test is_built_with_gpu_support@test '
        'is_built_with_rocm@test is_gpu_available@test main! test_src_dir_path@test'
    ),
    'eager.wrap_function': (
        'VariableHolder! WrappedFunction! WrappedGraph! function_from_graph_def! wrap_function'
    ),
    'eager.forwardprop': (
        'ForwardGradientAccumulator! UnconnectedGradients'
    ),
    'eager.monitoring': (
        'BoolGauge! BoolGaugeCell! Buckets! Counter! CounterCell! ExponentialBuckets! IntGauge! '
        'IntGaugeCell! Metric! Sampler! SamplerCell! StringGauge! StringGaugeCell!'
    ),
    'util.nest': (
        'assert_same_structure@nest assert_shallow_structure! flatten@nest flatten_dict_items! '
        'flatten_up_to! flatten_with_joined_string_paths! flatten_with_tuple_paths! '
        'flatten_with_tuple_paths_up_to! get_traverse_shallow_structure! is_nested@nest '
        'is_sequence! is_sequence_or_composite! map_structure@nest map_structure_up_to! '
        'map_structure_with_paths! map_structure_with_tuple_paths! '
        'map_structure_with_tuple_paths_up_to! pack_sequence_as@nest yield_flat_paths!'
    ),
    'util.deprecation': (
        'DeprecatedArgSpec! DeprecatedNamesAlreadySet! HIDDEN_ATTRIBUTE! HiddenTfApiAttribute! '
        'deprecated! deprecated_alias! deprecated_arg_values! deprecated_args! '
        'deprecated_argument_lookup! deprecated_endpoints! hide_attribute_from_api! '
        'rewrite_argument_docstring! silence!'
    ),
    'util.tf_inspect': (
        'ArgSpec! FullArgSpec! currentframe! getargspec! getcallargs! getdoc! getfile! '
        'getframeinfo! getfullargspec! getmembers! getmodule! getmro! getsource! getsourcefile! '
        'getsourcelines! isbuiltin! isclass! isframe! isfunction! isgenerator! '
        'isgeneratorfunction! ismethod! ismodule! isroutine! stack!'
    ),
    'util.compat': (
        'as_bytes! as_str! as_str_any! as_text! bytes_or_text_types! complex_types! '
        'integral_types! path_to_str! real_types!'
    ),
    'util.tf_export': (
        'API_ATTRS! API_ATTRS_V1! ESTIMATOR_API_NAME! InvalidSymbolNameError! KERAS_API_NAME! '
        'SUBPACKAGE_NAMESPACES! SymbolAlreadyExposedError! TENSORFLOW_API_NAME! api_export! '
        'estimator_export! get_canonical_name! get_canonical_name_for_symbol! get_v1_constants! '
        'get_v1_names! get_v2_constants! get_v2_names! keras_export! kwarg_only!'
    ),
    'util.tf_decorator': (
        'TFDecorator! make_decorator! rewrap! unwrap!'
    ),
    'util.tf_contextlib': (
        'contextmanager!'
    ),
    'util.tf_should_use': (
        'must_use_result_or_fatal! should_use_result!'
    ),
    'util.keyword_args': (
        'keyword_args_only!'
    ),
    'util.dispatch': (
        'DISPATCH_ATTR! OpDispatcher! add_dispatch_list! add_dispatch_support! dispatch! '
        'dispatch_for_types!'
    ),
    'util.object_identity': (
        'ObjectIdentityDictionary! ObjectIdentitySet! ObjectIdentityWeakKeyDictionary! '
        'ObjectIdentityWeakSet! Reference!'
    ),
    'util.compat_internal': (
        'as_str_any! path_to_str!'
    ),
    'util.function_utils': (
        'fn_args! get_disabled_rewriter_config! get_func_code! get_func_name! has_kwargs!'
    ),
    'util.lazy_loader': (
        'LazyLoader!'
    ),
    'util.decorator_utils': (
        'add_notice_to_docstring! classproperty! get_qualified_name! validate_callable!'
    ),
}  # fmt: skip
