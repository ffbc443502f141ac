"""The layers by which a functional model adds losses and metrics to itself."""

from .base_layer import Layer


class AddLoss(Layer):
    """Adds the tensor that it is called with to the losses."""

    def __init__(self, unconditional, **kwargs):
        super().__init__(**kwargs)
        self.unconditional = unconditional

    def call(self, inputs):
        self.add_loss(inputs, inputs=(not self.unconditional))
        return inputs


class AddMetric(Layer):
    """Adds the tensor that it is called with to the metrics."""

    def __init__(self, aggregation=None, metric_name=None, **kwargs):
        super().__init__(**kwargs)
        self.aggregation = aggregation
        self.metric_name = metric_name

    def call(self, inputs):
        self.add_metric(inputs, self.aggregation, self.metric_name)
        return inputs
