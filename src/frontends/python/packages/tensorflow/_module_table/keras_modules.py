"""What TensorFlow 1.15.5's own modules hold (keras); written by
test/oracle/modules/recordModules.py. `x` is tf.x, `x@y` is tf.y.x, `x=y` is tf.y,
`x!` is not in `tf`, `*m` means the names of module m, too."""

#: Module below tensorflow.python -> its public names.
MODULES = {
    'keras.activations': (
        'deserialize@keras.activations deserialize_keras_object@keras.utils '
        'elu@keras.activations exponential@keras.activations get@keras.activations '
        'hard_sigmoid@keras.activations keras_export! linear@keras.activations '
        'relu@keras.activations selu@keras.activations serialize@keras.activations '
        'serialize_keras_object@keras.utils sigmoid@keras.activations softmax@keras.activations '
        'softplus@keras.activations softsign@keras.activations tanh@keras.activations'
    ),
    'keras.backend': (
        'EagerExecutionFunction! GraphExecutionFunction! PER_GRAPH_OBJECT_NAME_UIDS! '
        'abs@keras.backend all@keras.backend any@keras.backend arange@keras.backend '
        'argmax@keras.backend argmin@keras.backend backend@keras.backend '
        'batch_dot@keras.backend batch_flatten@keras.backend batch_get_value@keras.backend '
        'batch_normalization@keras.backend batch_set_value@keras.backend bias_add@keras.backend '
        'binary_crossentropy@keras.backend cast@keras.backend cast_to_floatx@keras.backend '
        'cast_variables_to_tensor! categorical_crossentropy@keras.backend '
        'clear_session@keras.backend clip@keras.backend concatenate@keras.backend '
        'configure_and_create_distributed_session! constant@keras.backend conv1d@keras.backend '
        'conv2d@keras.backend conv2d_transpose@keras.backend conv3d@keras.backend '
        'conv3d_transpose! cos@keras.backend count_params@keras.backend '
        'ctc_batch_cost@keras.backend ctc_decode@keras.backend '
        'ctc_label_dense_to_sparse@keras.backend cumprod@keras.backend cumsum@keras.backend '
        'depthwise_conv2d! dot@keras.backend dropout@keras.backend dtype@keras.backend '
        'eager_learning_phase_scope! elu@keras.backend epsilon@keras.backend '
        'equal@keras.backend eval@keras.backend exp@keras.backend expand_dims@keras.backend '
        'eye@keras.backend flatten@keras.backend floatx@keras.backend foldl@keras.backend '
        'foldr@keras.backend freezable_variable! function@keras.backend gather@keras.backend '
        'get_default_graph_uid_map! get_default_session_config! get_graph! '
        'get_session@keras.backend get_uid@keras.backend get_value@keras.backend '
        'global_learning_phase_is_set! gradients@keras.backend greater@keras.backend '
        'greater_equal@keras.backend hard_sigmoid@keras.backend identity! '
        'image_data_format@keras.backend in_test_phase@keras.backend in_top_k@keras.backend '
        'in_train_phase@keras.backend int_shape@keras.backend is_keras_tensor! is_placeholder! '
        'is_sparse@keras.backend is_tpu_strategy! keras_export! l2_normalize@keras.backend '
        'learning_phase@keras.backend learning_phase_scope@keras.backend less@keras.backend '
        'less_equal@keras.backend local_conv! local_conv1d@keras.backend '
        'local_conv2d@keras.backend log@keras.backend logsumexp! '
        'manual_variable_initialization@keras.backend map_fn@keras.backend max@keras.backend '
        'maximum@keras.backend mean@keras.backend min@keras.backend minimum@keras.backend '
        'moving_average_update@keras.backend name_scope! ndim@keras.backend '
        'normalize_batch_in_training@keras.backend not_equal@keras.backend '
        'one_hot@keras.backend ones@keras.backend ones_like@keras.backend '
        'permute_dimensions@keras.backend placeholder@keras.backend pool2d@keras.backend '
        'pool3d@keras.backend pow@keras.backend print_tensor@keras.backend prod@keras.backend '
        'py_all! py_any! py_sum! random_binomial@keras.backend random_normal@keras.backend '
        'random_normal_variable@keras.backend random_uniform@keras.backend '
        'random_uniform_variable@keras.backend relu@keras.backend repeat@keras.backend '
        'repeat_elements@keras.backend reset_uids@keras.backend reshape@keras.backend '
        'resize_images@keras.backend resize_volumes@keras.backend reverse@keras.backend '
        'rnn@keras.backend round@keras.backend separable_conv1d! separable_conv2d@keras.backend '
        'set_epsilon@keras.backend set_floatx@keras.backend set_image_data_format@keras.backend '
        'set_learning_phase@keras.backend set_session@keras.backend set_value@keras.backend '
        'shape@keras.backend sigmoid@keras.backend sign@keras.backend sin@keras.backend '
        'softmax@keras.backend softplus@keras.backend softsign@keras.backend '
        'sparse_categorical_crossentropy@keras.backend spatial_2d_padding@keras.backend '
        'spatial_3d_padding@keras.backend sqrt@keras.backend square@keras.backend '
        'squeeze@keras.backend stack@keras.backend std@keras.backend '
        'stop_gradient@keras.backend sum@keras.backend switch@keras.backend '
        'symbolic_learning_phase! tanh@keras.backend temporal_padding@keras.backend '
        'tile@keras.backend to_dense@keras.backend track_tf_optimizer! track_variable! '
        'transpose@keras.backend truncated_normal@keras.backend unique_object_name! '
        'update@keras.backend update_add@keras.backend update_sub@keras.backend '
        'var@keras.backend variable@keras.backend zeros@keras.backend zeros_like@keras.backend'
    ),
    'keras.callbacks': (
        'BaseLogger@keras.callbacks CSVLogger@keras.callbacks Callback@keras.callbacks '
        'CallbackList! EarlyStopping@keras.callbacks History@keras.callbacks '
        'LambdaCallback@keras.callbacks LearningRateScheduler@keras.callbacks '
        'ModelCheckpoint@keras.callbacks Progbar@keras.utils ProgbarLogger@keras.callbacks '
        'ReduceLROnPlateau@keras.callbacks RemoteMonitor@keras.callbacks Sequence@keras.utils '
        'TensorBoard! TerminateOnNaN@keras.callbacks configure_callbacks! keras_export! '
        'make_logs! requests! set_callback_parameters!'
    ),
    'keras.constraints': (
        'Constraint@keras.constraints MaxNorm@keras.constraints MinMaxNorm@keras.constraints '
        'NonNeg@keras.constraints RadialConstraint@keras.constraints UnitNorm@keras.constraints '
        'deserialize@keras.constraints deserialize_keras_object@keras.utils '
        'get@keras.constraints keras_export! max_norm=keras.constraints.MaxNorm '
        'maxnorm=keras.constraints.MaxNorm min_max_norm=keras.constraints.MinMaxNorm '
        'non_neg=keras.constraints.NonNeg nonneg=keras.constraints.NonNeg '
        'radial_constraint=keras.constraints.RadialConstraint serialize@keras.constraints '
        'serialize_keras_object@keras.utils unit_norm=keras.constraints.UnitNorm '
        'unitnorm=keras.constraints.UnitNorm'
    ),
    'keras.initializers': (
        'Constant=constant_initializer GlorotNormal=glorot_normal_initializer '
        'GlorotUniform=glorot_uniform_initializer Identity=initializers.identity '
        'Initializer@keras.initializers Ones=ones_initializer Orthogonal=orthogonal_initializer '
        'RandomNormal@keras.initializers RandomUniform@keras.initializers '
        'TFRandomNormal=random_normal_initializer TFRandomUniform=random_uniform_initializer '
        'TFTruncatedNormal=truncated_normal_initializer TruncatedNormal@keras.initializers '
        'VarianceScaling=variance_scaling_initializer Zeros=zeros_initializer '
        'constant=constant_initializer deserialize@keras.initializers '
        'deserialize_keras_object@keras.utils get@keras.initializers '
        'glorot_normal=glorot_normal_initializer glorot_uniform=glorot_uniform_initializer '
        'he_normal@initializers he_uniform@initializers identity@initializers keras_export! '
        'lecun_normal@initializers lecun_uniform@initializers '
        'normal=keras.initializers.RandomNormal one=ones_initializer ones=ones_initializer '
        'orthogonal=orthogonal_initializer random_normal=keras.initializers.RandomNormal '
        'random_uniform=keras.initializers.RandomUniform serialize@keras.initializers '
        'serialize_keras_object@keras.utils truncated_normal=keras.initializers.TruncatedNormal '
        'uniform=keras.initializers.RandomUniform zero=zeros_initializer '
        'zeros=zeros_initializer'
    ),
    'keras.losses': (
        'BinaryCrossentropy@keras.losses CategoricalCrossentropy@keras.losses '
        'CategoricalHinge@keras.losses CosineSimilarity@keras.losses Hinge@keras.losses '
        'Huber@keras.losses KLD@keras.losses KLDivergence@keras.losses LABEL_DTYPES_FOR_LOSSES! '
        'LogCosh@keras.losses Loss@keras.losses LossFunctionWrapper! MAE@keras.losses '
        'MAPE@keras.losses MSE@keras.losses MSLE@keras.losses MeanAbsoluteError@keras.losses '
        'MeanAbsolutePercentageError@keras.losses MeanSquaredError@keras.losses '
        'MeanSquaredLogarithmicError@keras.losses Poisson@keras.losses '
        'SparseCategoricalCrossentropy@keras.losses SquaredHinge@keras.losses '
        'binary_crossentropy@keras.losses categorical_crossentropy@keras.losses '
        'categorical_hinge@keras.losses cosine_proximity=keras.losses.cosine '
        'cosine_similarity=keras.losses.cosine deserialize@keras.losses '
        'deserialize_keras_object@keras.utils get@keras.losses hinge@keras.losses huber_loss! '
        'is_categorical_crossentropy! keras_export! kld=keras.losses.KLD '
        'kullback_leibler_divergence=keras.losses.KLD logcosh@keras.losses mae=keras.losses.MAE '
        'mape=keras.losses.MAPE mean_absolute_error=keras.losses.MAE '
        'mean_absolute_percentage_error=keras.losses.MAPE mean_squared_error=keras.losses.MSE '
        'mean_squared_logarithmic_error=keras.losses.MSLE mse=keras.losses.MSE '
        'msle=keras.losses.MSLE poisson@keras.losses serialize@keras.losses '
        'serialize_keras_object@keras.utils sparse_categorical_crossentropy@keras.losses '
        'squared_hinge@keras.losses'
    ),
    'keras.metrics': (
        'AUC@keras.metrics Accuracy@keras.metrics BinaryAccuracy@keras.metrics '
        'BinaryCrossentropy@keras.metrics CategoricalAccuracy@keras.metrics '
        'CategoricalCrossentropy@keras.metrics CategoricalHinge@keras.metrics '
        'CosineSimilarity@keras.metrics FalseNegatives@keras.metrics '
        'FalsePositives@keras.metrics Hinge@keras.metrics KLDivergence@keras.metrics '
        'Layer@keras.layers LogCoshError@keras.metrics MAE@keras.losses MAPE@keras.losses '
        'MSE@keras.losses MSLE@keras.losses Mean@keras.metrics MeanAbsoluteError@keras.metrics '
        'MeanAbsolutePercentageError@keras.metrics MeanIoU@keras.metrics MeanMetricWrapper! '
        'MeanRelativeError@keras.metrics MeanSquaredError@keras.metrics '
        'MeanSquaredLogarithmicError@keras.metrics MeanTensor@keras.metrics '
        'Metric@keras.metrics Poisson@keras.metrics Precision@keras.metrics '
        'Recall@keras.metrics Reduce! RootMeanSquaredError@keras.metrics '
        'SensitivityAtSpecificity@keras.metrics SensitivitySpecificityBase! '
        'SparseCategoricalAccuracy@keras.metrics SparseCategoricalCrossentropy@keras.metrics '
        'SparseTopKCategoricalAccuracy@keras.metrics SpecificityAtSensitivity@keras.metrics '
        'SquaredHinge@keras.metrics Sum@keras.metrics SumOverBatchSize! '
        'SumOverBatchSizeMetricWrapper! TopKCategoricalAccuracy@keras.metrics '
        'TrueNegatives@keras.metrics TruePositives@keras.metrics accuracy! '
        'binary_accuracy@keras.metrics binary_crossentropy@keras.losses '
        'categorical_accuracy@keras.metrics categorical_crossentropy@keras.losses '
        'categorical_hinge@keras.losses clone_metric! clone_metrics! '
        'cosine_proximity=keras.losses.cosine cosine_similarity=keras.losses.cosine '
        'deserialize@keras.metrics deserialize_keras_object@keras.utils get@keras.metrics '
        'hinge@keras.losses keras_export! kullback_leibler_divergence=keras.losses.KLD '
        'logcosh@keras.losses mae=keras.losses.MAE mape=keras.losses.MAPE '
        'mean_absolute_error=keras.losses.MAE mean_absolute_percentage_error=keras.losses.MAPE '
        'mean_squared_error=keras.losses.MSE mean_squared_logarithmic_error=keras.losses.MSLE '
        'mse=keras.losses.MSE msle=keras.losses.MSLE poisson@keras.losses '
        'serialize@keras.metrics serialize_keras_object@keras.utils '
        'sparse_categorical_accuracy@keras.metrics sparse_categorical_crossentropy@keras.losses '
        'sparse_top_k_categorical_accuracy@keras.metrics squared_hinge@keras.losses '
        'top_k_categorical_accuracy@keras.metrics'
    ),
    'keras.models': (
        'CustomObjectScope@keras.utils Input@keras InputLayer@keras.layers Layer@keras.layers '
        'Model@keras Sequential@keras clone_and_build_model! clone_model@keras.models '
        'in_place_subclassed_model_state_restoration! keras_export! load_model@keras.models '
        'model_from_config@keras.models model_from_json@keras.models '
        'model_from_yaml@keras.models save_model@keras.models share_weights!'
    ),
    'keras.optimizers': (
        'Adadelta! Adagrad! Adam! Adamax! Nadam! Optimizer! RMSprop! SGD! TFOptimizer! '
        'adadelta! adagrad! adam! adamax! deserialize@keras.optimizers '
        'deserialize_keras_object@keras.utils get@keras.optimizers keras_export! nadam! '
        'rmsprop! serialize@keras.optimizers serialize_keras_object@keras.utils sgd! zip!'
    ),
    'keras.optimizer_v2.optimizer_v2': (
        'OptimizerV2=keras.optimizers.Optimizer RestoredOptimizer! keras_export!'
    ),
    'keras.optimizer_v2.gradient_descent': (
        'SGD@keras.optimizers keras_export!'
    ),
    'keras.optimizer_v2.adam': (
        'Adam@keras.optimizers keras_export!'
    ),
    'keras.optimizer_v2.adamax': (
        'Adamax@keras.optimizers keras_export!'
    ),
    'keras.optimizer_v2.nadam': (
        'Nadam@keras.optimizers keras_export!'
    ),
    'keras.optimizer_v2.rmsprop': (
        'RMSProp=keras.optimizers.RMSprop RMSprop@keras.optimizers keras_export!'
    ),
    'keras.optimizer_v2.adagrad': (
        'Adagrad@keras.optimizers keras_export!'
    ),
    'keras.optimizer_v2.adadelta': (
        'Adadelta@keras.optimizers keras_export!'
    ),
    'keras.optimizer_v2.ftrl': (
        'Ftrl@keras.optimizers keras_export!'
    ),
    'keras.optimizer_v2.learning_rate_schedule': (
        'CosineDecay@keras.experimental CosineDecayRestarts@keras.experimental '
        'ExponentialDecay@keras.optimizers.schedules '
        'InverseTimeDecay@keras.optimizers.schedules '
        'LearningRateSchedule@keras.optimizers.schedules LinearCosineDecay@keras.experimental '
        'NoisyLinearCosineDecay@keras.experimental '
        'PiecewiseConstantDecay@keras.optimizers.schedules '
        'PolynomialDecay@keras.optimizers.schedules deserialize@keras.optimizers.schedules '
        'keras_export! serialize@keras.optimizers.schedules'
    ),
    'keras.regularizers': (
        'L1L2@keras.regularizers Regularizer@keras.regularizers deserialize@keras.regularizers '
        'deserialize_keras_object@keras.utils get@keras.regularizers keras_export! '
        'l1@keras.regularizers l1_l2@keras.regularizers l2@keras.regularizers '
        'serialize@keras.regularizers serialize_keras_object@keras.utils'
    ),
}  # fmt: skip
