"""What TensorFlow 1.15.5's own modules hold (training); written by
test/oracle/modules/recordModules.py. `x` is tf.x, `x@y` is tf.y.x, `x=y` is tf.y,
`x!` is not in `tf`, `*m` means the names of module m, too."""

#: Module below tensorflow.python -> its public names.
MODULES = {
    'training.optimizer': (
        'Optimizer@train get_filtered_grad_fn!'
    ),
    'training.gradient_descent': (
        'GradientDescentOptimizer@train'
    ),
    'training.momentum': (
        'MomentumOptimizer@train'
    ),
    'training.adam': (
        'AdamOptimizer@train'
    ),
    'training.adagrad': (
        'AdagradOptimizer@train'
    ),
    'training.adagrad_da': (
        'AdagradDAOptimizer@train'
    ),
    'training.adadelta': (
        'AdadeltaOptimizer@train'
    ),
    'training.rmsprop': (
        'RMSPropOptimizer@train'
    ),
    'training.ftrl': (
        'FtrlOptimizer@train'
    ),
    'training.proximal_gradient_descent': (
        'ProximalGradientDescentOptimizer@train'
    ),
    'training.proximal_adagrad': (
        'ProximalAdagradOptimizer@train'
    ),
    'training.training': (
        'AdadeltaOptimizer@train AdagradDAOptimizer@train AdagradOptimizer@train '
        'AdamOptimizer@train BytesList@train CheckpointSaverHook@estimator '
        'CheckpointSaverListener@estimator ChiefSessionCreator@train ClusterDef@train '
        'ClusterSpec@train Coordinator@train DESCRIPTOR! Example@train '
        'ExponentialMovingAverage@train Feature@train FeatureList@train FeatureLists@train '
        'Features@train FeedFnHook@estimator FinalOpsHook@estimator FloatList@train '
        'FtrlOptimizer@train GlobalStepWaiterHook@estimator GradientDescentOptimizer@train '
        'Int64List@train JobDef@train LoggingTensorHook@estimator LooperThread@train '
        'MixedPrecisionLossScaleOptimizer@train.experimental MomentumOptimizer@train '
        'MonitoredSession@train MonitoredTrainingSession@train '
        'NanLossDuringTrainingError@estimator NanTensorHook@estimator NewCheckpointReader@train '
        'Optimizer@train ProfilerHook@estimator ProximalAdagradOptimizer@train '
        'ProximalGradientDescentOptimizer@train PythonState@train.experimental '
        'QueueRunner@train RMSPropOptimizer@train Saver@train SaverDef@train Scaffold@train '
        'SecondOrStepTimer@estimator SequenceExample@train Server@distribute ServerDef@train '
        'SessionCreator@train SessionManager@train SessionRunArgs@estimator '
        'SessionRunContext@estimator SessionRunHook@estimator SessionRunValues@estimator '
        'SingularMonitoredSession@train StepCounterHook@estimator StopAtStepHook@estimator '
        'SummarySaverHook@estimator Supervisor@train SyncReplicasOptimizer@train '
        'VocabInfo@estimator WorkerSessionCreator@train add_queue_runner@train '
        'assert_global_step@train basic_train_loop@train batch@train batch_join@train '
        'checkpoint_exists@train cosine_decay@train cosine_decay_restarts@train '
        'create_global_step@train do_quantize_training_on_graphdef@train '
        'enable_mixed_precision_graph_rewrite_v1=train.experimental.enable_mixed_precision_graph_rewrite '
        'exponential_decay@train export_meta_graph@train generate_checkpoint_state_proto@train '
        'get_checkpoint_mtimes@train get_checkpoint_state@train get_global_step@train '
        'get_or_create_global_step@train get_or_create_steps_per_run_variable! '
        'global_step@train import_meta_graph@train init_from_checkpoint@train '
        'input_producer@train inverse_time_decay@train latest_checkpoint@train '
        'limit_epochs@train linear_cosine_decay@train list_variables@train '
        'load_checkpoint@train load_variable@train match_filenames_once@io maybe_batch@train '
        'maybe_batch_join@train maybe_shuffle_batch@train maybe_shuffle_batch_join@train '
        'natural_exp_decay@train noisy_linear_cosine_decay@train piecewise_constant@train '
        'polynomial_decay@train range_input_producer@train replica_device_setter@train '
        'sdca_fprint@train sdca_optimizer@train sdca_shrink_l1@train shuffle_batch@train '
        'shuffle_batch_join@train slice_input_producer@train start_queue_runners@train '
        'string_input_producer@train summary_iterator@train update_checkpoint_state@train '
        'warm_start@train write_graph@io'
    ),
    'training.training_util': (
        'GLOBAL_STEP_READ_KEY! assert_global_step@train create_global_step@train '
        'get_global_step@train get_or_create_global_step@train global_step@train write_graph@io'
    ),
    'training.slot_creator': (
        'create_slot! create_slot_with_initializer! create_zeros_slot!'
    ),
    'training.moving_averages': (
        'ExponentialMovingAverage@train assign_moving_average! weighted_moving_average!'
    ),
    'training.learning_rate_decay': (
        'cosine_decay@train cosine_decay_restarts@train exponential_decay@train '
        'inverse_time_decay@train linear_cosine_decay@train natural_exp_decay@train '
        'noisy_linear_cosine_decay@train piecewise_constant@train polynomial_decay@train'
    ),
    'training.saver': (
        'BaseSaverBuilder! BulkSaverBuilder! Saver@train checkpoint_exists@train '
        'export_meta_graph@train generate_checkpoint_state_proto@train '
        'get_checkpoint_mtimes@train get_checkpoint_state@train import_meta_graph@train '
        'latest_checkpoint@train object_graph_key_mapping! remove_checkpoint@train '
        'saver_from_object_based_checkpoint! update_checkpoint_state@train'
    ),
    'training.checkpoint_management': (
        'CheckpointManager@train CheckpointState! checkpoint_exists@train '
        'checkpoint_exists_internal! generate_checkpoint_state_proto@train '
        'get_checkpoint_mtimes@train get_checkpoint_state@train latest_checkpoint@train '
        'meta_graph_filename! remove_checkpoint@train update_checkpoint_state@train '
        'update_checkpoint_state_internal!'
    ),
    'training.checkpoint_utils': (
        'checkpoints_iterator@train init_from_checkpoint@train list_variables@train '
        'load_checkpoint@train load_variable@train wait_for_new_checkpoint!'
    ),
    'training.checkpoint_state_pb2': (
        'CheckpointState! DESCRIPTOR!'
    ),
    'training.basic_session_run_hooks': (
        'CheckpointSaverHook@estimator CheckpointSaverListener@estimator FeedFnHook@estimator '
        'FinalOpsHook@estimator GlobalStepWaiterHook@estimator LoggingTensorHook@estimator '
        'NanLossDuringTrainingError@estimator NanTensorHook@estimator NeverTriggerTimer! '
        'ProfilerHook@estimator SecondOrStepTimer@estimator SessionLog SessionRunArgs@estimator '
        'StepCounterHook@estimator StopAtStepHook@estimator Summary SummarySaverHook@estimator '
        'SummaryWriterCache=summary.FileWriterCache get_or_create_steps_per_run_variable!'
    ),
    'training.session_run_hook': (
        'SessionRunArgs@estimator SessionRunContext@estimator SessionRunHook@estimator '
        'SessionRunValues@estimator'
    ),
    'training.monitored_session': (
        'ChiefSessionCreator@train MonitoredSession@train MonitoredTrainingSession@train '
        'Scaffold@train SessionCreator@train SingularMonitoredSession@train USE_DEFAULT! '
        'WorkerSessionCreator@train'
    ),
    'training.coordinator': (
        'Coordinator@train LooperThread@train'
    ),
    'training.queue_runner': (
        'QueueRunner@train add_queue_runner@train start_queue_runners@train'
    ),
    'training.queue_runner_impl': (
        'QueueRunner@train add_queue_runner@train start_queue_runners@train'
    ),
    'training.input': (
        'batch@train batch_join@train input_producer@train limit_epochs@train '
        'match_filenames_once@io maybe_batch@train maybe_batch_join@train '
        'maybe_shuffle_batch@train maybe_shuffle_batch_join@train range_input_producer@train '
        'shuffle_batch@train shuffle_batch_join@train slice_input_producer@train '
        'string_input_producer@train'
    ),
    'training.session_manager': (
        'SessionManager@train'
    ),
    'training.supervisor': (
        'SVStepCounterThread! SVSummaryThread! SVTimerCheckpointThread! SessionLog Summary '
        'Supervisor@train'
    ),
    'training.sync_replicas_optimizer': (
        'SyncReplicasOptimizer@train'
    ),
    'training.server_lib': (
        'ClusterSpec@train Server@distribute'
    ),
    'training.device_setter': (
        'STANDARD_PS_OPS! replica_device_setter@train'
    ),
    'training.evaluation': '',
    'training.warm_starting_util': (
        'VocabInfo@estimator warm_start@train'
    ),
    'training.distribution_strategy_context': (
        'experimental_set_strategy@distribute get_distribution_strategy=distribute.get_strategy '
        'get_replica_context@distribute get_strategy@distribute '
        'has_distribution_strategy=distribute.has_strategy has_strategy@distribute '
        'in_cross_replica_context@distribute'
    ),
    'training.tracking.util': (
        'Checkpoint! CheckpointLoadStatus! CheckpointV1=train.Checkpoint '
        'InitializationOnlyStatus! NameBasedSaverStatus! TrackableSaver! add_variable! '
        'capture_dependencies! frozen_saver! gather_initializers! get_session! list_objects! '
        'object_metadata! saver_with_op_caching! streaming_restore!'
    ),
    'training.tracking.base': (
        'CheckpointInitialValue! CheckpointPosition! NoRestoreSaveable! OBJECT_CONFIG_JSON_KEY! '
        'OBJECT_GRAPH_PROTO_KEY! PythonStateSaveable! PythonStringStateSaveable! Trackable! '
        'TrackableReference! VARIABLE_VALUE_KEY! no_automatic_dependency_tracking! '
        'no_automatic_dependency_tracking_scope!'
    ),
    'training.experimental.loss_scale_optimizer': (
        'MixedPrecisionLossScaleOptimizer@train.experimental'
    ),
    'training.experimental.loss_scale': (
        'DynamicLossScale@train.experimental FixedLossScale@train.experimental '
        'LossScale@train.experimental get! get_loss_scale_weights!'
    ),
    'training.training_ops': (
        'ApplyAdaMax! ApplyAdadelta! ApplyAdagrad! ApplyAdagradDA! ApplyAdagradV2! ApplyAdam! '
        'ApplyAddSign! ApplyCenteredRMSProp! ApplyFtrl! ApplyFtrlV2! ApplyGradientDescent! '
        'ApplyMomentum! ApplyPowerSign! ApplyProximalAdagrad! ApplyProximalGradientDescent! '
        'ApplyRMSProp! ResourceApplyAdaMax! ResourceApplyAdadelta! ResourceApplyAdagrad! '
        'ResourceApplyAdagradDA! ResourceApplyAdagradV2! ResourceApplyAdam! '
        'ResourceApplyAdamWithAmsgrad! ResourceApplyAddSign! ResourceApplyCenteredRMSProp! '
        'ResourceApplyFtrl! ResourceApplyFtrlV2! ResourceApplyGradientDescent! '
        'ResourceApplyKerasMomentum! ResourceApplyMomentum! ResourceApplyPowerSign! '
        'ResourceApplyProximalAdagrad! ResourceApplyProximalGradientDescent! '
        'ResourceApplyRMSProp! ResourceSparseApplyAdadelta! ResourceSparseApplyAdagrad! '
        'ResourceSparseApplyAdagradDA! ResourceSparseApplyAdagradV2! '
        'ResourceSparseApplyCenteredRMSProp! ResourceSparseApplyFtrl! '
        'ResourceSparseApplyFtrlV2! ResourceSparseApplyKerasMomentum! '
        'ResourceSparseApplyMomentum! ResourceSparseApplyProximalAdagrad! '
        'ResourceSparseApplyProximalGradientDescent! ResourceSparseApplyRMSProp! '
        'SparseApplyAdadelta! SparseApplyAdagrad! SparseApplyAdagradDA! SparseApplyAdagradV2! '
        'SparseApplyCenteredRMSProp! SparseApplyFtrl! SparseApplyFtrlV2! SparseApplyMomentum! '
        'SparseApplyProximalAdagrad! SparseApplyProximalGradientDescent! SparseApplyRMSProp! '
        'apply_ada_max! apply_ada_max_eager_fallback! apply_adadelta! '
        'apply_adadelta_eager_fallback! apply_adagrad! apply_adagrad_da! '
        'apply_adagrad_da_eager_fallback! apply_adagrad_eager_fallback! apply_adagrad_v2! '
        'apply_adagrad_v2_eager_fallback! apply_adam! apply_adam_eager_fallback! '
        'apply_add_sign! apply_add_sign_eager_fallback! apply_centered_rms_prop! '
        'apply_centered_rms_prop_eager_fallback! apply_ftrl! apply_ftrl_eager_fallback! '
        'apply_ftrl_v2! apply_ftrl_v2_eager_fallback! apply_gradient_descent! '
        'apply_gradient_descent_eager_fallback! apply_momentum! apply_momentum_eager_fallback! '
        'apply_power_sign! apply_power_sign_eager_fallback! apply_proximal_adagrad! '
        'apply_proximal_adagrad_eager_fallback! apply_proximal_gradient_descent! '
        'apply_proximal_gradient_descent_eager_fallback! apply_rms_prop! '
        'apply_rms_prop_eager_fallback! resource_apply_ada_max! '
        'resource_apply_ada_max_eager_fallback! resource_apply_adadelta! '
        'resource_apply_adadelta_eager_fallback! resource_apply_adagrad! '
        'resource_apply_adagrad_da! resource_apply_adagrad_da_eager_fallback! '
        'resource_apply_adagrad_eager_fallback! resource_apply_adagrad_v2! '
        'resource_apply_adagrad_v2_eager_fallback! resource_apply_adam! '
        'resource_apply_adam_eager_fallback! resource_apply_adam_with_amsgrad! '
        'resource_apply_adam_with_amsgrad_eager_fallback! resource_apply_add_sign! '
        'resource_apply_add_sign_eager_fallback! resource_apply_centered_rms_prop! '
        'resource_apply_centered_rms_prop_eager_fallback! resource_apply_ftrl! '
        'resource_apply_ftrl_eager_fallback! resource_apply_ftrl_v2! '
        'resource_apply_ftrl_v2_eager_fallback! resource_apply_gradient_descent! '
        'resource_apply_gradient_descent_eager_fallback! resource_apply_keras_momentum! '
        'resource_apply_keras_momentum_eager_fallback! resource_apply_momentum! '
        'resource_apply_momentum_eager_fallback! resource_apply_power_sign! '
        'resource_apply_power_sign_eager_fallback! resource_apply_proximal_adagrad! '
        'resource_apply_proximal_adagrad_eager_fallback! '
        'resource_apply_proximal_gradient_descent! '
        'resource_apply_proximal_gradient_descent_eager_fallback! resource_apply_rms_prop! '
        'resource_apply_rms_prop_eager_fallback! resource_sparse_apply_adadelta! '
        'resource_sparse_apply_adadelta_eager_fallback! resource_sparse_apply_adagrad! '
        'resource_sparse_apply_adagrad_da! resource_sparse_apply_adagrad_da_eager_fallback! '
        'resource_sparse_apply_adagrad_eager_fallback! resource_sparse_apply_adagrad_v2! '
        'resource_sparse_apply_adagrad_v2_eager_fallback! '
        'resource_sparse_apply_centered_rms_prop! '
        'resource_sparse_apply_centered_rms_prop_eager_fallback! resource_sparse_apply_ftrl! '
        'resource_sparse_apply_ftrl_eager_fallback! resource_sparse_apply_ftrl_v2! '
        'resource_sparse_apply_ftrl_v2_eager_fallback! resource_sparse_apply_keras_momentum! '
        'resource_sparse_apply_keras_momentum_eager_fallback! resource_sparse_apply_momentum! '
        'resource_sparse_apply_momentum_eager_fallback! resource_sparse_apply_proximal_adagrad! '
        'resource_sparse_apply_proximal_adagrad_eager_fallback! '
        'resource_sparse_apply_proximal_gradient_descent! '
        'resource_sparse_apply_proximal_gradient_descent_eager_fallback! '
        'resource_sparse_apply_rms_prop! resource_sparse_apply_rms_prop_eager_fallback! '
        'sparse_apply_adadelta! sparse_apply_adadelta_eager_fallback! sparse_apply_adagrad! '
        'sparse_apply_adagrad_da! sparse_apply_adagrad_da_eager_fallback! '
        'sparse_apply_adagrad_eager_fallback! sparse_apply_adagrad_v2! '
        'sparse_apply_adagrad_v2_eager_fallback! sparse_apply_centered_rms_prop! '
        'sparse_apply_centered_rms_prop_eager_fallback! sparse_apply_ftrl! '
        'sparse_apply_ftrl_eager_fallback! sparse_apply_ftrl_v2! '
        'sparse_apply_ftrl_v2_eager_fallback! sparse_apply_momentum! '
        'sparse_apply_momentum_eager_fallback! sparse_apply_proximal_adagrad! '
        'sparse_apply_proximal_adagrad_eager_fallback! sparse_apply_proximal_gradient_descent! '
        'sparse_apply_proximal_gradient_descent_eager_fallback! sparse_apply_rms_prop! '
        'sparse_apply_rms_prop_eager_fallback!'
    ),
    'training.summary_io': (
        'SummaryWriter! SummaryWriterCache=summary.FileWriterCache summary_iterator@train'
    ),
    'training.saver_test_utils': (
        'CheckpointedOp!'
    ),
    'training.distribute': (
        'InputContext@distribute InputReplicationMode@distribute ReplicaContext@distribute '
        'StrategyExtendedV1=distribute.StrategyExtended StrategyV1=distribute.Strategy '
        'get_loss_reduction@distribute'
    ),
    'layers.layers': (
        'AveragePooling1D@layers AveragePooling2D@layers AveragePooling3D@layers '
        'BatchNormalization@layers Conv1D@layers Conv2D@layers Conv2DTranspose@layers '
        'Conv3D@layers Conv3DTranspose@layers Convolution1D=layers.Conv1D '
        'Convolution2D=layers.Conv2D Convolution2DTranspose=layers.Conv2DTranspose '
        'Convolution3D=layers.Conv3D Convolution3DTranspose=layers.Conv3DTranspose Dense@layers '
        'Dropout@layers Flatten@layers InputSpec@layers Layer@layers MaxPooling1D@layers '
        'MaxPooling2D@layers MaxPooling3D@layers SeparableConv1D@layers SeparableConv2D@layers '
        'SeparableConvolution2D=layers.SeparableConv2D average_pooling1d@layers '
        'average_pooling2d@layers average_pooling3d@layers batch_normalization@layers '
        'conv1d@layers conv2d@layers conv2d_transpose@layers conv3d@layers '
        'conv3d_transpose@layers dense@layers dropout@layers flatten@layers '
        'max_pooling1d@layers max_pooling2d@layers max_pooling3d@layers separable_conv1d@layers '
        'separable_conv2d@layers'
    ),
    'layers.base': (
        'InputSpec@layers Layer@layers keras_style_scope@layers.experimental '
        'set_keras_style@layers.experimental'
    ),
    'layers.core': (
        'Dense@layers Dropout@layers Flatten@layers FullyConnected=layers.Dense dense@layers '
        'dropout@layers flatten@layers fully_connected=layers.dense'
    ),
    'layers.convolutional': (
        'Conv1D@layers Conv2D@layers Conv2DTranspose@layers Conv3D@layers '
        'Conv3DTranspose@layers Convolution1D=layers.Conv1D Convolution2D=layers.Conv2D '
        'Convolution2DTranspose=layers.Conv2DTranspose Convolution3D=layers.Conv3D '
        'Convolution3DTranspose=layers.Conv3DTranspose Deconv2D=layers.Conv2DTranspose '
        'Deconv3D=layers.Conv3DTranspose Deconvolution2D=layers.Conv2DTranspose '
        'Deconvolution3D=layers.Conv3DTranspose SeparableConv1D@layers SeparableConv2D@layers '
        'SeparableConvolution2D=layers.SeparableConv2D conv1d@layers conv2d@layers '
        'conv2d_transpose@layers conv3d@layers conv3d_transpose@layers '
        'convolution1d=layers.conv1d convolution2d=layers.conv2d '
        'convolution2d_transpose=layers.conv2d_transpose convolution3d=layers.conv3d '
        'convolution3d_transpose=layers.conv3d_transpose deconv2d=layers.conv2d_transpose '
        'deconv3d=layers.conv3d_transpose deconvolution2d=layers.conv2d_transpose '
        'deconvolution3d=layers.conv3d_transpose separable_conv1d@layers '
        'separable_conv2d@layers separable_convolution2d=layers.separable_conv2d'
    ),
    'layers.normalization': (
        'BatchNorm=layers.BatchNormalization BatchNormalization@layers '
        'batch_norm=layers.batch_normalization batch_normalization@layers'
    ),
    'layers.pooling': (
        'AveragePooling1D@layers AveragePooling2D@layers AveragePooling3D@layers '
        'AvgPool2D=layers.AveragePooling2D MaxPool2D=layers.MaxPooling2D MaxPooling1D@layers '
        'MaxPooling2D@layers MaxPooling3D@layers average_pooling1d@layers '
        'average_pooling2d@layers average_pooling3d@layers avg_pool2d=layers.average_pooling2d '
        'max_pool2d=layers.max_pooling2d max_pooling1d@layers max_pooling2d@layers '
        'max_pooling3d@layers'
    ),
    'layers.utils': (
        'constant_value! conv_input_length! conv_output_length! convert_data_format! '
        'deconv_output_length! get_reachable_from_inputs! normalize_data_format! '
        'normalize_padding! normalize_tuple! object_list_uid! smart_cond! static_shape!'
    ),
}  # fmt: skip
