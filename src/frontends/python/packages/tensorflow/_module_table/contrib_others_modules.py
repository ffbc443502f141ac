"""What TensorFlow 1.15.5's own modules hold (contrib_others); written by
test/oracle/modules/recordModules.py. `x` is tf.x, `x@y` is tf.y.x, `x=y` is tf.y,
`x!` is not in `tf`, `*m` means the names of module m, too."""

#: Module below tensorflow.contrib -> its public names.
MODULES = {
    'rnn.python.ops.rnn': (
        'stack_bidirectional_dynamic_rnn@contrib.rnn stack_bidirectional_rnn@contrib.rnn'
    ),
    'rnn.python.ops.rnn_cell': (
        'AttentionCellWrapper@contrib.rnn BidirectionalGridLSTMCell@contrib.rnn CFNCell! '
        'CompiledWrapper@contrib.rnn Conv1DLSTMCell@contrib.rnn Conv2DLSTMCell@contrib.rnn '
        'Conv3DLSTMCell@contrib.rnn ConvLSTMCell@contrib.rnn '
        'CoupledInputForgetGateLSTMCell@contrib.rnn GLSTMCell@contrib.rnn '
        'GridLSTMCell@contrib.rnn HighwayWrapper@contrib.rnn IndRNNCell@contrib.rnn '
        'IndyGRUCell@contrib.rnn IndyLSTMCell@contrib.rnn IntersectionRNNCell@contrib.rnn '
        'LayerNormBasicLSTMCell@contrib.rnn LayerNormLSTMCell! MinimalRNNCell! '
        'NASCell@contrib.rnn NTMCell! NTMControllerState! PhasedLSTMCell@contrib.rnn '
        'SRUCell@contrib.rnn TimeFreqLSTMCell@contrib.rnn UGRNNCell@contrib.rnn '
        'WeightNormLSTMCell!'
    ),
    'rnn.python.ops.core_rnn_cell': (
        'EmbeddingWrapper@contrib.rnn InputProjectionWrapper@contrib.rnn '
        'OutputProjectionWrapper@contrib.rnn RNNCell@contrib.rnn'
    ),
    'rnn.python.ops.lstm_ops': (
        'LSTMBlockCell@contrib.rnn LSTMBlockFusedCell@contrib.rnn LSTMBlockWrapper@contrib.rnn '
        'LayerRNNCell@contrib.rnn'
    ),
    'rnn.python.ops.gru_ops': (
        'GRUBlockCell@contrib.rnn GRUBlockCellV2@contrib.rnn LayerRNNCell@contrib.rnn '
        'deprecated_args@contrib.framework'
    ),
    'rnn.python.ops.fused_rnn_cell': (
        'FusedRNNCell@contrib.rnn FusedRNNCellAdaptor@contrib.rnn '
        'TimeReversedFusedRNN@contrib.rnn'
    ),
    'framework.python.ops.arg_scope': (
        'add_arg_scope@contrib.framework arg_scope@contrib.framework '
        'arg_scope_func_key@contrib.slim arg_scoped_arguments@contrib.framework '
        'current_arg_scope@contrib.framework has_arg_scope@contrib.framework'
    ),
    'framework.python.ops.variables': (
        'VariableDeviceChooser@contrib.framework add_model_variable@contrib.framework '
        'assert_global_step@contrib.framework assert_or_get_global_step@contrib.framework '
        'assign_from_checkpoint@contrib.framework assign_from_checkpoint_fn@contrib.framework '
        'assign_from_values@contrib.framework assign_from_values_fn@contrib.framework '
        'contrib_add_arg_scope=contrib.framework.add_arg_scope '
        'create_global_step@contrib.framework deprecated@contrib.framework '
        'filter_variables@contrib.framework get_global_step@contrib.framework '
        'get_local_variables@contrib.framework get_model_variables@contrib.framework '
        'get_or_create_global_step@contrib.framework get_trainable_variables@contrib.framework '
        'get_unique_variable@contrib.framework get_variable_full_name@contrib.framework '
        'get_variables@contrib.framework get_variables_by_name@contrib.framework '
        'get_variables_by_suffix@contrib.framework get_variables_to_restore@contrib.framework '
        'global_variable@contrib.framework local_variable@contrib.framework '
        'model_variable@contrib.framework variable@contrib.framework '
        'zero_initializer@contrib.framework'
    ),
    'framework.python.ops.ops': (
        'get_graph_from_inputs@contrib.framework get_name_scope@contrib.framework'
    ),
    'framework.python.framework.tensor_util': (
        'assert_same_float_dtype@contrib.framework assert_scalar@contrib.framework '
        'assert_scalar_int@contrib.framework '
        'convert_to_tensor_or_sparse_tensor@contrib.framework deprecated@contrib.framework '
        'is_tensor@contrib.framework reduce_sum_n@contrib.framework '
        'remove_squeezable_dimensions@contrib.framework with_same_shape@contrib.framework '
        'with_shape@contrib.framework'
    ),
    'framework.python.framework.checkpoint_utils': (
        'init_from_checkpoint@contrib.framework list_variables@contrib.framework '
        'load_checkpoint@contrib.framework load_variable@contrib.framework'
    ),
    'opt.python.training.adamax': (
        'AdaMaxOptimizer@contrib.opt'
    ),
    'opt.python.training.nadam_optimizer': (
        'NadamOptimizer@contrib.opt'
    ),
    'opt.python.training.weight_decay_optimizers': (
        'AdamWOptimizer@contrib.opt DecoupledWeightDecayExtension@contrib.opt '
        'MomentumWOptimizer@contrib.opt ShampooWOptimizer! '
        'extend_with_decoupled_weight_decay@contrib.opt'
    ),
    'opt.python.training.lazy_adam_optimizer': (
        'LazyAdamOptimizer@contrib.opt'
    ),
    'opt.python.training.addsign': (
        'AddSignOptimizer@contrib.opt'
    ),
    'opt.python.training.powersign': (
        'PowerSignOptimizer@contrib.opt'
    ),
    'opt.python.training.sign_decay': (
        'get_cosine_decay_fn! get_linear_decay_fn! get_restart_decay_fn!'
    ),
    'opt.python.training.moving_average_optimizer': (
        'MovingAverageOptimizer@contrib.opt'
    ),
    'opt.python.training.variable_clipping_optimizer': (
        'VariableClippingOptimizer@contrib.opt'
    ),
    'opt.python.training.multitask_optimizer_wrapper': (
        'MultitaskOptimizerWrapper@contrib.opt clip_gradients_by_global_norm@contrib.opt'
    ),
    'opt.python.training.external_optimizer': (
        'ExternalOptimizerInterface@contrib.opt ScipyOptimizerInterface@contrib.opt'
    ),
    'opt.python.training.ggt': (
        'GGTOptimizer@contrib.opt'
    ),
    'opt.python.training.shampoo': (
        'GetParam! ShampooOptimizer@contrib.opt'
    ),
    'opt.python.training.lars_optimizer': (
        'LARSOptimizer@contrib.opt'
    ),
    'seq2seq.python.ops.attention_wrapper': (
        'AttentionMechanism@contrib.seq2seq AttentionWrapper@contrib.seq2seq '
        'AttentionWrapperState@contrib.seq2seq BahdanauAttention@contrib.seq2seq '
        'BahdanauAttentionV2! BahdanauMonotonicAttention@contrib.seq2seq '
        'BahdanauMonotonicAttentionV2! LuongAttention@contrib.seq2seq LuongAttentionV2! '
        'LuongMonotonicAttention@contrib.seq2seq LuongMonotonicAttentionV2! '
        'hardmax@contrib.seq2seq monotonic_attention@contrib.seq2seq '
        'safe_cumprod@contrib.seq2seq'
    ),
    'seq2seq.python.ops.beam_search_decoder': (
        'BeamSearchDecoder@contrib.seq2seq BeamSearchDecoderMixin! '
        'BeamSearchDecoderOutput@contrib.seq2seq BeamSearchDecoderState@contrib.seq2seq '
        'BeamSearchDecoderV2! FinalBeamSearchDecoderOutput@contrib.seq2seq '
        'attention_probs_from_attn_state! gather_tree_from_array! get_attention_probs! '
        'tile_batch@contrib.seq2seq'
    ),
    'seq2seq.python.ops.basic_decoder': (
        'BasicDecoder@contrib.seq2seq BasicDecoderOutput@contrib.seq2seq BasicDecoderV2!'
    ),
    'seq2seq.python.ops.decoder': (
        'BaseDecoder! Decoder@contrib.seq2seq dynamic_decode@contrib.seq2seq'
    ),
    'seq2seq.python.ops.helper': (
        'CustomHelper@contrib.seq2seq GreedyEmbeddingHelper@contrib.seq2seq '
        'Helper@contrib.seq2seq InferenceHelper@contrib.seq2seq '
        'SampleEmbeddingHelper@contrib.seq2seq ScheduledEmbeddingTrainingHelper@contrib.seq2seq '
        'ScheduledOutputTrainingHelper@contrib.seq2seq TrainingHelper@contrib.seq2seq '
        'bernoulli_sample! categorical_sample!'
    ),
    'seq2seq.python.ops.loss': (
        'Loss@keras.losses SequenceLoss! sequence_loss@contrib.seq2seq'
    ),
    'legacy_seq2seq.python.ops.seq2seq': (
        'attention_decoder@contrib.legacy_seq2seq basic_rnn_seq2seq@contrib.legacy_seq2seq '
        'embedding_attention_decoder@contrib.legacy_seq2seq '
        'embedding_attention_seq2seq@contrib.legacy_seq2seq '
        'embedding_rnn_decoder@contrib.legacy_seq2seq '
        'embedding_rnn_seq2seq@contrib.legacy_seq2seq '
        'embedding_tied_rnn_seq2seq@contrib.legacy_seq2seq '
        'model_with_buckets@contrib.legacy_seq2seq one2many_rnn_seq2seq@contrib.legacy_seq2seq '
        'rnn_decoder@contrib.legacy_seq2seq sequence_loss@contrib.legacy_seq2seq '
        'sequence_loss_by_example@contrib.legacy_seq2seq '
        'tied_rnn_seq2seq@contrib.legacy_seq2seq zip!'
    ),
    'slim.python.slim.learning': (
        'add_gradients_summaries! clip_gradient_norms! create_train_op! multiply_gradients! '
        'train! train_step!'
    ),
    'slim.python.slim.evaluation': (
        'checkpoints_iterator@contrib.training evaluate_once! evaluation_loop! '
        'wait_for_new_checkpoint@contrib.training'
    ),
    'slim.python.slim.nets.vgg': (
        'arg_scope@contrib.framework vgg_16! vgg_19! vgg_a! vgg_arg_scope! vgg_d! vgg_e!'
    ),
    'slim.python.slim.nets.resnet_v1': (
        'add_arg_scope@contrib.framework arg_scope@contrib.framework bottleneck! '
        'resnet_arg_scope! resnet_v1! resnet_v1_101! resnet_v1_152! resnet_v1_200! '
        'resnet_v1_50! resnet_v1_block!'
    ),
    'slim.python.slim.nets.inception_v3': (
        'arg_scope@contrib.framework inception_v3! inception_v3_arg_scope! inception_v3_base! '
        'trunc_normal!'
    ),
    'training.python.training.training': (
        'add_gradients_summaries@contrib.training clip_gradient_norms@contrib.training '
        'clip_gradient_norms_fn@contrib.training create_train_op@contrib.training '
        'multiply_gradients@contrib.training train@contrib.training'
    ),
    'training.python.training.sampling_ops': (
        'rejection_sample@contrib.training stratified_sample@contrib.training'
    ),
    'losses.python.losses.loss_ops': (
        'absolute_difference@contrib.losses add_arg_scope@contrib.framework '
        'add_loss@contrib.losses compute_weighted_loss@contrib.losses '
        'cosine_distance@contrib.losses deprecated@contrib.framework '
        'deprecated_args@contrib.framework get_losses@contrib.losses '
        'get_regularization_losses@contrib.losses get_total_loss@contrib.losses '
        'hinge_loss@contrib.losses log_loss@contrib.losses '
        'mean_pairwise_squared_error@contrib.losses mean_squared_error@contrib.losses '
        'sigmoid_cross_entropy@contrib.losses softmax_cross_entropy@contrib.losses '
        'sparse_softmax_cross_entropy@contrib.losses'
    ),
    'metrics.python.ops.metric_ops': (
        'Normal@contrib.distributions aggregate_metric_map@contrib.metrics '
        'aggregate_metrics@contrib.metrics auc_with_confidence_intervals@contrib.metrics '
        'cohen_kappa@contrib.metrics count@contrib.metrics deprecated@contrib.framework '
        'precision_at_recall@contrib.metrics '
        'precision_recall_at_equal_thresholds@contrib.metrics '
        'recall_at_precision@contrib.metrics sparse_recall_at_top_k@contrib.metrics '
        'streaming_accuracy@contrib.metrics streaming_auc@contrib.metrics '
        'streaming_concat@contrib.metrics streaming_covariance@contrib.metrics '
        'streaming_curve_points@contrib.metrics streaming_dynamic_auc@contrib.metrics '
        'streaming_false_negative_rate@contrib.metrics '
        'streaming_false_negative_rate_at_thresholds@contrib.metrics '
        'streaming_false_negatives@contrib.metrics '
        'streaming_false_negatives_at_thresholds@contrib.metrics '
        'streaming_false_positive_rate@contrib.metrics '
        'streaming_false_positive_rate_at_thresholds@contrib.metrics '
        'streaming_false_positives@contrib.metrics '
        'streaming_false_positives_at_thresholds@contrib.metrics streaming_mean@contrib.metrics '
        'streaming_mean_absolute_error@contrib.metrics '
        'streaming_mean_cosine_distance@contrib.metrics streaming_mean_iou@contrib.metrics '
        'streaming_mean_relative_error@contrib.metrics '
        'streaming_mean_squared_error@contrib.metrics streaming_mean_tensor@contrib.metrics '
        'streaming_pearson_correlation@contrib.metrics '
        'streaming_percentage_less@contrib.metrics streaming_precision@contrib.metrics '
        'streaming_precision_at_thresholds@contrib.metrics streaming_recall@contrib.metrics '
        'streaming_recall_at_k@contrib.metrics streaming_recall_at_thresholds@contrib.metrics '
        'streaming_root_mean_squared_error@contrib.metrics '
        'streaming_sensitivity_at_specificity@contrib.metrics '
        'streaming_sparse_average_precision_at_k@contrib.metrics '
        'streaming_sparse_average_precision_at_top_k@contrib.metrics '
        'streaming_sparse_precision_at_k@contrib.metrics '
        'streaming_sparse_precision_at_top_k@contrib.metrics '
        'streaming_sparse_recall_at_k@contrib.metrics '
        'streaming_specificity_at_sensitivity@contrib.metrics '
        'streaming_true_negatives@contrib.metrics '
        'streaming_true_negatives_at_thresholds@contrib.metrics '
        'streaming_true_positives@contrib.metrics '
        'streaming_true_positives_at_thresholds@contrib.metrics'
    ),
    'eager.python.tfe': (
        'ASYNC! Checkpoint@train DEVICE_PLACEMENT_EXPLICIT! DEVICE_PLACEMENT_SILENT! '
        'DEVICE_PLACEMENT_WARN! GradientTape Iterator! Network! SYNC! Saver! Sequential! '
        'TensorSpec@contrib.framework '
        'connect_to_remote_host=config.experimental_connect_to_host custom_gradient '
        'enable_eager_execution executing_eagerly function get_optimizer_variables! '
        'in_eager_mode=executing_eagerly list_devices=config.experimental_list_devices '
        'py_func=py_function restore_network_checkpoint! restore_variables_on_create! '
        'save_network_checkpoint!'
    ),
    'eager.python.saver': (
        'Saver! get_optimizer_variables! restore_variables_on_create!'
    ),
    'eager.python.metrics': (
        'Accuracy! BinaryAccuracy! CategoricalAccuracy! Mean! Metric! SparseAccuracy!'
    ),
    'eager.python.network': (
        'Network! Sequential! restore_network_checkpoint! save_network_checkpoint!'
    ),
    'crf.python.ops.crf': (
        'CrfDecodeBackwardRnnCell@contrib.crf CrfDecodeForwardRnnCell@contrib.crf '
        'CrfForwardRnnCell@contrib.crf crf_binary_score@contrib.crf crf_decode@contrib.crf '
        'crf_log_likelihood@contrib.crf crf_log_norm@contrib.crf '
        'crf_multitag_sequence_score@contrib.crf crf_sequence_score@contrib.crf '
        'crf_unary_score@contrib.crf viterbi_decode@contrib.crf'
    ),
    'distributions.python.ops.mvn_diag': (
        'MultivariateNormalDiag@contrib.distributions '
        'MultivariateNormalDiagWithSoftplusScale@contrib.distributions'
    ),
    'distributions.python.ops.independent': (
        'Independent@contrib.distributions'
    ),
    'distributions.python.ops.onehot_categorical': (
        'OneHotCategorical@contrib.distributions'
    ),
    'distributions.python.ops.distribution_util': (
        'fill_triangular@contrib.distributions fill_triangular_inverse@contrib.distributions '
        'get_broadcast_shape! is_diagonal_scale! make_diag_scale! make_tril_scale! '
        'matrix_diag_transform@contrib.distributions maybe_check_scalar_distribution! '
        'mixture_stddev! move_dimension! pad_mixture_dimensions! '
        'reduce_weighted_logsumexp@contrib.distributions shapes_from_loc_and_scale! '
        'softplus_inverse@contrib.distributions static_value! tridiag@contrib.distributions'
    ),
}  # fmt: skip
