"""Where names of TensorFlow's own modules are that the `tf` namespace does not have.

By module below tensorflow.python: `HOME: name other=own …`, a module of this package (nothing for the
`tf` namespace itself) with names of it; `other=own` where TensorFlow calls ours another name.
"""

_HOMES = {
    'framework.constant_op': '_constant: constant',
    'framework.ops': """
        _module_functions: init_scope IndexedSlicesValue get_name_scope get_all_collection_keys
        executing_eagerly_outside_functions has_default_graph inside_function internal_convert_to_tensor
        internal_convert_to_tensor_or_indexed_slices convert_n_to_tensor name_from_scope_name
        convert_n_to_tensor_or_indexed_slices strip_name_scope prepend_name_scope
        _convert: convert_to_tensor_v2=convert_to_tensor
        _registered_gradients: uid=unique_number get_gradient_function
        _placement: colocate_with device device_v2=device
        """,
    'framework.indexed_slices': """
        _module_functions: IndexedSlicesValue convert_n_to_tensor_or_indexed_slices
        internal_convert_to_tensor_or_indexed_slices
        """,
    'framework.dtypes': ' '.join(
        ['_module_functions:']
        + [
            f'{name}_ref={name}_ref'
            for name in 'float16 float32 float64 int8 int16 int32 int64 uint8 bool string resource'.split()
        ]
    ),
    'framework.random_seed': """
        _seed: set_seed=set_random_seed
        _test_case: DEFAULT_GRAPH_SEED
        """,
    'framework.tensor_shape': """
        _shapes: unknown_shape as_shape as_dimension dimension_value
        _module_functions: dimension_at_index scalar vector matrix
        """,
    'framework.tensor_util': """
        _module_functions: constant_value constant_value_as_shape shape_tensor is_tensor
        """,
    'framework.errors': '_module_functions: error_code_from_exception_type exception_type_from_error_code',
    'framework.device': '_device_spec: MergeDevice canonical_name check_valid is_device_spec merge_device',
    'framework.smart_cond': '_ops.conditionals: smart_cond smart_constant_value',
    'framework.test_util': """
        _test_case: deprecated_graph_mode_only run_deprecated_v1 run_in_graph_and_eager_modes
        run_all_in_graph_and_eager_modes run_v1_only
        _test_util: IsMklEnabled IsBuiltWithROCm IsGoogleCudaEnabled GpuSupportsHalfMatMulAndConv
        is_xla_enabled NHWCToNCHW NCHWToNHWC device use_gpu force_gpu force_cpu run_gpu_only run_cuda_only
        run_v2_only skip_if disable_xla no_xla_auto_jit xla_allow_fallback disable_control_flow_v2
        enable_c_shapes with_c_shapes for_all_test_methods assert_ops_in_graph
        generate_combinations_with_testcase_name
        """,
    'framework.tensor_spec': '_tensor_spec: TensorSpec',
    'eager.def_function': '_eager.function: Function function run_functions_eagerly',
    'eager.function': """
        _eager.function: Function=Defun defun validate_signature
        """,
    'client.session': '_session: BaseSession',
    'client.device_lib': '_module_functions: list_local_devices',
    'platform.test': 'test: main TestCase',
    'platform.googletest': 'test: main TestCase',
    'ops.variables': """
        _module_functions: Variable
        : RefVariable=Variable VariableV1=Variable
        """,
    'ops.gradient_checker': '_gradient_checker: compute_gradient compute_gradient_error',
    'ops.gradient_checker_v2': '_gradient_checker: compute_gradient=compute_gradient_of max_error',
    'ops.gradients_impl': '_gradients: gradients hessians',
    'ops.math_ops': ': ' + ' '.join(
        f'reduce_{name}=reduce_{name}' for name in 'all any logsumexp max mean min prod sum'.split()
    ),
    'ops.array_ops': """
        : shape_v2=shape size_v2=size rank_internal=rank listdiff=setdiff1d newaxis
        where_v2
        """,
    'ops.state_ops': """
        _ops.state: count_up_to is_variable_initialized
        _module_functions: variable_op_v2
        """,
    'ops.control_flow_ops': """
        _ops.control: with_dependencies tuple=tuple_ group no_op
        _ops.conditionals: merge
        _module_functions: switch
        """,
    'ops.tensor_array_ops': '_ops.tensor_arrays: build_ta_with_new_flow',
    'training.slot_creator': '_training.slots: create_slot create_slot_with_initializer create_zeros_slot',
    'training.moving_averages': '_training.moving_averages: assign_moving_average ExponentialMovingAverage',
    'training.device_setter': '_training.device_setter: STANDARD_PS_OPS replica_device_setter',
    'util.compat': 'compat: as_bytes as_text as_str as_str_any',
    'util.nest': """
        _nest: assert_same_structure flatten is_nested is_sequence is_sequence_or_composite map_structure
        pack_sequence_as _is_namedtuple _is_mapping _is_attrs _same_namedtuples _sequence_like _sorted
        _yield_value _yield_sorted_items
        _nest_paths: assert_shallow_structure flatten_dict_items flatten_up_to
        flatten_with_joined_string_paths flatten_with_tuple_paths flatten_with_tuple_paths_up_to
        get_traverse_shallow_structure map_structure_up_to map_structure_with_paths
        map_structure_with_tuple_paths map_structure_with_tuple_paths_up_to yield_flat_paths
        """,
}

_read = {}


def home_of(module, name):
    """(module of this package, name there) of NAME in TensorFlow's MODULE; None when it is not listed."""
    known = _read.get(module)
    if known is None:
        known = _read[module] = {}
        home = ''
        for word in _HOMES.get(module, '').split():
            if word[-1] == ':':
                home = word[:-1]
            else:
                other, _, own = word.partition('=')
                known[other] = (home, own or other)
    return known.get(name)
