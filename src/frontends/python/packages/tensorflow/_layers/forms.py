"""How tf.layers is made from the layers of Keras: constructors with its own defaults, and its functions.

TensorFlow writes each parameter list three times: for the layer of Keras, for the class of tf.layers and for
its function (tensorflow/python/layers/*.py). Here it stands once, at the layer of Keras.
"""

import inspect

from .at_once import LayerCall

_NAMED = inspect.Parameter.POSITIONAL_OR_KEYWORD


def parameters_of(function):
    """[(name, default)] of FUNCTION, without self and what it takes by any name."""
    given = inspect.signature(function).parameters.values()
    return [(one.name, one.default) for one in given if one.kind is _NAMED and one.name != 'self']


def _of_constructor(layer):
    """The same of a class; where its constructor takes `*options`, those are its base class's next."""
    found = {}
    for owner in layer.__mro__:
        own = vars(owner).get('__init__')
        if own is not None:
            found = _followed(found, own)
            if not any(
                one.kind is inspect.Parameter.VAR_POSITIONAL
                for one in inspect.signature(own).parameters.values()
            ):
                break
    return list(found.items())


def _followed(found, function):
    return {**found, **{key: value for key, value in parameters_of(function) if key not in found}}


def _written(name, before, parameters, after, body, values, places=None):
    """The function NAME of these parameters, with Python's own messages for a wrong call; it hands them on by
    their names, or those called PLACES by their places."""
    own = [key for key, _ in parameters]
    source = 'def %s(%s):\n    return %s\n' % (
        name,
        ', '.join([*before, *own, *after]),
        body % ', '.join(places or ['%s=%s' % (key, key) for key in own]),
    )
    exec(compile(source, __file__, 'exec'), values)
    function = values[name]
    defaults = [value for _, value in parameters if value is not inspect.Parameter.empty]
    function.__defaults__ = (*defaults, *values.get('_more', ()))
    return function


def constructor(layer, leave_out=(), **defaults):
    """`__init__` of LAYER, of Keras, with other DEFAULTS and without the parameters LEAVE_OUT.

    A parameter whose default is `...` has to be given.
    """
    parameters = []
    for key, value in _of_constructor(layer):
        if key not in leave_out:
            value = defaults.get(key, value)
            parameters.append((key, inspect.Parameter.empty if value is ... else value))
    values = {'_initialize': layer.__init__}
    return _written(
        '__init__', ['self'], parameters, ['**kwargs'], '_initialize(self, %s, **kwargs)', values
    )


def function_of(layer, name, doc):
    """`tf.layers.NAME`: makes a LAYER with variables in the scope that its name says, applies it once."""
    return _calling(layer, name, doc, True)


def pool_of(layer, name, doc):
    """The same for a pool, which has no variables to share."""
    return _calling(layer, name, doc, False)


def _calling(layer, name, doc, is_scoped):
    parameters = _of_constructor(layer)
    keys = [key for key, _ in parameters if key != 'name']
    if len(keys) == len(parameters):
        # A layer that takes its name among the others by any name.
        parameters.append(('name', None))
    values = {'_call': LayerCall(layer, keys, is_scoped), '_more': (None,) if is_scoped else ()}
    reuse = 'reuse' if is_scoped else 'None'
    body = '_call(inputs, name, %s, %%s)' % reuse
    function = _written(name, ['inputs'], parameters, ['reuse'] if is_scoped else [], body, values, keys)
    function.__doc__ = doc
    return function


def with_fixed(function, name, **fixed):
    """FUNCTION under another NAME, without the parameters that are FIXED."""
    parameters = [item for item in parameters_of(function) if item[0] not in fixed]
    values = {'_function': function, **fixed}
    given = ', '.join('%s=%s' % (key, key) for key in fixed)
    return _written(name, [], parameters, [], '_function(%s, ' + given + ')', values)
