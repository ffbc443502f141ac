"""What the batches of an epoch come to: the mean loss and the last metrics, or all outputs.

Of keras/engine/training_utils.py.
"""

import numpy as np


class MetricsAggregator:
    def __init__(self, use_steps, num_samples, steps):
        self.use_steps = use_steps
        self.num_samples = num_samples
        self.steps = steps
        self.results = []

    def create(self, outputs):
        self.results = [0.0] * len(outputs)

    def aggregate(self, outputs, start=None, end=None):
        self.results[0] += outputs[0] if self.use_steps else outputs[0] * (end - start)
        self.results[1:] = outputs[1:]

    def finalize(self):
        if not self.results:
            raise ValueError('Empty training data.')
        self.results[0] /= self.num_samples or self.steps


class OutputsAggregator:
    """The outputs of all batches, put together along the samples."""

    def __init__(self, use_steps, num_samples, steps):
        self.use_steps = use_steps
        self.num_samples = num_samples
        self.steps = steps
        self.results = []

    def create(self, outputs):
        self._parts = [[] for _ in outputs]

    def aggregate(self, outputs, start=None, end=None):
        for parts, output in zip(self._parts, outputs):
            if self.num_samples is not None and end - start == self.num_samples:
                if output.shape[0] != self.num_samples:
                    wanted = (self.num_samples, *output.shape[1:])
                    raise ValueError(
                        'Mismatch between expected batch size and model output batch size. Output shape '
                        '= {}, expected output shape = shape {}'.format(output.shape, wanted)
                    )
            parts.append(output)

    def finalize(self):
        self.results = [
            parts[0] if len(parts) == 1 else np.concatenate(parts, axis=0) for parts in self._parts
        ]
