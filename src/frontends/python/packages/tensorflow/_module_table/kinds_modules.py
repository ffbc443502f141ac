"""What TensorFlow 1.15.5's own modules hold (kinds); written by
test/oracle/modules/recordModules.py. `x` is tf.x, `x@y` is tf.y.x, `x=y` is tf.y,
`x!` is not in `tf`, `*m` means the names of module m, too."""

#: Module below tensorflow.python -> its public names.
MODULES = {
    'ops.random_ops': (
        'categorical@random multinomial multinomial_categorical_impl! '
        'parameterized_truncated_normal! random_crop random_gamma random_normal random_poisson '
        'random_poisson_v2! random_shuffle random_uniform truncated_normal *ops.gen_random_ops'
    ),
    'ops.stateless_random_ops': (
        'stateless_categorical@random stateless_multinomial@random '
        'stateless_multinomial_categorical_impl! '
        'stateless_random_normal=random.stateless_normal '
        'stateless_random_uniform=random.stateless_uniform stateless_truncated_normal@random'
    ),
    'ops.init_ops': (
        'Constant=constant_initializer ConvolutionDeltaOrthogonal! ConvolutionOrthogonal! '
        'ConvolutionOrthogonal1D! ConvolutionOrthogonal2D! ConvolutionOrthogonal3D! '
        'GlorotNormal=glorot_normal_initializer GlorotUniform=glorot_uniform_initializer '
        'Identity=initializers.identity Initializer@keras.initializers Ones=ones_initializer '
        'Orthogonal=orthogonal_initializer RandomNormal=random_normal_initializer '
        'RandomUniform=random_uniform_initializer TruncatedNormal=truncated_normal_initializer '
        'UniformUnitScaling=uniform_unit_scaling_initializer '
        'VarianceScaling=variance_scaling_initializer Zeros=zeros_initializer '
        'constant_initializer convolutional_delta_orthogonal! convolutional_orthogonal_1d! '
        'convolutional_orthogonal_2d! convolutional_orthogonal_3d! glorot_normal_initializer '
        'glorot_uniform_initializer he_normal@initializers he_uniform@initializers '
        'identity_initializer=initializers.identity lecun_normal@initializers '
        'lecun_uniform@initializers ones_initializer orthogonal_initializer '
        'random_normal_initializer random_uniform_initializer truncated_normal_initializer '
        'uniform_unit_scaling_initializer variance_scaling_initializer zeros_initializer'
    ),
    'ops.init_ops_v2': (
        'Constant! GlorotNormal! GlorotUniform! Identity! Initializer! Ones! Orthogonal! '
        'RandomNormal! RandomUniform! TruncatedNormal! VarianceScaling! Zeros! constant! '
        'constant_initializer! glorot_normal! glorot_normal_initializer! glorot_uniform! '
        'glorot_uniform_initializer! he_normal! he_uniform! identity! identity_initializer! '
        'lecun_normal! lecun_uniform! normal! one! ones! ones_initializer! orthogonal! '
        'orthogonal_initializer! random_normal! random_normal_initializer! random_uniform! '
        'random_uniform_initializer! truncated_normal! truncated_normal_initializer! uniform! '
        'variance_scaling_initializer! zero! zeros! zeros_initializer!'
    ),
    'ops.embedding_ops': (
        'embedding_lookup@nn embedding_lookup_sparse@nn embedding_lookup_sparse_v2! '
        'embedding_lookup_v2! safe_embedding_lookup_sparse@nn safe_embedding_lookup_sparse_v2!'
    ),
    'ops.sparse_ops': (
        'KeywordRequired! deserialize_many_sparse deserialize_sparse! from_dense@sparse '
        'serialize_many_sparse serialize_many_sparse_v2! serialize_sparse serialize_sparse_v2! '
        'sparse_add sparse_add_v2! sparse_concat sparse_concat_v2! sparse_cross=sparse.cross '
        'sparse_cross_hashed=sparse.cross_hashed sparse_dense_cwise_add! '
        'sparse_expand_dims=sparse.expand_dims sparse_eye=sparse.eye sparse_fill_empty_rows '
        'sparse_maximum sparse_merge sparse_merge_impl! sparse_minimum sparse_reduce_max '
        'sparse_reduce_max_sparse sparse_reduce_max_v2! sparse_reduce_sum '
        'sparse_reduce_sum_sparse sparse_reduce_sum_v2! sparse_reorder sparse_reset_shape '
        'sparse_reshape sparse_retain sparse_slice sparse_softmax sparse_split sparse_split_v2! '
        'sparse_tensor_dense_matmul sparse_tensor_to_dense sparse_to_dense sparse_to_indicator '
        'sparse_transpose unary_op=math.bessel_i1e *ops.gen_sparse_ops'
    ),
    'ops.sets': (
        'set_difference=sets.difference set_intersection=sets.intersection set_size@sets '
        'set_union@sets'
    ),
    'ops.image_ops': (
        'ResizeMethod! ResizeMethodV1=image.ResizeMethod adjust_brightness@image '
        'adjust_contrast@image adjust_gamma@image adjust_hue@image adjust_jpeg_quality@image '
        'adjust_saturation@image central_crop@image combined_non_max_suppression@image '
        'convert_image_dtype@image crop_and_resize_v1=image.crop_and_resize crop_and_resize_v2! '
        'crop_to_bounding_box@image decode_and_crop_jpeg@image decode_bmp@image '
        'decode_gif@image decode_image@image decode_jpeg@image decode_png@image '
        'draw_bounding_boxes@image draw_bounding_boxes_v2! encode_jpeg@image encode_png@image '
        'extract_glimpse@image extract_glimpse_v2! extract_jpeg_shape@image '
        'fix_image_flip_shape! flip_left_right@image flip_up_down@image grayscale_to_rgb@image '
        'hsv_to_rgb@image image_gradients@image is_jpeg@image non_max_suppression@image '
        'non_max_suppression_padded@image '
        'non_max_suppression_with_overlaps=image.non_max_suppression_overlaps '
        'non_max_suppression_with_scores@image pad_to_bounding_box@image '
        'per_image_standardization@image psnr@image random_brightness@image '
        'random_contrast@image random_flip_left_right@image random_flip_up_down@image '
        'random_hue@image random_jpeg_quality@image random_saturation@image resize_area@image '
        'resize_bicubic@image resize_bilinear@image resize_image_with_crop_or_pad@image '
        'resize_image_with_pad_v1=image.resize_image_with_pad resize_image_with_pad_v2! '
        'resize_images=image.resize resize_images_v2! resize_nearest_neighbor@image '
        'rgb_to_grayscale@image rgb_to_hsv@image rgb_to_yiq@image rgb_to_yuv@image rot90@image '
        'sample_distorted_bounding_box@image sample_distorted_bounding_box_v2! '
        'sobel_edges@image ssim@image ssim_multiscale@image total_variation@image '
        'transpose@image yiq_to_rgb@image yuv_to_rgb@image *ops.gen_image_ops'
    ),
    'ops.image_ops_impl': (
        'ResizeMethod! ResizeMethodV1=image.ResizeMethod adjust_brightness@image '
        'adjust_contrast@image adjust_gamma@image adjust_hue@image adjust_jpeg_quality@image '
        'adjust_saturation@image central_crop@image combined_non_max_suppression@image '
        'convert_image_dtype@image crop_and_resize_v1=image.crop_and_resize crop_and_resize_v2! '
        'crop_to_bounding_box@image decode_image@image draw_bounding_boxes@image '
        'draw_bounding_boxes_v2! extract_glimpse@image extract_glimpse_v2! '
        'fix_image_flip_shape! flip_left_right@image flip_up_down@image grayscale_to_rgb@image '
        'image_gradients@image is_jpeg@image non_max_suppression@image '
        'non_max_suppression_padded@image '
        'non_max_suppression_with_overlaps=image.non_max_suppression_overlaps '
        'non_max_suppression_with_scores@image pad_to_bounding_box@image '
        'per_image_standardization@image psnr@image random_brightness@image '
        'random_contrast@image random_flip_left_right@image random_flip_up_down@image '
        'random_hue@image random_jpeg_quality@image random_saturation@image '
        'resize_bicubic@image resize_bilinear@image resize_image_with_crop_or_pad@image '
        'resize_image_with_pad_v1=image.resize_image_with_pad resize_image_with_pad_v2! '
        'resize_images=image.resize resize_images_v2! resize_nearest_neighbor@image '
        'rgb_to_grayscale@image rgb_to_yiq@image rgb_to_yuv@image rot90@image '
        'sample_distorted_bounding_box@image sample_distorted_bounding_box_v2! '
        'sobel_edges@image ssim@image ssim_multiscale@image total_variation@image '
        'transpose@image yiq_to_rgb@image yuv_to_rgb@image'
    ),
    'ops.metrics': (
        'accuracy@metrics auc@metrics average_precision_at_k@metrics false_negatives@metrics '
        'false_negatives_at_thresholds@metrics false_positives@metrics '
        'false_positives_at_thresholds@metrics mean@metrics mean_absolute_error@metrics '
        'mean_cosine_distance@metrics mean_iou@metrics mean_per_class_accuracy@metrics '
        'mean_relative_error@metrics mean_squared_error@metrics mean_tensor@metrics '
        'metric_variable! percentage_below@metrics precision@metrics precision_at_k@metrics '
        'precision_at_thresholds@metrics precision_at_top_k@metrics recall@metrics '
        'recall_at_k@metrics recall_at_thresholds@metrics recall_at_top_k@metrics '
        'root_mean_squared_error@metrics sensitivity_at_specificity@metrics '
        'sparse_average_precision_at_k@metrics sparse_precision_at_k@metrics '
        'specificity_at_sensitivity@metrics true_negatives@metrics '
        'true_negatives_at_thresholds@metrics true_positives@metrics '
        'true_positives_at_thresholds@metrics'
    ),
    'ops.metrics_impl': (
        'accuracy@metrics auc@metrics average_precision_at_k@metrics false_negatives@metrics '
        'false_negatives_at_thresholds@metrics false_positives@metrics '
        'false_positives_at_thresholds@metrics mean@metrics mean_absolute_error@metrics '
        'mean_cosine_distance@metrics mean_iou@metrics mean_per_class_accuracy@metrics '
        'mean_relative_error@metrics mean_squared_error@metrics mean_tensor@metrics '
        'metric_variable! percentage_below@metrics precision@metrics precision_at_k@metrics '
        'precision_at_thresholds@metrics precision_at_top_k@metrics recall@metrics '
        'recall_at_k@metrics recall_at_thresholds@metrics recall_at_top_k@metrics '
        'root_mean_squared_error@metrics sensitivity_at_specificity@metrics '
        'sparse_average_precision_at_k@metrics sparse_precision_at_k@metrics '
        'specificity_at_sensitivity@metrics true_negatives@metrics '
        'true_negatives_at_thresholds@metrics true_positives@metrics '
        'true_positives_at_thresholds@metrics'
    ),
    'ops.confusion_matrix': (
        'confusion_matrix! confusion_matrix_v1=confusion_matrix remove_squeezable_dimensions!'
    ),
    'ops.bitwise_ops': (
        'bitwise_and@bitwise bitwise_or@bitwise bitwise_xor@bitwise invert@bitwise '
        'left_shift@bitwise right_shift@bitwise *ops.gen_bitwise_ops'
    ),
    'ops.string_ops': (
        'as_string decode_base64 encode_base64 reduce_join reduce_join_v2! '
        'regex_full_match@strings regex_replace string_format=strings.format string_join '
        'string_length=strings.length string_length_v2! string_lower=strings.lower '
        'string_split! string_split_v2! string_strip string_to_hash_bucket! '
        'string_to_hash_bucket_fast string_to_hash_bucket_strong '
        'string_to_hash_bucket_v1=string_to_hash_bucket string_to_number! '
        'string_to_number_v1=string_to_number string_upper=strings.upper substr@strings '
        'substr_deprecated=substr substr_v2! unicode_script@strings unicode_transcode@strings '
        'unsorted_segment_join@strings *ops.gen_string_ops'
    ),
    'ops.parsing_ops': (
        'FixedLenFeature FixedLenSequenceFeature SparseFeature VarLenFeature decode_compressed '
        'decode_csv decode_csv_v2! decode_json_example decode_raw! decode_raw_v1=decode_raw '
        'parse_example parse_example_v2! parse_sequence_example@io parse_single_example '
        'parse_single_example_v2! parse_single_example_v2_unoptimized! '
        'parse_single_sequence_example parse_tensor serialize_tensor *ops.gen_parsing_ops'
    ),
    'ops.io_ops': (
        'FixedLengthRecordReader IdentityReader LMDBReader ReaderBase TFRecordReader '
        'TextLineReader WholeFileReader matching_files read_file write_file *ops.gen_io_ops'
    ),
    'ops.manip_ops': (
        'roll'
    ),
    'ops.histogram_ops': (
        'histogram_fixed_width histogram_fixed_width_bins'
    ),
}  # fmt: skip
