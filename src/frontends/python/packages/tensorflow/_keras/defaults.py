"""Methods of Layer that a subclass may replace."""


def default(method):
    """Marks a method that a subclass may replace, and that does nothing of its own."""
    method._is_default = True
    return method


def is_default(method):
    return getattr(method, '_is_default', False)
