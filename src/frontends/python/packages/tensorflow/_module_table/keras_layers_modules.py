"""What TensorFlow 1.15.5's own modules hold (keras_layers); written by
test/oracle/modules/recordModules.py. `x` is tf.x, `x@y` is tf.y.x, `x=y` is tf.y,
`x!` is not in `tf`, `*m` means the names of module m, too."""

#: Module below tensorflow.python -> its public names.
MODULES = {
    'keras.layers': (
        'AbstractRNNCell@keras.layers Activation@keras.layers '
        'ActivityRegularization@keras.layers Add@keras.layers AdditiveAttention@keras.layers '
        'AlphaDropout@keras.layers Attention@keras.layers Average@keras.layers '
        'AveragePooling1D@keras.layers AveragePooling2D@keras.layers '
        'AveragePooling3D@keras.layers AvgPool1D=keras.layers.AveragePooling1D '
        'AvgPool2D=keras.layers.AveragePooling2D AvgPool3D=keras.layers.AveragePooling3D '
        'BatchNormalization@keras.layers BatchNormalizationV2! Bidirectional@keras.layers '
        'Concatenate@keras.layers Conv1D@keras.layers Conv2D@keras.layers '
        'Conv2DTranspose@keras.layers Conv3D@keras.layers Conv3DTranspose@keras.layers '
        'ConvLSTM2D@keras.layers Convolution1D=keras.layers.Conv1D '
        'Convolution2D=keras.layers.Conv2D Convolution2DTranspose=keras.layers.Conv2DTranspose '
        'Convolution3D=keras.layers.Conv3D Convolution3DTranspose=keras.layers.Conv3DTranspose '
        'Cropping1D@keras.layers Cropping2D@keras.layers Cropping3D@keras.layers '
        'CuDNNGRU@keras.layers CuDNNLSTM@keras.layers Dense@keras.layers '
        'DepthwiseConv2D@keras.layers DeviceWrapper! Dot@keras.layers Dropout@keras.layers '
        'DropoutWrapper! ELU@keras.layers Embedding@keras.layers Flatten@keras.layers '
        'GRU@keras.layers GRUCell@keras.layers GRUCell_v2! GRU_v2! GaussianDropout@keras.layers '
        'GaussianNoise@keras.layers GlobalAveragePooling1D@keras.layers '
        'GlobalAveragePooling2D@keras.layers GlobalAveragePooling3D@keras.layers '
        'GlobalAvgPool1D=keras.layers.GlobalAveragePooling1D '
        'GlobalAvgPool2D=keras.layers.GlobalAveragePooling2D '
        'GlobalAvgPool3D=keras.layers.GlobalAveragePooling3D GlobalMaxPool1D@keras.layers '
        'GlobalMaxPool2D@keras.layers GlobalMaxPool3D@keras.layers '
        'GlobalMaxPooling1D=keras.layers.GlobalMaxPool1D '
        'GlobalMaxPooling2D=keras.layers.GlobalMaxPool2D '
        'GlobalMaxPooling3D=keras.layers.GlobalMaxPool3D Input@keras InputLayer@keras.layers '
        'InputSpec@layers LSTM@keras.layers LSTMCell@keras.layers LSTMCell_v2! LSTM_v2! '
        'Lambda@keras.layers Layer@keras.layers LayerNormalization@keras.layers '
        'LeakyReLU@keras.layers LocallyConnected1D@keras.layers LocallyConnected2D@keras.layers '
        'Masking@keras.layers MaxPool1D@keras.layers MaxPool2D@keras.layers '
        'MaxPool3D@keras.layers MaxPooling1D=keras.layers.MaxPool1D '
        'MaxPooling2D=keras.layers.MaxPool2D MaxPooling3D=keras.layers.MaxPool3D '
        'Maximum@keras.layers Minimum@keras.layers Multiply@keras.layers PReLU@keras.layers '
        'PeepholeLSTMCell@keras.experimental Permute@keras.layers RNN@keras.layers '
        'RandomFourierFeatures! ReLU@keras.layers RepeatVector@keras.layers '
        'Reshape@keras.layers ResidualWrapper! SeparableConv1D@keras.layers '
        'SeparableConv2D@keras.layers SeparableConvolution1D=keras.layers.SeparableConv1D '
        'SeparableConvolution2D=keras.layers.SeparableConv2D SimpleRNN@keras.layers '
        'SimpleRNNCell@keras.layers Softmax@keras.layers SpatialDropout1D@keras.layers '
        'SpatialDropout2D@keras.layers SpatialDropout3D@keras.layers '
        'StackedRNNCells@keras.layers Subtract@keras.layers ThresholdedReLU@keras.layers '
        'TimeDistributed@keras.layers UpSampling1D@keras.layers UpSampling2D@keras.layers '
        'UpSampling3D@keras.layers Wrapper@keras.layers ZeroPadding1D@keras.layers '
        'ZeroPadding2D@keras.layers ZeroPadding3D@keras.layers add@keras.layers '
        'average@keras.layers concatenate@keras.layers deserialize@keras.layers '
        'dot@keras.layers maximum@keras.layers minimum@keras.layers multiply@keras.layers '
        'serialize@keras.layers subtract@keras.layers'
    ),
    'keras.layers.core': (
        'Activation@keras.layers ActivityRegularization@keras.layers Dense@keras.layers '
        'Dropout@keras.layers Flatten@keras.layers InputSpec@layers Lambda@keras.layers '
        'Layer@keras.layers Masking@keras.layers Permute@keras.layers RepeatVector@keras.layers '
        'Reshape@keras.layers SpatialDropout1D@keras.layers SpatialDropout2D@keras.layers '
        'SpatialDropout3D@keras.layers keras_export!'
    ),
    'keras.layers.convolutional': (
        'AveragePooling1D@keras.layers AveragePooling2D@keras.layers '
        'AveragePooling3D@keras.layers Conv! Conv1D@keras.layers Conv2D@keras.layers '
        'Conv2DTranspose@keras.layers Conv3D@keras.layers Conv3DTranspose@keras.layers '
        'Convolution1D=keras.layers.Conv1D Convolution2D=keras.layers.Conv2D '
        'Convolution2DTranspose=keras.layers.Conv2DTranspose Convolution3D=keras.layers.Conv3D '
        'Convolution3DTranspose=keras.layers.Conv3DTranspose Cropping1D@keras.layers '
        'Cropping2D@keras.layers Cropping3D@keras.layers Deconv2D=keras.layers.Conv2DTranspose '
        'Deconv3D=keras.layers.Conv3DTranspose Deconvolution2D=keras.layers.Conv2DTranspose '
        'Deconvolution3D=keras.layers.Conv3DTranspose DepthwiseConv2D@keras.layers '
        'InputSpec@layers Layer@keras.layers MaxPooling1D=keras.layers.MaxPool1D '
        'MaxPooling2D=keras.layers.MaxPool2D MaxPooling3D=keras.layers.MaxPool3D SeparableConv! '
        'SeparableConv1D@keras.layers SeparableConv2D@keras.layers '
        'SeparableConvolution1D=keras.layers.SeparableConv1D '
        'SeparableConvolution2D=keras.layers.SeparableConv2D UpSampling1D@keras.layers '
        'UpSampling2D@keras.layers UpSampling3D@keras.layers ZeroPadding1D@keras.layers '
        'ZeroPadding2D@keras.layers ZeroPadding3D@keras.layers keras_export!'
    ),
    'keras.layers.embeddings': (
        'Embedding@keras.layers Layer@keras.layers keras_export!'
    ),
    'keras.layers.merge': (
        'Add@keras.layers Average@keras.layers Concatenate@keras.layers Dot@keras.layers '
        'Layer@keras.layers Maximum@keras.layers Minimum@keras.layers Multiply@keras.layers '
        'Subtract@keras.layers add@keras.layers average@keras.layers concatenate@keras.layers '
        'dot@keras.layers keras_export! maximum@keras.layers minimum@keras.layers '
        'multiply@keras.layers subtract@keras.layers'
    ),
    'keras.layers.normalization': (
        'BatchNormalization@keras.layers BatchNormalizationBase! InputSpec@layers '
        'Layer@keras.layers LayerNormalization@keras.layers keras_export! '
        'replace_in_base_docstring!'
    ),
    'keras.layers.pooling': (
        'AveragePooling1D@keras.layers AveragePooling2D@keras.layers '
        'AveragePooling3D@keras.layers AvgPool1D=keras.layers.AveragePooling1D '
        'AvgPool2D=keras.layers.AveragePooling2D AvgPool3D=keras.layers.AveragePooling3D '
        'GlobalAveragePooling1D@keras.layers GlobalAveragePooling2D@keras.layers '
        'GlobalAveragePooling3D@keras.layers '
        'GlobalAvgPool1D=keras.layers.GlobalAveragePooling1D '
        'GlobalAvgPool2D=keras.layers.GlobalAveragePooling2D '
        'GlobalAvgPool3D=keras.layers.GlobalAveragePooling3D GlobalMaxPool1D@keras.layers '
        'GlobalMaxPool2D@keras.layers GlobalMaxPool3D@keras.layers '
        'GlobalMaxPooling1D=keras.layers.GlobalMaxPool1D '
        'GlobalMaxPooling2D=keras.layers.GlobalMaxPool2D '
        'GlobalMaxPooling3D=keras.layers.GlobalMaxPool3D GlobalPooling1D! GlobalPooling2D! '
        'GlobalPooling3D! InputSpec@layers Layer@keras.layers MaxPool1D@keras.layers '
        'MaxPool2D@keras.layers MaxPool3D@keras.layers MaxPooling1D=keras.layers.MaxPool1D '
        'MaxPooling2D=keras.layers.MaxPool2D MaxPooling3D=keras.layers.MaxPool3D Pooling1D! '
        'Pooling2D! Pooling3D! keras_export!'
    ),
    'keras.layers.recurrent': (
        'AbstractRNNCell@keras.layers DropoutRNNCellMixin! GRU@keras.layers '
        'GRUCell@keras.layers InputSpec@layers LSTM@keras.layers LSTMCell@keras.layers '
        'Layer@keras.layers PeepholeLSTMCell@keras.experimental RNN@keras.layers '
        'SimpleRNN@keras.layers SimpleRNNCell@keras.layers StackedRNNCells@keras.layers '
        'keras_export!'
    ),
    'keras.layers.wrappers': (
        'Bidirectional@keras.layers InputSpec@layers Layer@keras.layers '
        'TimeDistributed@keras.layers Wrapper@keras.layers keras_export!'
    ),
    'keras.layers.advanced_activations': (
        'ELU@keras.layers InputSpec@layers Layer@keras.layers LeakyReLU@keras.layers '
        'PReLU@keras.layers ReLU@keras.layers Softmax@keras.layers ThresholdedReLU@keras.layers '
        'keras_export!'
    ),
    'keras.engine': (
        'Input@keras InputLayer@keras.layers InputSpec@layers Layer@keras.layers '
        'get_source_inputs@keras.utils'
    ),
    'keras.engine.base_layer': (
        'AddLoss! AddMetric! InputSpec@layers KerasHistory! Layer@keras.layers '
        'TensorFlowOpLayer! keras_export! serialize_keras_object@keras.utils zip!'
    ),
    'keras.engine.input_layer': (
        'Input@keras InputLayer@keras.layers keras_export!'
    ),
    'keras.engine.input_spec': (
        'InputSpec@layers assert_input_compatibility! keras_export! to_tensor_shape! '
        'to_tensor_spec! zip!'
    ),
    'keras.engine.network': (
        'Network! yaml! zip!'
    ),
    'keras.engine.sequential': (
        'Sequential@keras keras_export!'
    ),
    'keras.engine.training': (
        'DistributedCallbackModel! Model@keras keras_export!'
    ),
    'keras.testing_utils': (
        'disable_v2_dtype_behavior! enable_v2_dtype_behavior! '
        'experimental_run_tf_function_scope! get_expected_metric_variable_names! '
        'get_model_from_layers! get_model_type! get_multi_io_model! get_small_functional_mlp! '
        'get_small_mlp! get_small_sequential_mlp! get_small_subclass_mlp! '
        'get_small_subclass_mlp_with_custom_build! get_test_data! get_v2_optimizer! '
        'model_type_scope! run_eagerly_scope! should_run_eagerly! should_run_tf_function!'
    ),
    'keras.keras_parameterized': (
        'TestCase! run_all_keras_modes! run_with_all_model_types!'
    ),
    'keras.utils.np_utils': (
        'keras_export! normalize@keras.utils to_categorical@keras.utils'
    ),
    'keras.utils.generic_utils': (
        'CustomObjectScope@keras.utils Progbar@keras.utils check_for_unexpected_keys! '
        'class_and_config_for_serialized_keras_object! custom_object_scope@keras.utils '
        'deserialize_keras_object@keras.utils func_dump! func_load! '
        'get_custom_objects@keras.utils has_arg! is_all_none! keras_export! make_batches! '
        'object_list_uid! serialize_keras_class_and_config! serialize_keras_object@keras.utils '
        'slice_arrays! to_list! to_snake_case! validate_kwargs!'
    ),
    'keras.utils.tf_utils': (
        'ListWrapper! are_all_symbolic_tensors! assert_no_legacy_layers! constant_value! '
        'convert_inner_node_data! convert_shapes! get_reachable_from_inputs! '
        'graph_context_for_symbolic_tensors! is_symbolic_tensor! is_tensor_or_tensor_list! '
        'is_tensor_or_variable! map_structure_with_atomic! maybe_init_scope! '
        'register_symbolic_tensor_type! shape_type_conversion! smart_cond!'
    ),
    'keras.utils.layer_utils': (
        'convert_all_kernels_in_model@keras.utils convert_dense_weights_data_format! '
        'convert_kernel! count_params! gather_non_trainable_weights! gather_trainable_weights! '
        'get_source_inputs@keras.utils is_builtin_layer! keras_export! print_summary!'
    ),
    'keras.utils.losses_utils': (
        'compute_weighted_loss! keras_export! reduce_weighted_loss! '
        'scale_loss_for_distribution!'
    ),
    'keras.utils.conv_utils': (
        'conv_connected_inputs! conv_input_length! conv_kernel_idxs! conv_kernel_mask! '
        'conv_output_length! conv_output_shape! convert_data_format! convert_kernel! '
        'deconv_output_length! normalize_data_format! normalize_padding! normalize_tuple! '
        'range!'
    ),
}  # fmt: skip
