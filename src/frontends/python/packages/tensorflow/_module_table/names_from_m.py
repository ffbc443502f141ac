"""The names that the public modules of TensorFlow 1.15.5 have; written by
test/oracle/modules/recordPublicNames.py."""

#: Module -> what its errors call it, then its names.
NAMES = {
    'tf.manip': (
        'tensorflow._api.v1.manip batch_to_space_nd gather_nd reshape reverse roll scatter_nd '
        'space_to_batch_nd tile'
    ),
    'tf.math': (
        'tensorflow._api.v1.math abs accumulate_n acos acosh add add_n angle argmax argmin asin '
        'asinh atan atan2 atanh bessel_i0 bessel_i0e bessel_i1 bessel_i1e betainc bincount ceil '
        'confusion_matrix conj cos cosh count_nonzero cumprod cumsum cumulative_logsumexp digamma '
        'divide divide_no_nan equal erf erfc exp expm1 floor floordiv floormod greater '
        'greater_equal igamma igammac imag in_top_k invert_permutation is_finite is_inf is_nan '
        'is_non_decreasing is_strictly_increasing l2_normalize lbeta less less_equal lgamma log '
        'log1p log_sigmoid log_softmax logical_and logical_not logical_or logical_xor maximum '
        'minimum mod multiply multiply_no_nan negative nextafter not_equal polygamma polyval pow '
        'real reciprocal reciprocal_no_nan reduce_all reduce_any reduce_euclidean_norm '
        'reduce_logsumexp reduce_max reduce_mean reduce_min reduce_prod reduce_std reduce_sum '
        'reduce_variance rint round rsqrt scalar_mul segment_max segment_mean segment_min '
        'segment_prod segment_sum sigmoid sign sin sinh softmax softplus softsign sqrt square '
        'squared_difference subtract tan tanh top_k truediv unsorted_segment_max '
        'unsorted_segment_mean unsorted_segment_min unsorted_segment_prod unsorted_segment_sqrt_n '
        'unsorted_segment_sum xdivy xlogy zero_fraction zeta'
    ),
    'tf.metrics': (
        'tensorflow._api.v1.metrics accuracy auc average_precision_at_k false_negatives '
        'false_negatives_at_thresholds false_positives false_positives_at_thresholds mean '
        'mean_absolute_error mean_cosine_distance mean_iou mean_per_class_accuracy '
        'mean_relative_error mean_squared_error mean_tensor percentage_below precision '
        'precision_at_k precision_at_thresholds precision_at_top_k recall recall_at_k '
        'recall_at_thresholds recall_at_top_k root_mean_squared_error sensitivity_at_specificity '
        'sparse_average_precision_at_k sparse_precision_at_k specificity_at_sensitivity '
        'true_negatives true_negatives_at_thresholds true_positives true_positives_at_thresholds'
    ),
    'tf.nest': (
        'tensorflow._api.v1.nest assert_same_structure flatten is_nested map_structure '
        'pack_sequence_as'
    ),
    'tf.nn': (
        'tensorflow._api.v1.nn all_candidate_sampler atrous_conv2d atrous_conv2d_transpose avg_pool '
        'avg_pool1d avg_pool2d avg_pool3d avg_pool_v2 batch_norm_with_global_normalization '
        'batch_normalization bias_add bidirectional_dynamic_rnn collapse_repeated '
        'compute_accidental_hits compute_average_loss conv1d conv1d_transpose conv2d '
        'conv2d_backprop_filter conv2d_backprop_input conv2d_transpose conv3d '
        'conv3d_backprop_filter conv3d_backprop_filter_v2 conv3d_transpose conv_transpose '
        'convolution crelu ctc_beam_search_decoder ctc_beam_search_decoder_v2 ctc_greedy_decoder '
        'ctc_loss ctc_loss_v2 ctc_unique_labels depth_to_space depthwise_conv2d '
        'depthwise_conv2d_backprop_filter depthwise_conv2d_backprop_input depthwise_conv2d_native '
        'depthwise_conv2d_native_backprop_filter depthwise_conv2d_native_backprop_input dilation2d '
        'dropout dynamic_rnn elu embedding_lookup embedding_lookup_sparse erosion2d '
        'fixed_unigram_candidate_sampler fractional_avg_pool fractional_max_pool fused_batch_norm '
        'in_top_k l2_loss l2_normalize leaky_relu learned_unigram_candidate_sampler '
        'local_response_normalization log_poisson_loss log_softmax log_uniform_candidate_sampler '
        'lrn max_pool max_pool1d max_pool2d max_pool3d max_pool_v2 max_pool_with_argmax moments '
        'nce_loss normalize_moments pool quantized_avg_pool quantized_conv2d quantized_max_pool '
        'quantized_relu_x raw_rnn relu relu6 relu_layer rnn_cell safe_embedding_lookup_sparse '
        'sampled_softmax_loss scale_regularization_loss selu separable_conv2d sigmoid '
        'sigmoid_cross_entropy_with_logits softmax softmax_cross_entropy_with_logits '
        'softmax_cross_entropy_with_logits_v2 softplus softsign space_to_batch space_to_depth '
        'sparse_softmax_cross_entropy_with_logits static_bidirectional_rnn static_rnn '
        'static_state_saving_rnn sufficient_statistics swish tanh top_k uniform_candidate_sampler '
        'weighted_cross_entropy_with_logits weighted_moments with_space_to_batch xw_plus_b '
        'zero_fraction'
    ),
    'tf.profiler': (
        'tensorflow._api.v1.profiler AdviceProto GraphNodeProto MultiGraphNodeProto OpLogProto '
        'ProfileOptionBuilder Profiler advise profile write_op_log'
    ),
    'tf.python_io': (
        'tensorflow._api.v1.python_io TFRecordCompressionType TFRecordOptions TFRecordWriter '
        'tf_record_iterator'
    ),
    'tf.quantization': (
        'tensorflow._api.v1.quantization dequantize fake_quant_with_min_max_args '
        'fake_quant_with_min_max_args_gradient fake_quant_with_min_max_vars '
        'fake_quant_with_min_max_vars_gradient fake_quant_with_min_max_vars_per_channel '
        'fake_quant_with_min_max_vars_per_channel_gradient quantize quantize_and_dequantize '
        'quantized_concat'
    ),
    'tf.queue': (
        'tensorflow._api.v1.queue FIFOQueue PaddingFIFOQueue PriorityQueue QueueBase '
        'RandomShuffleQueue'
    ),
    'tf.ragged': (
        'tensorflow._api.v1.ragged RaggedTensorValue boolean_mask constant constant_value '
        'map_flat_values placeholder range row_splits_to_segment_ids segment_ids_to_row_splits '
        'stack stack_dynamic_partitions'
    ),
    'tf.random': (
        'tensorflow._api.v1.random all_candidate_sampler categorical experimental '
        'fixed_unigram_candidate_sampler gamma get_seed learned_unigram_candidate_sampler '
        'log_uniform_candidate_sampler multinomial normal poisson set_random_seed shuffle '
        'stateless_categorical stateless_multinomial stateless_normal stateless_truncated_normal '
        'stateless_uniform truncated_normal uniform uniform_candidate_sampler'
    ),
    'tf.resource_loader': (
        'tensorflow._api.v1.resource_loader get_data_files_path get_path_to_datafile '
        'get_root_dir_with_all_resources load_resource readahead_file_path'
    ),
    'tf.saved_model': (
        'tensorflow._api.v1.saved_model ASSETS_DIRECTORY ASSETS_KEY Builder CLASSIFY_INPUTS '
        'CLASSIFY_METHOD_NAME CLASSIFY_OUTPUT_CLASSES CLASSIFY_OUTPUT_SCORES '
        'DEFAULT_SERVING_SIGNATURE_DEF_KEY GPU LEGACY_INIT_OP_KEY MAIN_OP_KEY PREDICT_INPUTS '
        'PREDICT_METHOD_NAME PREDICT_OUTPUTS REGRESS_INPUTS REGRESS_METHOD_NAME REGRESS_OUTPUTS '
        'SAVED_MODEL_FILENAME_PB SAVED_MODEL_FILENAME_PBTXT SAVED_MODEL_SCHEMA_VERSION SERVING TPU '
        'TRAINING VARIABLES_DIRECTORY VARIABLES_FILENAME build_signature_def build_tensor_info '
        'builder classification_signature_def constants contains_saved_model experimental '
        'get_tensor_from_tensor_info is_valid_signature load load_v2 loader main_op '
        'main_op_with_restore maybe_saved_model_directory predict_signature_def '
        'regression_signature_def save signature_constants signature_def_utils simple_save '
        'tag_constants utils'
    ),
    'tf.sets': (
        'tensorflow._api.v1.sets difference intersection set_difference set_intersection set_size '
        'set_union size union'
    ),
    'tf.signal': (
        'tensorflow._api.v1.signal dct fft fft2d fft3d fftshift frame hamming_window hann_window '
        'idct ifft ifft2d ifft3d ifftshift inverse_stft inverse_stft_window_fn irfft irfft2d '
        'irfft3d linear_to_mel_weight_matrix mfccs_from_log_mel_spectrograms overlap_and_add rfft '
        'rfft2d rfft3d stft'
    ),
    'tf.sparse': (
        'tensorflow._api.v1.sparse SparseConditionalAccumulator SparseTensor add concat cross '
        'cross_hashed expand_dims eye fill_empty_rows from_dense mask matmul maximum merge minimum '
        'placeholder reduce_max reduce_max_sparse reduce_sum reduce_sum_sparse reorder reset_shape '
        'reshape retain segment_mean segment_sqrt_n segment_sum slice softmax sparse_dense_matmul '
        'split to_dense to_indicator transpose'
    ),
    'tf.spectral': (
        'tensorflow._api.v1.spectral dct fft fft2d fft3d idct ifft ifft2d ifft3d irfft irfft2d '
        'irfft3d rfft rfft2d rfft3d'
    ),
    'tf.strings': (
        'tensorflow._api.v1.strings as_string bytes_split format join length lower ngrams '
        'reduce_join regex_full_match regex_replace split strip substr to_hash_bucket '
        'to_hash_bucket_fast to_hash_bucket_strong to_number unicode_decode '
        'unicode_decode_with_offsets unicode_encode unicode_script unicode_split '
        'unicode_split_with_offsets unicode_transcode unsorted_segment_join upper'
    ),
    'tf.summary': (
        'tensorflow._api.v1.summary Event FileWriter FileWriterCache SessionLog Summary '
        'SummaryDescription TaggedRunMetadata all_v2_summary_ops audio get_summary_description '
        'histogram image initialize merge merge_all scalar tensor_summary text'
    ),
    'tf.sysconfig': (
        'tensorflow._api.v1.sysconfig CXX11_ABI_FLAG MONOLITHIC_BUILD get_compile_flags get_include '
        'get_lib get_link_flags'
    ),
    'tf.test': (
        'tensorflow._api.v1.test Benchmark StubOutForTesting TestCase assert_equal_graph_def '
        'benchmark_config compute_gradient compute_gradient_error create_local_cluster get_temp_dir '
        'gpu_device_name is_built_with_cuda is_built_with_gpu_support is_built_with_rocm '
        'is_gpu_available main mock test_src_dir_path'
    ),
    'tf.tpu': (
        'tensorflow._api.v1.tpu CrossShardOptimizer batch_parallel bfloat16_scope core '
        'cross_replica_sum experimental initialize_system outside_compilation replicate rewrite '
        'shard shutdown_system'
    ),
    'tf.train': (
        'tensorflow._api.v1.train AdadeltaOptimizer AdagradDAOptimizer AdagradOptimizer '
        'AdamOptimizer BytesList Checkpoint CheckpointManager CheckpointSaverHook '
        'CheckpointSaverListener ChiefSessionCreator ClusterDef ClusterSpec Coordinator Example '
        'ExponentialMovingAverage Feature FeatureList FeatureLists Features FeedFnHook FinalOpsHook '
        'FloatList FtrlOptimizer GlobalStepWaiterHook GradientDescentOptimizer Int64List JobDef '
        'LoggingTensorHook LooperThread MomentumOptimizer MonitoredSession MonitoredTrainingSession '
        'NanLossDuringTrainingError NanTensorHook NewCheckpointReader Optimizer ProfilerHook '
        'ProximalAdagradOptimizer ProximalGradientDescentOptimizer QueueRunner RMSPropOptimizer '
        'Saver SaverDef Scaffold SecondOrStepTimer SequenceExample Server ServerDef SessionCreator '
        'SessionManager SessionRunArgs SessionRunContext SessionRunHook SessionRunValues '
        'SingularMonitoredSession StepCounterHook StopAtStepHook SummarySaverHook Supervisor '
        'SyncReplicasOptimizer VocabInfo WorkerSessionCreator add_queue_runner assert_global_step '
        'basic_train_loop batch batch_join checkpoint_exists checkpoints_iterator cosine_decay '
        'cosine_decay_restarts create_global_step do_quantize_training_on_graphdef experimental '
        'exponential_decay export_meta_graph generate_checkpoint_state_proto get_checkpoint_mtimes '
        'get_checkpoint_state get_global_step get_or_create_global_step global_step '
        'import_meta_graph init_from_checkpoint input_producer inverse_time_decay latest_checkpoint '
        'limit_epochs linear_cosine_decay list_variables load_checkpoint load_variable '
        'match_filenames_once maybe_batch maybe_batch_join maybe_shuffle_batch '
        'maybe_shuffle_batch_join natural_exp_decay noisy_linear_cosine_decay piecewise_constant '
        'piecewise_constant_decay polynomial_decay queue_runner range_input_producer '
        'remove_checkpoint replica_device_setter sdca_fprint sdca_optimizer sdca_shrink_l1 '
        'shuffle_batch shuffle_batch_join slice_input_producer start_queue_runners '
        'string_input_producer summary_iterator update_checkpoint_state warm_start write_graph'
    ),
    'tf.user_ops': (
        'tensorflow._api.v1.user_ops my_fact'
    ),
    'tf.version': (
        'tensorflow._api.v1.version COMPILER_VERSION GIT_VERSION GRAPH_DEF_VERSION '
        'GRAPH_DEF_VERSION_MIN_CONSUMER GRAPH_DEF_VERSION_MIN_PRODUCER VERSION'
    ),
    'tf.xla': (
        'tensorflow._api.v1.xla experimental'
    ),
}  # fmt: skip
