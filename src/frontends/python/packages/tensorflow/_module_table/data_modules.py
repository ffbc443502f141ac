"""What TensorFlow 1.15.5's own modules hold (data); written by
test/oracle/modules/recordModules.py. `x` is tf.x, `x@y` is tf.y.x, `x=y` is tf.y,
`x!` is not in `tf`, `*m` means the names of module m, too."""

#: Module below tensorflow.python -> its public names.
MODULES = {
    'data.ops.dataset_ops': (
        'AUTOTUNE! AutotuneAlgorithm! BatchDataset! CacheDataset! ConcatenateDataset! '
        'Dataset@data DatasetSource! DatasetSpec@data DatasetV1=data.Dataset DatasetV1Adapter! '
        'DatasetV2! FilterDataset! FlatMapDataset! InterleaveDataset! MapDataset! Options@data '
        'PaddedBatchDataset! ParallelInterleaveDataset! ParallelMapDataset! PrefetchDataset! '
        'RangeDataset! RepeatDataset! ShardDataset! ShuffleDataset! SkipDataset! '
        'SparseTensorSliceDataset! StructuredFunctionWrapper! TakeDataset! TensorDataset! '
        'TensorSliceDataset! UnaryDataset! UnaryUnchangedStructureDataset! WindowDataset! '
        'ZipDataset! from_variant@data.experimental '
        'get_legacy_output_classes=data.get_output_classes '
        'get_legacy_output_shapes=data.get_output_shapes '
        'get_legacy_output_types=data.get_output_types get_structure@data.experimental '
        'make_initializable_iterator@data make_one_shot_iterator@data '
        'to_variant@data.experimental'
    ),
    'data.ops.iterator_ops': (
        'GET_NEXT_CALL_WARNING_MESSAGE! GET_NEXT_CALL_WARNING_THRESHOLD! GLOBAL_ITERATORS! '
        'Iterator@data IteratorResourceDeleter! IteratorSpec! IteratorV2! '
        'get_next_as_optional@data.experimental'
    ),
    'data.ops.readers': (
        'FixedLengthRecordDataset@data FixedLengthRecordDatasetV1=data.FixedLengthRecordDataset '
        'FixedLengthRecordDatasetV2! ParallelInterleaveDataset! TFRecordDataset@data '
        'TFRecordDatasetV1=data.TFRecordDataset TFRecordDatasetV2! TextLineDataset@data '
        'TextLineDatasetV1=data.TextLineDataset TextLineDatasetV2!'
    ),
    'data.util.nest': (
        'assert_same_structure! assert_shallow_structure! flatten! flatten_up_to! is_sequence! '
        'map_structure! map_structure_up_to! pack_sequence_as!'
    ),
    'data.experimental.ops.grouping': (
        'Reducer@data.experimental bucket_by_sequence_length@data.experimental '
        'group_by_reducer@data.experimental group_by_window@data.experimental'
    ),
    'util.all_util': (
        'make_all! remove_undocumented! reveal_undocumented!'
    ),
    'util.serialization': (
        'get_json_type!'
    ),
    'util.memory': (
        'dismantle_ordered_dict!'
    ),
    'saved_model.saved_model': (
        'load=saved_model.load_v2 save@saved_model simple_save@saved_model'
    ),
    'saved_model.builder': (
        'SavedModelBuilder=saved_model.Builder'
    ),
    'saved_model.loader': (
        'load@saved_model maybe_saved_model_directory=saved_model.contains_saved_model'
    ),
    'saved_model.tag_constants': (
        'EVAL! GPU! SERVING! TPU! TRAINING!'
    ),
    'saved_model.signature_constants': (
        'CLASSIFY_INPUTS! CLASSIFY_METHOD_NAME! CLASSIFY_OUTPUT_CLASSES! '
        'CLASSIFY_OUTPUT_SCORES! DEFAULT_EVAL_SIGNATURE_DEF_KEY! '
        'DEFAULT_SERVING_SIGNATURE_DEF_KEY! DEFAULT_TRAIN_SIGNATURE_DEF_KEY! PREDICT_INPUTS! '
        'PREDICT_METHOD_NAME! PREDICT_OUTPUTS! REGRESS_INPUTS! REGRESS_METHOD_NAME! '
        'REGRESS_OUTPUTS! SUPERVISED_EVAL_METHOD_NAME! SUPERVISED_TRAIN_METHOD_NAME!'
    ),
    'saved_model.simple_save': (
        'simple_save@saved_model'
    ),
    'summary.summary': (
        'Event FileWriter@summary FileWriterCache@summary SessionLog Summary '
        'SummaryDescription@summary TaggedRunMetadata@summary audio@summary '
        'get_summary_description@summary histogram@summary image@summary merge@summary '
        'merge_all@summary scalar@summary tensor_summary@summary text@summary'
    ),
    'summary.writer.writer': (
        'EventFileWriter! EventFileWriterV2! FileWriter@summary SummaryToEventTransformer!'
    ),
    'summary.writer.writer_cache': (
        'FileWriter@summary FileWriterCache@summary'
    ),
    'compat.compat': (
        'forward_compatibility_horizon! forward_compatible!'
    ),
    'lib.io.file_io': (
        'FileIO! atomic_write_string_to_file! copy=gfile.Copy copy_v2=io.gfile.copy '
        'create_dir=gfile.MkDir create_dir_v2=io.gfile.mkdir delete_file=gfile.Remove '
        'delete_file_v2=io.gfile.remove delete_recursively=gfile.DeleteRecursively '
        'delete_recursively_v2=io.gfile.rmtree file_crc32! file_exists=gfile.Exists '
        'file_exists_v2=io.gfile.exists filecmp! get_matching_files=gfile.Glob '
        'get_matching_files_v2=io.gfile.glob is_directory=gfile.IsDirectory '
        'is_directory_v2=io.gfile.isdir list_directory=gfile.ListDirectory '
        'list_directory_v2=io.gfile.listdir read_file_to_string! '
        'recursive_create_dir=gfile.MakeDirs recursive_create_dir_v2=io.gfile.makedirs '
        'rename=gfile.Rename rename_v2=io.gfile.rename stat=gfile.Stat stat_v2=io.gfile.stat '
        'walk=gfile.Walk walk_v2=io.gfile.walk write_string_to_file!'
    ),
    'lib.io.tf_record': (
        'TFRecordCompressionType@io TFRecordOptions@io TFRecordWriter@io tf_record_iterator@io'
    ),
}  # fmt: skip
