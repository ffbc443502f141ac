"""Records which public names TensorFlow 1.15's own modules have, and where the `tf` namespace has the
same object, into src/frontends/python/packages/tensorflow/_module_table/.

    /path/to/tensorflow-1.15/bin/python test/oracle/modules/recordModules.py
"""

import importlib
import inspect
import os
import re
import sys
import textwrap
import types

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'

import tensorflow as tf  # noqa: E402
from tensorflow.python.util import tf_decorator  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(
    HERE, '../../../src/frontends/python/packages/tensorflow/_module_table'
)

#: File of the table -> the modules below tensorflow.python that it holds.
FILES = {
    'framework': """
        framework.ops framework.dtypes framework.constant_op framework.tensor_shape
        framework.tensor_util framework.tensor_spec framework.errors framework.errors_impl
        framework.test_util framework.random_seed framework.function framework.sparse_tensor
        framework.common_shapes framework.indexed_slices framework.device framework.graph_util
        framework.graph_util_impl framework.importer framework.load_library framework.op_def_library
        framework.registry framework.smart_cond framework.versions framework.graph_io
        framework.meta_graph
        client.session client.device_lib client.timeline
        platform.test platform.tf_logging platform.gfile platform.googletest platform.flags
        platform.app platform.benchmark platform.resource_loader platform.sysconfig
        eager.context eager.backprop eager.def_function eager.function eager.tape eager.core
        eager.execute eager.test eager.wrap_function eager.forwardprop eager.monitoring
        util.nest util.deprecation util.tf_inspect util.compat util.tf_export util.tf_decorator
        util.tf_contextlib util.tf_should_use util.keyword_args util.dispatch util.object_identity
        util.compat_internal util.function_utils util.lazy_loader util.decorator_utils
        """,
    'data': """
        data.ops.dataset_ops data.ops.iterator_ops data.ops.readers data.util.nest
        data.experimental.ops.grouping util.all_util util.serialization util.memory
        saved_model.saved_model saved_model.builder saved_model.loader saved_model.tag_constants
        saved_model.signature_constants saved_model.simple_save
        summary.summary summary.writer.writer summary.writer.writer_cache
        compat.compat lib.io.file_io lib.io.tf_record
        """,
    'math': """
        ops.math_ops ops.array_ops ops.nn_ops ops.nn ops.nn_impl ops.clip_ops
        ops.special_math_ops ops.linalg_ops ops.linalg.linalg ops.linalg.linalg_impl ops.linalg_ns
        ops.math_grad ops.array_grad ops.nn_grad ops.linalg_grad ops.sparse_grad
        ops.data_flow_grad ops.tensor_array_grad ops.random_grad ops.standard_ops
        ops.inplace_ops ops.batch_ops ops.proto_ops ops.distributions.util
        ops.parallel_for.gradients ops.parallel_for.control_flow_ops
        """,
    'kinds': """
        ops.random_ops ops.stateless_random_ops
        ops.init_ops ops.init_ops_v2 ops.embedding_ops ops.sparse_ops ops.sets ops.image_ops
        ops.image_ops_impl ops.metrics ops.metrics_impl ops.confusion_matrix ops.bitwise_ops
        ops.string_ops ops.parsing_ops ops.io_ops ops.manip_ops ops.histogram_ops
        """,
    'state': """
        ops.gradients ops.gradients_impl ops.gradients_util ops.gradient_checker
        ops.gradient_checker_v2 ops.unconnected_gradients ops.variables ops.variable_scope
        ops.state_ops ops.state_grad ops.resource_variable_ops ops.control_flow_ops
        ops.control_flow_util ops.control_flow_grad ops.cond_v2 ops.while_v2
        ops.losses.losses ops.losses.losses_impl ops.losses.util ops.rnn ops.rnn_cell
        ops.rnn_cell_impl ops.tensor_array_ops ops.partitioned_variables ops.custom_gradient
        ops.check_ops ops.logging_ops ops.script_ops ops.summary_ops_v2 ops.data_flow_ops
        ops.functional_ops ops.map_fn ops.template ops.lookup_ops ops.numerics ops.ctc_ops
        ops.candidate_sampling_ops ops.sort_ops ops.weights_broadcast_ops ops.session_ops
        ops.critical_section_ops ops.list_ops ops.distributions.distribution
        ops.distributions.distributions ops.distributions.normal ops.distributions.bernoulli
        ops.distributions.beta ops.distributions.categorical ops.distributions.dirichlet
        ops.distributions.exponential ops.distributions.gamma ops.distributions.kullback_leibler
        ops.distributions.laplace ops.distributions.multinomial ops.distributions.student_t
        ops.distributions.uniform ops.signal.signal
        """,
    'training': """
        training.optimizer training.gradient_descent training.momentum training.adam
        training.adagrad training.adagrad_da training.adadelta training.rmsprop training.ftrl
        training.proximal_gradient_descent training.proximal_adagrad training.training
        training.training_util training.slot_creator training.moving_averages
        training.learning_rate_decay training.saver
        training.checkpoint_management training.checkpoint_utils training.checkpoint_state_pb2
        training.basic_session_run_hooks training.session_run_hook training.monitored_session
        training.coordinator training.queue_runner training.queue_runner_impl training.input
        training.session_manager training.supervisor training.sync_replicas_optimizer
        training.server_lib training.device_setter training.evaluation
        training.warm_starting_util training.distribution_strategy_context
        training.tracking.util training.tracking.base
        training.experimental.loss_scale_optimizer training.experimental.loss_scale
        training.training_ops training.summary_io training.saver_test_utils training.distribute
        layers.layers layers.base layers.core layers.convolutional layers.normalization
        layers.pooling layers.utils
        """,
    'keras': """
        keras.activations keras.backend keras.callbacks keras.constraints keras.initializers
        keras.losses keras.metrics keras.models keras.optimizers
        keras.optimizer_v2.optimizer_v2
        keras.optimizer_v2.gradient_descent keras.optimizer_v2.adam keras.optimizer_v2.adamax
        keras.optimizer_v2.nadam keras.optimizer_v2.rmsprop keras.optimizer_v2.adagrad
        keras.optimizer_v2.adadelta keras.optimizer_v2.ftrl
        keras.optimizer_v2.learning_rate_schedule keras.regularizers
        """,
    'keras_layers': """
        keras.layers keras.layers.core keras.layers.convolutional keras.layers.embeddings
        keras.layers.merge keras.layers.normalization keras.layers.pooling keras.layers.recurrent
        keras.layers.wrappers keras.layers.advanced_activations keras.engine
        keras.engine.base_layer keras.engine.input_layer keras.engine.input_spec
        keras.engine.network keras.engine.sequential keras.engine.training keras.testing_utils
        keras.keras_parameterized keras.utils.np_utils keras.utils.generic_utils
        keras.utils.tf_utils keras.utils.layer_utils keras.utils.losses_utils keras.utils.conv_utils
        """,
}

#: The modules below tensorflow.contrib that public files import by their whole path.
CONTRIB = {
    'contrib': """
    layers.python.layers framework.python.ops slim.python.slim
    layers.python.layers.layers layers.python.layers.initializers layers.python.layers.regularizers
    layers.python.layers.optimizers layers.python.layers.utils layers.python.layers.normalization
    layers.python.layers.embedding_ops layers.python.layers.encoders
    layers.python.layers.feature_column layers.python.layers.summaries
    layers.python.ops.sparse_ops
    """,
    'contrib_others': """
    rnn.python.ops.rnn rnn.python.ops.rnn_cell rnn.python.ops.core_rnn_cell
    rnn.python.ops.lstm_ops rnn.python.ops.gru_ops rnn.python.ops.fused_rnn_cell
    framework.python.ops.arg_scope framework.python.ops.variables framework.python.ops.ops
    framework.python.framework.tensor_util framework.python.framework.checkpoint_utils
    opt.python.training.adamax opt.python.training.nadam_optimizer
    opt.python.training.weight_decay_optimizers opt.python.training.lazy_adam_optimizer
    opt.python.training.addsign opt.python.training.powersign opt.python.training.sign_decay
    opt.python.training.moving_average_optimizer opt.python.training.variable_clipping_optimizer
    opt.python.training.multitask_optimizer_wrapper opt.python.training.external_optimizer
    opt.python.training.ggt opt.python.training.shampoo opt.python.training.lars_optimizer
    seq2seq.python.ops.attention_wrapper seq2seq.python.ops.beam_search_decoder
    seq2seq.python.ops.basic_decoder seq2seq.python.ops.decoder seq2seq.python.ops.helper
    seq2seq.python.ops.loss legacy_seq2seq.python.ops.seq2seq
    slim.python.slim.learning slim.python.slim.evaluation slim.python.slim.nets.vgg
    slim.python.slim.nets.resnet_v1 slim.python.slim.nets.inception_v3
    training.python.training.training training.python.training.sampling_ops
    losses.python.losses.loss_ops metrics.python.ops.metric_ops eager.python.tfe
    eager.python.saver eager.python.metrics eager.python.network crf.python.ops.crf
    distributions.python.ops.mvn_diag distributions.python.ops.independent
    distributions.python.ops.onehot_categorical distributions.python.ops.distribution_util
    """,
}

#: Names that do not count as those of any module.
IGNORED = {'absolute_import', 'division', 'print_function', 'tf_export', 'xrange', 'pdt'}

#: Parts of the namespace that are other names for the rest of it, or no part of TensorFlow.
SKIPPED = {'compat', 'raw_ops', 'contrib', 'python', 'core', 'mock'}

#: Names with an underscore that tests and training files use.
PRIVATE = {
    'framework.ops': ['_default_graph_stack', '_gradient_registry', '_shape_registry'],
    'ops.nn_impl': ['_sum_rows', '_compute_sampled_logits'],
    'ops.variable_scope': ['_get_default_variable_store'],
}


def public_places():
    """id of an object -> its shortest name in the `tf` namespace, without `tf.`."""
    places = {}
    queue = [('', tf)]
    seen = {id(tf)}
    while queue:
        prefix, module = queue.pop(0)
        for name in sorted(dir(module)):
            if name.startswith('_') or name in SKIPPED:
                continue
            try:
                value = getattr(module, name)
            except AttributeError:
                continue
            if isinstance(value, types.ModuleType):
                inner = getattr(value, '__name__', '')
                if id(value) not in seen and ('.python.' not in inner or '.api.' in inner):
                    seen.add(id(value))
                    queue.append((prefix + name + '.', value))
            elif is_identified(value):
                places.setdefault(id(value), prefix + name)
    return places


def contrib_places():
    """As `public_places`, with what tf.contrib's own namespaces have before it."""
    places = {}
    for space in sorted({name.partition('.')[0] for text in CONTRIB.values() for name in text.split()}):
        module = importlib.import_module('tensorflow.contrib.' + space)
        for name in sorted(dir(module)):
            value = getattr(module, name)
            if not name.startswith('_') and is_identified(value):
                places.setdefault(id(value), 'contrib.%s.%s' % (space, name))
    return {**public_places(), **places}


def is_identified(value):
    """Whether the identity of VALUE says what it is: not so for numbers and texts."""
    return not isinstance(value, (int, float, str, bytes, bool, tuple, type(None)))


def entry(name, place):
    """`reduce_mean`, `relu@nn` for tf.nn.relu, `neg=negative` for tf.negative."""
    if place == name:
        return name
    space, _, last = place.rpartition('.')
    return '%s@%s' % (name, space) if last == name else '%s=%s' % (name, place)


def own_names(name, module, places, root='tensorflow.python.'):
    """The entries of one module (see `entry`) or, outside of the `tf` namespace, `x!`.

    `*ops.gen_math_ops` says that the module has the names of that one, too.
    """
    entries = []
    generated = set()
    for attribute in sorted(dir(module)):
        if attribute in IGNORED:
            continue
        if attribute.startswith('_') and attribute not in PRIVATE.get(name, ()):
            continue
        value = getattr(module, attribute)
        if isinstance(value, types.ModuleType):
            continue
        place = places.get(id(value)) if is_identified(value) else None
        if place is not None:
            entries.append(entry(attribute, place))
            continue
        home = getattr(value, '__module__', None)
        if home is not None and not isinstance(value, (int, float, str, bytes)):
            home = home.replace('tensorflow_core.', 'tensorflow.')
            own = root + name
            raw = re.match(r'tensorflow\.python\.ops\.(gen_\w+)$', home)
            if raw:
                generated.add('*ops.' + raw.group(1))
                continue
            if home != own and not own.startswith(home.rpartition('.')[0]):
                continue
            if inspect.isfunction(value) or inspect.isclass(value):
                if home.startswith('tensorflow.python.util') and not name.startswith('util'):
                    continue
        entries.append(attribute + '!')
    return entries + sorted(generated)


def write(file, modules, places, root='tensorflow.python.'):
    lines = [
        '"""What TensorFlow 1.15.5\'s own modules hold (%s); written by' % file,
        'test/oracle/modules/recordModules.py. `x` is tf.x, `x@y` is tf.y.x, `x=y` is tf.y,',
        '`x!` is not in `tf`, `*m` means the names of module m, too."""',
        '',
        '#: Module below %s -> its public names.' % root[:-1],
        'MODULES = {',
    ]
    for name in modules:
        try:
            module = importlib.import_module(root + name)
        except ImportError as error:
            print('not in TensorFlow 1.15: %s (%s)' % (name, error))
            continue
        text = ' '.join(own_names(name, module, places, root))
        pieces = textwrap.wrap(text, 86, break_long_words=False, break_on_hyphens=False)
        if not pieces:
            lines.append("    '%s': ''," % name)
            continue
        lines.append("    '%s': (" % name)
        for place, piece in enumerate(pieces):
            end = ' ' if place + 1 < len(pieces) else ''
            lines.append("        '%s%s'" % (piece, end))
        lines.append('    ),')
    lines.append('}  # fmt: skip')
    with open(os.path.join(TABLE, file + '_modules.py'), 'w') as out:
        out.write('\n'.join(lines) + '\n')
    print(file, len(lines), 'lines')


if __name__ == '__main__':
    os.makedirs(TABLE, exist_ok=True)
    found = public_places()
    for file, names in FILES.items():
        if sys.argv[1:] and file not in sys.argv[1:]:
            continue
        write(file, names.split(), found)
    if not sys.argv[1:] or 'contrib' in sys.argv[1:]:
        for file, names in CONTRIB.items():
            write(file, names.split(), contrib_places(), 'tensorflow.contrib.')
