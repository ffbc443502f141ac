"""What TensorFlow 1.15.5's own modules hold (state); written by
test/oracle/modules/recordModules.py. `x` is tf.x, `x@y` is tf.y.x, `x=y` is tf.y,
`x!` is not in `tf`, `*m` means the names of module m, too."""

#: Module below tensorflow.python -> its public names.
MODULES = {
    'ops.gradients': (
        'AggregationMethod GradientTape UnconnectedGradients custom_gradient gradients hessians'
    ),
    'ops.gradients_impl': (
        'HessiansV2! UnconnectedGradients gradients gradients_v2! hessians'
    ),
    'ops.gradients_util': (
        'AggregationMethod IsTrainable! UnconnectedGradients zip!'
    ),
    'ops.gradient_checker': (
        'compute_gradient@test compute_gradient_error@test'
    ),
    'ops.gradient_checker_v2': (
        'compute_gradient! max_error!'
    ),
    'ops.unconnected_gradients': (
        'UnconnectedGradients'
    ),
    'ops.variables': (
        'AbstractVariable! AbstractVariableMetaclass! PartitionedVariable! RefVariable! '
        'Variable! VariableAggregation VariableAggregationV2! VariableMetaclass! '
        'VariableSynchronization VariableV1=Variable all_variables assert_variables_initialized '
        'default_variable_creator! default_variable_creator_v2! global_variables '
        'global_variables_initializer initialize_all_variables initialize_local_variables '
        'initialize_variables is_variable_initialized local_variables '
        'local_variables_initializer model_variables moving_average_variables '
        'report_uninitialized_variables trainable_variables '
        'validate_synchronization_aggregation_trainable! variables_initializer'
    ),
    'ops.variable_scope': (
        'AUTO_REUSE EagerVariableStore! VariableAggregation VariableScope '
        'VariableSynchronization _get_default_variable_store! default_variable_creator! '
        'default_variable_creator_v2! disable_resource_variables enable_resource_variables '
        'get_local_variable get_variable get_variable_or_local_docstring! get_variable_scope '
        'get_variable_scope_store! iteritems! no_regularizer resource_variables_enabled '
        'variable=Variable variable_creator_scope! '
        'variable_creator_scope_v1=variable_creator_scope variable_op_scope variable_scope '
        'with_variable_store! zip!'
    ),
    'ops.state_ops': (
        'assign assign_add assign_sub batch_scatter_update count_up_to init_variable! '
        'is_variable_initialized! scatter_add scatter_div scatter_max scatter_min scatter_mul '
        'scatter_nd_add scatter_nd_sub scatter_nd_update scatter_sub scatter_update '
        'variable_op! variable_op_v2! *ops.gen_state_ops'
    ),
    'ops.state_grad': '',
    'ops.resource_variable_ops': (
        'BaseResourceVariable! EagerResourceDeleter! ResourceVariable! UninitializedVariable! '
        'copy_to_graph_uninitialized! eager_safe_variable_handle! get_eager_safe_handle_data! '
        'get_resource_handle_data! is_resource_variable! shape_safe_assign_variable_handle! '
        'variable_accessed! variable_handle_from_shape_and_dtype! variable_shape! '
        '*ops.gen_resource_variable_ops'
    ),
    'ops.control_flow_ops': (
        'Assert CondContext! ControlFlowContext! WhileContext! XLAControlFlowContext! case '
        'case_v2! cond cond_for_tf_v2! exit! from_control_flow_context_def! group merge! no_op '
        'switch! switch_case tuple tuple_v2! while_loop while_loop_v2! with_dependencies! '
        '*ops.gen_control_flow_ops'
    ),
    'ops.control_flow_util': (
        'CheckInputFromValidContext! ENABLE_CONTROL_FLOW_V2! EnableControlFlowV2! '
        'GetContainingCondContext! GetContainingWhileContext! GetContainingXLAContext! '
        'GetLoopConstantEnter! GetOutputContext! GetWhileContext! GraphOrParentsInXlaContext! '
        'InXlaContext! IsCondMerge! IsCondSwitch! IsContainingContext! IsInCond! IsInWhileLoop! '
        'IsInXLAContext! IsLoopConstantEnter! IsLoopEnter! IsLoopExit! IsLoopMerge! '
        'IsLoopSwitch! IsMerge! IsSwitch! OpInContext! TensorInContext! enable_control_flow_v2!'
    ),
    'ops.control_flow_grad': (
        'Assert CondContext! ControlFlowContext! WhileContext! XLAControlFlowContext! case '
        'case_v2! cond cond_for_tf_v2! exit! from_control_flow_context_def! group merge! no_op '
        'switch! switch_case tuple tuple_v2! while_loop while_loop_v2! with_dependencies! '
        '*ops.gen_control_flow_ops'
    ),
    'ops.cond_v2': (
        'cond_v2! get_func_graphs! indexed_case! verify_captures!'
    ),
    'ops.while_v2': (
        'while_loop!'
    ),
    'ops.losses.losses': (
        'Reduction@losses absolute_difference@losses add_loss@losses '
        'check_per_example_loss_rank! compute_weighted_loss@losses cosine_distance@losses '
        'get_losses@losses get_regularization_loss@losses get_regularization_losses@losses '
        'get_total_loss@losses hinge_loss@losses huber_loss@losses log_loss@losses '
        'mean_pairwise_squared_error@losses mean_squared_error@losses '
        'scale_losses_by_sample_weight! sigmoid_cross_entropy@losses '
        'softmax_cross_entropy@losses sparse_softmax_cross_entropy@losses '
        'squeeze_or_expand_dimensions!'
    ),
    'ops.losses.losses_impl': (
        'Reduction@losses absolute_difference@losses compute_weighted_loss@losses '
        'cosine_distance@losses hinge_loss@losses huber_loss@losses log_loss@losses '
        'mean_pairwise_squared_error@losses mean_squared_error@losses '
        'sigmoid_cross_entropy@losses softmax_cross_entropy@losses '
        'sparse_softmax_cross_entropy@losses'
    ),
    'ops.losses.util': (
        'add_loss@losses check_per_example_loss_rank! get_losses@losses '
        'get_regularization_loss@losses get_regularization_losses@losses get_total_loss@losses '
        'scale_losses_by_sample_weight! squeeze_or_expand_dimensions!'
    ),
    'ops.rnn': (
        'bidirectional_dynamic_rnn@nn dynamic_rnn@nn raw_rnn@nn static_bidirectional_rnn@nn '
        'static_rnn@nn static_state_saving_rnn@nn'
    ),
    'ops.rnn_cell': (
        'ASSERT_LIKE_RNNCELL_ERROR_REGEXP! BasicLSTMCell@nn.rnn_cell BasicRNNCell@nn.rnn_cell '
        'DeviceWrapper@nn.rnn_cell DropoutWrapper@nn.rnn_cell GRUCell@nn.rnn_cell '
        'LSTMCell@nn.rnn_cell LSTMStateTuple@nn.rnn_cell LayerRNNCell! MultiRNNCell@nn.rnn_cell '
        'RNNCell@nn.rnn_cell ResidualWrapper@nn.rnn_cell assert_like_rnncell!'
    ),
    'ops.rnn_cell_impl': (
        'ASSERT_LIKE_RNNCELL_ERROR_REGEXP! BasicLSTMCell@nn.rnn_cell BasicRNNCell@nn.rnn_cell '
        'DeviceWrapper@nn.rnn_cell DropoutWrapper@nn.rnn_cell GRUCell@nn.rnn_cell '
        'LSTMCell@nn.rnn_cell LSTMStateTuple@nn.rnn_cell LayerRNNCell! MultiRNNCell@nn.rnn_cell '
        'RNNCell@nn.rnn_cell ResidualWrapper@nn.rnn_cell assert_like_rnncell!'
    ),
    'ops.tensor_array_ops': (
        'TensorArray TensorArraySpec build_ta_with_new_flow!'
    ),
    'ops.partitioned_variables': (
        'create_partitioned_variables fixed_size_partitioner min_max_variable_partitioner '
        'variable_axis_size_partitioner'
    ),
    'ops.custom_gradient': (
        'VAR_OP_TYPES! copy_handle_data! custom_gradient get_dependent_variables! '
        'get_variable_by_name! grad_pass_through recompute_grad'
    ),
    'ops.check_ops': (
        'NUMERIC_TYPES! assert_equal assert_equal_v2! assert_greater assert_greater_equal '
        'assert_greater_equal_v2! assert_greater_v2! assert_integer assert_integer_v2! '
        'assert_less assert_less_equal assert_less_equal_v2! assert_less_v2! assert_near '
        'assert_near_v2! assert_negative assert_negative_v2! assert_non_negative '
        'assert_non_negative_v2! assert_non_positive assert_non_positive_v2! assert_none_equal '
        'assert_none_equal_v2! assert_positive assert_positive_v2! assert_proper_iterable '
        'assert_rank assert_rank_at_least assert_rank_at_least_v2! assert_rank_in '
        'assert_rank_in_v2! assert_rank_v2! assert_same_float_dtype assert_scalar '
        'assert_scalar_v2! assert_shapes@debugging assert_shapes_v2! assert_type '
        'assert_type_v2! ensure_shape is_non_decreasing is_numeric_tensor '
        'is_strictly_increasing'
    ),
    'ops.logging_ops': (
        'Print audio_summary! get_summary_op! histogram_summary! image_summary! '
        'merge_all_summaries! merge_summary! print_v2=print scalar_summary! timestamp '
        '*ops.gen_logging_ops'
    ),
    'ops.script_ops': (
        'EagerFunc! FuncRegistry! eager_py_func=py_function numpy_function py_func '
        'py_func_common! tape_cache!'
    ),
    'ops.summary_ops_v2': (
        'NoopSummaryWriter! ResourceSummaryWriter! SummaryWriter! all_v2_summary_ops@summary '
        'always_record_summaries! audio! create_db_writer! create_file_writer! '
        'create_file_writer_v2! create_noop_writer! create_summary_file_writer! eval_dir! '
        'flush! generic! get_step! graph! histogram! image! import_event! initialize@summary '
        'keras_model! never_record_summaries! record_if! record_summaries_every_n_global_steps! '
        'run_metadata! run_metadata_graphs! scalar! set_step! should_record_summaries! '
        'summary_scope! summary_writer_function! summary_writer_initializer_op! trace_export! '
        'trace_off! trace_on! write! write_raw_pb!'
    ),
    'ops.data_flow_ops': (
        'Barrier! BaseStagingArea! ConditionalAccumulator ConditionalAccumulatorBase FIFOQueue '
        'MapStagingArea! PaddingFIFOQueue PriorityQueue QueueBase RandomShuffleQueue '
        'RecordInput! SparseConditionalAccumulator StagingArea! dynamic_partition '
        'dynamic_stitch *ops.gen_data_flow_ops'
    ),
    'ops.functional_ops': (
        'For! Gradient! If! While! foldl foldr partitioned_call! scan *ops.gen_functional_ops'
    ),
    'ops.map_fn': (
        'map_fn'
    ),
    'ops.template': (
        'EagerTemplate! Template! make_template make_template_internal!'
    ),
    'ops.lookup_ops': (
        'DenseHashTable@lookup.experimental FastHashSpec! HashTable! HasherSpec! '
        'IdTableWithHashBuckets! InitializableLookupTableBase! InitializableLookupTableBaseV1! '
        'KeyValueTensorInitializer@lookup LookupInterface! MutableHashTable! StaticHashTable! '
        'StaticHashTableV1=lookup.StaticHashTable StaticVocabularyTable! '
        'StaticVocabularyTableV1=lookup.StaticVocabularyTable StrongHashSpec! '
        'TableInitializerBase! TextFileIdTableInitializer! TextFileIndex@lookup '
        'TextFileInitializer@lookup TextFileStringTableInitializer! index_table_from_file! '
        'index_table_from_tensor! index_to_string_table_from_file! '
        'index_to_string_table_from_tensor! initialize_all_tables tables_initializer '
        '*ops.gen_lookup_ops'
    ),
    'ops.numerics': (
        'add_check_numerics_ops verify_tensor_all_finite verify_tensor_all_finite_v2!'
    ),
    'ops.ctc_ops': (
        'collapse_repeated@nn ctc_beam_search_decoder@nn ctc_beam_search_decoder_v2@nn '
        'ctc_greedy_decoder@nn ctc_loss@nn ctc_loss_and_grad! ctc_loss_dense! ctc_loss_v2@nn '
        'ctc_state_log_probs! ctc_unique_labels@nn dense_labels_to_sparse!'
    ),
    'ops.candidate_sampling_ops': (
        'all_candidate_sampler@nn compute_accidental_hits@nn fixed_unigram_candidate_sampler@nn '
        'learned_unigram_candidate_sampler@nn log_uniform_candidate_sampler@nn '
        'uniform_candidate_sampler@nn'
    ),
    'ops.sort_ops': (
        'argsort sort'
    ),
    'ops.weights_broadcast_ops': (
        'assert_broadcastable! broadcast_weights!'
    ),
    'ops.session_ops': (
        'TensorHandle! delete_session_tensor encode_resource_handle! get_session_handle '
        'get_session_tensor'
    ),
    'ops.critical_section_ops': (
        'CRITICAL_SECTIONS! CRITICAL_SECTION_EXECUTIONS! CriticalSection'
    ),
    'ops.list_ops': (
        'empty_tensor_list! tensor_list_concat! tensor_list_from_tensor! tensor_list_gather! '
        'tensor_list_get_item! tensor_list_pop_back! tensor_list_reserve! tensor_list_scatter! '
        'tensor_list_set_item! tensor_list_split! tensor_list_stack! *ops.gen_list_ops'
    ),
    'ops.distributions.distribution': (
        'Distribution@distributions FULLY_REPARAMETERIZED@distributions '
        'NOT_REPARAMETERIZED@distributions ReparameterizationType@distributions'
    ),
    'ops.distributions.distributions': (
        'Bernoulli@distributions Beta@distributions Categorical@distributions '
        'Dirichlet@distributions DirichletMultinomial@distributions Distribution@distributions '
        'Exponential@distributions FULLY_REPARAMETERIZED@distributions Gamma@distributions '
        'Laplace@distributions Multinomial@distributions NOT_REPARAMETERIZED@distributions '
        'Normal@distributions RegisterKL@distributions ReparameterizationType@distributions '
        'StudentT@distributions Uniform@distributions kl_divergence@distributions'
    ),
    'ops.distributions.normal': (
        'Normal@distributions NormalWithSoftplusScale!'
    ),
    'ops.distributions.bernoulli': (
        'Bernoulli@distributions'
    ),
    'ops.distributions.beta': (
        'Beta@distributions BetaWithSoftplusConcentration!'
    ),
    'ops.distributions.categorical': (
        'Categorical@distributions'
    ),
    'ops.distributions.dirichlet': (
        'Dirichlet@distributions'
    ),
    'ops.distributions.exponential': (
        'Exponential@distributions ExponentialWithSoftplusRate!'
    ),
    'ops.distributions.gamma': (
        'Gamma@distributions GammaWithSoftplusConcentrationRate!'
    ),
    'ops.distributions.kullback_leibler': (
        'RegisterKL@distributions cross_entropy! kl_divergence@distributions'
    ),
    'ops.distributions.laplace': (
        'Laplace@distributions LaplaceWithSoftplusScale!'
    ),
    'ops.distributions.multinomial': (
        'Multinomial@distributions'
    ),
    'ops.distributions.student_t': (
        'StudentT@distributions StudentTWithAbsDfSoftplusScale!'
    ),
    'ops.distributions.uniform': (
        'Uniform@distributions'
    ),
    'ops.signal.signal': (
        'dct@signal fft fft2d fft3d fftshift@signal frame@signal hamming_window@signal '
        'hann_window@signal idct@signal ifft ifft2d ifft3d ifftshift@signal inverse_stft@signal '
        'inverse_stft_window_fn@signal irfft@signal irfft2d@signal irfft3d@signal '
        'linear_to_mel_weight_matrix@signal mfccs_from_log_mel_spectrograms@signal '
        'overlap_and_add@signal rfft@signal rfft2d@signal rfft3d@signal stft@signal'
    ),
}  # fmt: skip
