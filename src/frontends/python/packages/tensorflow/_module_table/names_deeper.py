"""The names that the public modules of TensorFlow 1.15.5 have; written by
test/oracle/modules/recordPublicNames.py."""

#: Module -> what its errors call it, then its names.
NAMES = {
    'tf.autograph.experimental': (
        'tensorflow._api.v1.autograph.experimental Feature do_not_convert set_loop_options'
    ),
    'tf.config.experimental': (
        'tensorflow._api.v1.config.experimental VirtualDeviceConfiguration get_device_policy '
        'get_memory_growth get_synchronous_execution get_virtual_device_configuration '
        'get_visible_devices list_logical_devices list_physical_devices set_device_policy '
        'set_memory_growth set_synchronous_execution set_virtual_device_configuration '
        'set_visible_devices'
    ),
    'tf.config.optimizer': (
        'tensorflow._api.v1.config.optimizer get_experimental_options get_jit '
        'set_experimental_options set_jit'
    ),
    'tf.config.threading': (
        'tensorflow._api.v1.config.threading get_inter_op_parallelism_threads '
        'get_intra_op_parallelism_threads set_inter_op_parallelism_threads '
        'set_intra_op_parallelism_threads'
    ),
    'tf.data.experimental': (
        'tensorflow._api.v1.data.experimental AUTOTUNE CheckpointInputPipelineHook Counter '
        'CsvDataset DatasetStructure DistributeOptions INFINITE_CARDINALITY MapVectorizationOptions '
        'OptimizationOptions Optional OptionalStructure RaggedTensorStructure RandomDataset Reducer '
        'SparseTensorStructure SqlDataset StatsAggregator StatsOptions Structure TFRecordWriter '
        'TensorArrayStructure TensorStructure ThreadingOptions UNKNOWN_CARDINALITY '
        'bucket_by_sequence_length bytes_produced_stats cardinality choose_from_datasets '
        'copy_to_device dense_to_sparse_batch enumerate_dataset from_variant get_next_as_optional '
        'get_single_element get_structure group_by_reducer group_by_window ignore_errors '
        'latency_stats make_batched_features_dataset make_csv_dataset make_saveable_from_iterator '
        'map_and_batch map_and_batch_with_legacy_function parallel_interleave parse_example_dataset '
        'prefetch_to_device rejection_resample sample_from_datasets scan shuffle_and_repeat '
        'take_while to_variant unbatch unique'
    ),
    'tf.distribute.cluster_resolver': (
        'tensorflow._api.v1.distribute.cluster_resolver ClusterResolver GCEClusterResolver '
        'KubernetesClusterResolver SimpleClusterResolver SlurmClusterResolver '
        'TFConfigClusterResolver TPUClusterResolver UnionResolver'
    ),
    'tf.distribute.experimental': (
        'tensorflow._api.v1.distribute.experimental CentralStorageStrategy CollectiveCommunication '
        'MultiWorkerMirroredStrategy ParameterServerStrategy TPUStrategy'
    ),
    'tf.io.gfile': (
        'tensorflow._api.v1.io.gfile GFile copy exists glob isdir listdir makedirs mkdir remove '
        'rename rmtree stat walk'
    ),
    'tf.layers.experimental': (
        'tensorflow._api.v1.layers.experimental keras_style_scope set_keras_style'
    ),
    'tf.lite.constants': (
        'tensorflow._api.v1.lite.constants FLOAT FLOAT16 GRAPHVIZ_DOT INT32 INT64 INT8 '
        'QUANTIZED_UINT8 STRING TFLITE'
    ),
    'tf.lite.experimental': (
        'tensorflow._api.v1.lite.experimental convert_op_hints_to_stubs '
        'get_potentially_supported_ops load_delegate nn'
    ),
    'tf.lookup.experimental': (
        'tensorflow._api.v1.lookup.experimental DenseHashTable'
    ),
    'tf.nn.rnn_cell': (
        'tensorflow._api.v1.nn.rnn_cell BasicLSTMCell BasicRNNCell DeviceWrapper DropoutWrapper '
        'GRUCell LSTMCell LSTMStateTuple MultiRNNCell RNNCell ResidualWrapper'
    ),
    'tf.random.experimental': (
        'tensorflow._api.v1.random.experimental Generator create_rng_state get_global_generator '
        'set_global_generator'
    ),
    'tf.saved_model.builder': (
        'tensorflow._api.v1.saved_model.builder SavedModelBuilder'
    ),
    'tf.saved_model.constants': (
        'tensorflow._api.v1.saved_model.constants ASSETS_DIRECTORY ASSETS_KEY LEGACY_INIT_OP_KEY '
        'MAIN_OP_KEY SAVED_MODEL_FILENAME_PB SAVED_MODEL_FILENAME_PBTXT SAVED_MODEL_SCHEMA_VERSION '
        'VARIABLES_DIRECTORY VARIABLES_FILENAME'
    ),
    'tf.saved_model.experimental': (
        'tensorflow._api.v1.saved_model.experimental save'
    ),
    'tf.saved_model.loader': (
        'tensorflow._api.v1.saved_model.loader load maybe_saved_model_directory'
    ),
    'tf.saved_model.main_op': (
        'tensorflow._api.v1.saved_model.main_op main_op main_op_with_restore'
    ),
    'tf.saved_model.signature_constants': (
        'tensorflow._api.v1.saved_model.signature_constants CLASSIFY_INPUTS CLASSIFY_METHOD_NAME '
        'CLASSIFY_OUTPUT_CLASSES CLASSIFY_OUTPUT_SCORES DEFAULT_SERVING_SIGNATURE_DEF_KEY '
        'PREDICT_INPUTS PREDICT_METHOD_NAME PREDICT_OUTPUTS REGRESS_INPUTS REGRESS_METHOD_NAME '
        'REGRESS_OUTPUTS'
    ),
    'tf.saved_model.signature_def_utils': (
        'tensorflow._api.v1.saved_model.signature_def_utils build_signature_def '
        'classification_signature_def is_valid_signature predict_signature_def '
        'regression_signature_def'
    ),
    'tf.saved_model.tag_constants': (
        'tensorflow._api.v1.saved_model.tag_constants GPU SERVING TPU TRAINING'
    ),
    'tf.saved_model.utils': (
        'tensorflow._api.v1.saved_model.utils build_tensor_info get_tensor_from_tensor_info'
    ),
    'tf.tpu.experimental': (
        'tensorflow._api.v1.tpu.experimental AdagradParameters AdamParameters DeviceAssignment '
        'StochasticGradientDescentParameters embedding_column initialize_tpu_system '
        'shared_embedding_columns'
    ),
    'tf.train.experimental': (
        'tensorflow._api.v1.train.experimental DynamicLossScale FixedLossScale LossScale '
        'MixedPrecisionLossScaleOptimizer PythonState disable_mixed_precision_graph_rewrite '
        'enable_mixed_precision_graph_rewrite'
    ),
    'tf.train.queue_runner': (
        'tensorflow._api.v1.train.queue_runner QueueRunner add_queue_runner start_queue_runners'
    ),
    'tf.xla.experimental': (
        'tensorflow._api.v1.xla.experimental compile jit_scope'
    ),
    'tf.lite.experimental.nn': (
        'tensorflow._api.v1.lite.experimental.nn TFLiteLSTMCell TfLiteRNNCell dynamic_rnn'
    ),
}  # fmt: skip
