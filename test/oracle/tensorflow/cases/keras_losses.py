"""@file Oracle cases: losses and metrics of tf.keras, as functions and as objects, in float32."""

from .writing import Cases, f, rnd, ulps

LOSSES = """
mean_squared_error mean_absolute_error mean_absolute_percentage_error mean_squared_logarithmic_error
squared_hinge hinge categorical_hinge logcosh kullback_leibler_divergence poisson cosine_similarity
""".split()
OBJECTS = [
    'MeanSquaredError()',
    'MeanAbsoluteError(reduction="sum")',
    'MeanAbsolutePercentageError()',
    'MeanSquaredLogarithmicError(reduction="none")',
    'Huber(delta=0.3)',
    'Hinge()',
    'SquaredHinge()',
    'CategoricalHinge()',
    'LogCosh()',
    'Poisson()',
    'KLDivergence()',
    'CosineSimilarity(axis=-1)',
    'BinaryCrossentropy(label_smoothing=0.1)',
    'BinaryCrossentropy(from_logits=True)',
    'CategoricalCrossentropy()',
    'CategoricalCrossentropy(from_logits=True, label_smoothing=0.2)',
]
METRICS = [
    'Mean', 'Accuracy', 'BinaryAccuracy', 'CategoricalAccuracy', 'MeanSquaredError',
    'RootMeanSquaredError', 'MeanAbsoluteError', 'BinaryCrossentropy', 'CategoricalCrossentropy',
    'Hinge', 'Precision', 'Recall', 'TruePositives', 'FalseNegatives',
]  # fmt: skip
PROGRAM = """
t = tf.constant({t}); p = tf.constant({p}); w = tf.constant([1.0, 0.5, 2.0])
metric = tf.keras.metrics.{name}()
value = metric({given}, sample_weight=w)
with new_session() as s:
    s.run(tf.global_variables_initializer())
    s.run([v.initializer for v in metric.variables])
    for k in range(3):
        out('%d' % k, s.run(value))
    out('result', s.run(metric.result()))
"""
LABELS = [[0.0, 1.0], [1.0, 0.0], [1.0, 0.0]]
GUESSES = [[0.25, 0.75], [0.5, 0.5], [0.125, 0.875]]


def cases():
    c = Cases()
    near = ulps(8, 'exp, log and a sum', 0.125)
    t, p = rnd('targets', [4, 3], 0.0, 1.0), rnd('predictions', [4, 3], 0.01, 1.0)
    labels = f([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
    for name in LOSSES:
        expr = 'tf.keras.losses.%s(a, b)' % name
        c.op('keras.losses', name, expr, ['float32'], True, near, a=t, b=p)
    for call in OBJECTS:
        y = labels if 'entropy' in call or 'Hinge' in call else t
        for weight in ('', ', sample_weight=[1.0, 0.5, 2.0, 0.0]'):
            text = 'tf.keras.losses.%s(a, b%s)' % (call, weight)
            c.op('keras.losses', call + weight, text, ['float32'], True, near, a=y, b=p)
    for name in METRICS:
        given = 'tf.reduce_sum(p, 1)' if name == 'Mean' else 't, p'
        text = PROGRAM.format(t=LABELS, p=GUESSES, name=name, given=given)
        c.program('keras.metrics', name, text, ['float32'])
    return c.cases
