"""What TensorFlow 1.15.5's own modules hold (contrib); written by
test/oracle/modules/recordModules.py. `x` is tf.x, `x@y` is tf.y.x, `x=y` is tf.y,
`x!` is not in `tf`, `*m` means the names of module m, too."""

#: Module below tensorflow.contrib -> its public names.
MODULES = {
    'layers.python.layers': (
        'DataFrameColumn@contrib.slim GDN@contrib.layers InputLayer@contrib.slim '
        'OPTIMIZER_CLS_NAMES@contrib.layers OPTIMIZER_SUMMARIES@contrib.layers '
        'ProblemType@contrib.slim RevBlock@contrib.layers '
        'SPARSE_FEATURE_CROSS_DEFAULT_HASH_KEY! adaptive_clipping_fn@contrib.slim '
        'apply_regularization@contrib.layers avg_pool2d@contrib.layers '
        'avg_pool3d@contrib.layers batch_norm@contrib.layers bias_add@contrib.layers '
        'binary_svm_target@contrib.slim bow_encoder@contrib.layers bucketize@contrib.slim '
        'bucketized_column@contrib.layers check_feature_columns@contrib.layers '
        'conv1d@contrib.layers conv2d@contrib.layers conv2d_in_plane@contrib.layers '
        'conv2d_transpose@contrib.layers conv3d@contrib.layers conv3d_transpose@contrib.layers '
        'convolution@contrib.layers convolution1d=contrib.layers.conv1d '
        'convolution2d=contrib.layers.conv2d '
        'convolution2d_in_plane=contrib.layers.conv2d_in_plane '
        'convolution2d_transpose=contrib.layers.conv2d_transpose '
        'convolution3d=contrib.layers.conv3d '
        'convolution3d_transpose=contrib.layers.conv3d_transpose '
        'create_feature_spec_for_parsing@contrib.layers crossed_column@contrib.layers '
        'dense_to_sparse@contrib.layers deprecated@contrib.framework '
        'deprecated_arg_values@contrib.framework dropout@contrib.layers elu@contrib.layers '
        'embed_sequence@contrib.layers embedding_column@contrib.layers '
        'embedding_lookup_sparse_with_distributed_aggregation@contrib.slim '
        'embedding_lookup_unique@contrib.layers experimental@contrib.slim '
        'flatten@contrib.layers fully_connected@contrib.layers gdn@contrib.layers '
        'get_default_binary_metrics_for_eval@contrib.slim group_norm@contrib.layers '
        'images_to_sequence@contrib.layers infer_real_valued_columns@contrib.layers '
        'input_from_feature_columns@contrib.layers instance_norm@contrib.layers '
        'joint_weighted_sum_from_feature_columns@contrib.layers '
        'l1_l2_regularizer@contrib.layers l1_regularizer@contrib.layers '
        'l2_regularizer@contrib.layers layer_norm@contrib.layers '
        'legacy_fully_connected@contrib.layers legacy_linear@contrib.layers '
        'legacy_relu@contrib.layers linear@contrib.layers '
        'make_place_holder_tensors_for_base_features@contrib.layers max_pool2d@contrib.layers '
        'max_pool3d@contrib.layers maxout@contrib.layers multi_class_target@contrib.layers '
        'one_hot_column@contrib.layers one_hot_encoding@contrib.layers '
        'optimize_loss@contrib.layers parse_feature_columns_from_examples@contrib.layers '
        'parse_feature_columns_from_sequence_examples@contrib.layers pool@contrib.slim '
        'real_valued_column@contrib.layers recompute_grad@contrib.layers '
        'regression_target@contrib.layers relu@contrib.layers relu6@contrib.layers '
        'repeat@contrib.layers rev_block@contrib.layers '
        'safe_embedding_lookup_sparse@contrib.layers scale_gradient@contrib.layers '
        'scattered_embedding_column@contrib.layers scattered_embedding_lookup@contrib.slim '
        'scattered_embedding_lookup_sparse@contrib.slim separable_conv2d@contrib.layers '
        'separable_convolution2d=contrib.layers.separable_conv2d '
        'sequence_input_from_feature_columns@contrib.layers sequence_to_images@contrib.layers '
        'shared_embedding_columns@contrib.layers softmax@contrib.layers '
        'sparse_column_with_hash_bucket@contrib.layers '
        'sparse_column_with_integerized_feature@contrib.layers '
        'sparse_column_with_keys@contrib.layers '
        'sparse_column_with_vocabulary_file@contrib.layers sparse_feature_cross@contrib.slim '
        'spatial_softmax@contrib.layers stack@contrib.layers sum_regularizer@contrib.layers '
        'summarize_activation@contrib.layers summarize_activations@contrib.layers '
        'summarize_biases@contrib.slim summarize_collection@contrib.layers '
        'summarize_tensor@contrib.layers summarize_tensors@contrib.layers '
        'summarize_variables@contrib.slim summarize_weights@contrib.slim '
        'transform_features@contrib.layers unit_norm@contrib.layers '
        'variance_scaling_initializer@contrib.layers weighted_sparse_column@contrib.layers '
        'weighted_sum_from_feature_columns@contrib.layers xavier_initializer@contrib.layers '
        'xavier_initializer_conv2d=contrib.layers.xavier_initializer'
    ),
    'framework.python.ops': (
        'VariableDeviceChooser@contrib.framework add_arg_scope@contrib.framework '
        'add_model_variable@contrib.framework arg_scope@contrib.framework '
        'arg_scope_func_key@contrib.slim arg_scoped_arguments@contrib.framework '
        'argsort@contrib.framework assert_global_step@contrib.framework '
        'assert_or_get_global_step@contrib.framework assign_from_checkpoint@contrib.framework '
        'assign_from_checkpoint_fn@contrib.framework assign_from_values@contrib.framework '
        'assign_from_values_fn@contrib.framework create_global_step@contrib.framework '
        'current_arg_scope@contrib.framework filter_variables@contrib.framework '
        'get_global_step@contrib.framework get_graph_from_inputs@contrib.framework '
        'get_local_variables@contrib.framework get_model_variables@contrib.framework '
        'get_name_scope@contrib.framework get_or_create_global_step@contrib.framework '
        'get_trainable_variables@contrib.framework get_unique_variable@contrib.framework '
        'get_variable_full_name@contrib.framework get_variables@contrib.framework '
        'get_variables_by_name@contrib.framework get_variables_by_suffix@contrib.framework '
        'get_variables_to_restore@contrib.framework global_variable@contrib.framework '
        'has_arg_scope@contrib.framework load_and_remap_matrix_initializer@contrib.framework '
        'load_embedding_initializer@contrib.framework '
        'load_linear_multiclass_bias_initializer@contrib.framework '
        'load_variable_slot_initializer@contrib.framework local_variable@contrib.framework '
        'model_variable@contrib.framework print_op! py_func@contrib.framework '
        'sort@contrib.framework variable@contrib.framework zero_initializer@contrib.framework'
    ),
    'slim.python.slim': '',
    'layers.python.layers.layers': (
        'DATA_FORMAT_NCDHW! DATA_FORMAT_NCHW! DATA_FORMAT_NDHWC! DATA_FORMAT_NHWC! '
        'GDN@contrib.layers add_arg_scope@contrib.framework avg_pool2d@contrib.layers '
        'avg_pool3d@contrib.layers batch_norm@contrib.layers bias_add@contrib.layers '
        'conv1d@contrib.layers conv2d@contrib.layers conv2d_in_plane@contrib.layers '
        'conv2d_transpose@contrib.layers conv3d@contrib.layers conv3d_transpose@contrib.layers '
        'convolution@contrib.layers convolution1d=contrib.layers.conv1d '
        'convolution2d=contrib.layers.conv2d '
        'convolution2d_in_plane=contrib.layers.conv2d_in_plane '
        'convolution2d_transpose=contrib.layers.conv2d_transpose '
        'convolution3d=contrib.layers.conv3d '
        'convolution3d_transpose=contrib.layers.conv3d_transpose dense_to_sparse@contrib.layers '
        'dropout@contrib.layers elu@contrib.layers flatten@contrib.layers '
        'fully_connected@contrib.layers gdn@contrib.layers images_to_sequence@contrib.layers '
        'layer_norm@contrib.layers legacy_fully_connected@contrib.layers '
        'legacy_linear@contrib.layers legacy_relu@contrib.layers linear@contrib.layers '
        'max_pool2d@contrib.layers max_pool3d@contrib.layers maxout@contrib.layers '
        'one_hot_encoding@contrib.layers poincare_normalize! pool@contrib.slim '
        'relu@contrib.layers relu6@contrib.layers repeat@contrib.layers '
        'scale_gradient@contrib.layers separable_conv2d@contrib.layers '
        'separable_convolution2d=contrib.layers.separable_conv2d '
        'sequence_to_images@contrib.layers softmax@contrib.layers '
        'spatial_softmax@contrib.layers stack@contrib.layers unit_norm@contrib.layers'
    ),
    'layers.python.layers.initializers': (
        'variance_scaling_initializer@contrib.layers xavier_initializer@contrib.layers '
        'xavier_initializer_conv2d=contrib.layers.xavier_initializer'
    ),
    'layers.python.layers.regularizers': (
        'apply_regularization@contrib.layers l1_l2_regularizer@contrib.layers '
        'l1_regularizer@contrib.layers l2_regularizer@contrib.layers '
        'sum_regularizer@contrib.layers'
    ),
    'layers.python.layers.optimizers': (
        'OPTIMIZER_CLS_NAMES@contrib.layers OPTIMIZER_SUMMARIES@contrib.layers '
        'adaptive_clipping_fn@contrib.slim optimize_loss@contrib.layers'
    ),
    'layers.python.layers.utils': (
        'NamedOutputs! OrderedDict! append_tensor_alias! channel_dimension! '
        'collect_named_outputs! constant_value! convert_collection_to_dict! '
        'gather_tensors_aliases! get_tensor_aliases! get_variable_collections! last_dimension! '
        'n_positive_integers! namedtuple! smart_cond! static_cond! two_element_tuple!'
    ),
    'layers.python.layers.normalization': (
        'DATA_FORMAT_NCHW! DATA_FORMAT_NHWC! add_arg_scope@contrib.framework '
        'group_norm@contrib.layers instance_norm@contrib.layers'
    ),
    'layers.python.layers.embedding_ops': (
        'embedding_lookup_sparse_with_distributed_aggregation@contrib.slim '
        'embedding_lookup_unique@contrib.layers safe_embedding_lookup_sparse@contrib.layers '
        'scattered_embedding_lookup@contrib.slim scattered_embedding_lookup_sparse@contrib.slim'
    ),
    'layers.python.layers.encoders': (
        'bow_encoder@contrib.layers embed_sequence@contrib.layers'
    ),
    'layers.python.layers.feature_column': (
        'DataFrameColumn@contrib.slim InputLayer@contrib.slim bucketized_column@contrib.layers '
        'create_feature_spec_for_parsing@contrib.layers crossed_column@contrib.layers '
        'embedding_column@contrib.layers experimental@contrib.slim '
        'make_place_holder_tensors_for_base_features@contrib.layers '
        'one_hot_column@contrib.layers real_valued_column@contrib.layers '
        'scattered_embedding_column@contrib.layers shared_embedding_columns@contrib.layers '
        'sparse_column_with_hash_bucket@contrib.layers '
        'sparse_column_with_integerized_feature@contrib.layers '
        'sparse_column_with_keys@contrib.layers '
        'sparse_column_with_vocabulary_file@contrib.layers '
        'weighted_sparse_column@contrib.layers'
    ),
    'layers.python.layers.summaries': (
        'summarize_activation@contrib.layers summarize_activations@contrib.layers '
        'summarize_biases@contrib.slim summarize_collection@contrib.layers '
        'summarize_tensor@contrib.layers summarize_tensors@contrib.layers '
        'summarize_variables@contrib.slim summarize_weights@contrib.slim'
    ),
    'layers.python.ops.sparse_ops': (
        'dense_to_sparse_tensor! indicators_to_sparse_ids! sparse_row_envelope!'
    ),
}  # fmt: skip
