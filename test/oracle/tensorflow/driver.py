"""@file Evaluates oracle cases with whichever `tensorflow` is importable: the real one when recording, ours in the worker.

Knows neither how cases are written nor how answers are compared. Python 3.7 and later, no NumPy
beyond array, asarray and reshape, so that both sides run the very same lines.
"""

import json

import numpy as np
import tensorflow as tf

# Incoming gradients: signs mixed, some not representable, so that a wrong order or factor shows.
WEIGHTS = (0.75, -1.5, 2.25, -0.3, 1.1, -2.7, 0.4)
FLOATS = ('float16', 'float32', 'float64')

session_config = None


def new_session(graph=None):
    return (
        tf.Session(graph=graph, config=session_config)
        if session_config
        else tf.Session(graph=graph)
    )


def number(text):
    """A number of the JSON: non-finite ones and negative zero are strings."""
    return float(text.replace('Infinity', 'inf')) if isinstance(text, str) else text


def array(spec, dtype):
    kind = dtype if spec['t'] == 'F' else spec['t']
    return np.array([number(v) for v in spec['v']], dtype=kind).reshape(spec['s'])


def told(value):
    """A fetched value as JSON: type, shape, flat elements; None stays None."""
    if value is None:
        return None
    if isinstance(value, (bytes, str)):
        return {
            't': 'string',
            's': [],
            'v': [value.decode() if isinstance(value, bytes) else value],
        }
    whole = np.asarray(value)
    kind = str(whole.dtype)
    flat = whole.reshape([-1]).tolist()
    if 'float' in kind:
        flat = [told_float(v) for v in flat]
    return {'t': kind, 's': [int(n) for n in whole.shape], 'v': flat}


def told_float(value):
    if value != value:
        return 'NaN'
    if value in (float('inf'), float('-inf')):
        return 'Infinity' if value > 0 else '-Infinity'
    if value == 0 and str(value)[0] == '-':
        return '-0'
    return value


def weights_like(value, absolute):
    whole = np.asarray(value)
    count = 1
    for n in whole.shape:
        count *= int(n)
    chosen = [WEIGHTS[i % len(WEIGHTS)] for i in range(count)]
    chosen = [abs(w) for w in chosen] if absolute else chosen
    return np.array(chosen, dtype=str(whole.dtype)).reshape(whole.shape)


def is_float(tensor):
    return tensor.dtype.base_dtype.name in FLOATS


def evaluate_op(case, dtype, absolute=False):
    """y = expression(inputs) and d sum(y·k)/d input for each float input, k the fixed weights.

    `absolute` evaluates at |inputs| with |k|: the sum of |terms| that a rounding bound refers to.
    """
    with tf.Graph().as_default() as graph:
        scope = {'tf': tf, 'np': np, 'F': tf.as_dtype(dtype)}
        feeds = {}
        variables = []
        for name, spec in case['in'].items():
            value = array(spec, dtype)
            if absolute and 'float' in str(value.dtype):
                value = abs(value)
            tensor = tf.placeholder(str(value.dtype), [int(n) for n in value.shape], name=name)
            feeds[tensor] = value
            scope[name] = tensor
            if is_float(tensor):
                variables.append(name)
        y = eval(case['expr'], scope)
        ys = list(y) if isinstance(y, (list, tuple)) else [y]
        with new_session(graph) as session:
            values = session.run(ys, feed_dict=feeds)
            answer = {'y': [told(v) for v in values]}
            targets = [(t, v) for t, v in zip(ys, values) if is_float(t)]
            if variables and targets and case.get('grad', True):
                try:
                    gradients = tf.gradients(
                        [t for t, _ in targets],
                        [scope[name] for name in variables],
                        grad_ys=[tf.constant(weights_like(v, absolute)) for _, v in targets],
                    )
                except LookupError as error:
                    answer['gradError'] = 'LookupError: %s' % error
                    return answer
                dense = [None if g is None else tf.convert_to_tensor(g) for g in gradients]
                present = [g for g in dense if g is not None]
                found = iter(session.run(present, feed_dict=feeds)) if present else iter(())
                answer['g'] = {
                    name: None if g is None else told(next(found))
                    for name, g in zip(variables, dense)
                }
        return answer


def evaluate_program(case, dtype):
    """Runs statements in a graph of their own; `out(label, value)` gives the answers in order."""
    answers = []

    def out(label, value):
        if isinstance(value, (list, tuple)):
            for i, part in enumerate(value):
                out('%s[%d]' % (label, i), part)
        else:
            answers.append([label, told(value)])

    with tf.Graph().as_default() as graph:
        scope = {
            'tf': tf,
            'np': np,
            'F': tf.as_dtype(dtype),
            'dtype': dtype,
            'out': out,
            'new_session': lambda: new_session(graph),
        }
        exec(case['source'], scope)
    return {'outs': answers}


def evaluate(case, dtype, absolute=False):
    if 'source' in case:
        return evaluate_program(case, dtype)
    return evaluate_op(case, dtype, absolute)


def replay(cases):
    """Prints one JSON line per case and dtype; an exception is an answer like any other."""
    for index, case in enumerate(cases):
        for dtype in case['out']:
            line = {'case': index, 'dtype': dtype}
            try:
                line['answer'] = evaluate(case, dtype)
            except Exception as error:
                line['error'] = '%s: %s' % (type(error).__name__, error)
            print('@oracle ' + json.dumps(line))
