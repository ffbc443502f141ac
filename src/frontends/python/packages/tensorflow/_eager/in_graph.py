"""Calling a traced function where a graph is built: in graph mode, or in the body of another function."""


def call_in_graph(trace, tensors, graph):
    raise NotImplementedError(
        'A call of tf.function while a graph is built (here of %s) is not evaluated by this engine'
        % trace.graph.function_name
    )
