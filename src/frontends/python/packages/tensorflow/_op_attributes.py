"""What an op's attributes take, and the words for what they do not take: op_def_library's _MakeInt and kin."""


def integer(value, name, op=None, minimum=None):
    """VALUE as an int; of an OP it must be at least MINIMUM."""
    if isinstance(value, str):
        raise TypeError("Expected int for argument '%s' not %r." % (name, value))
    try:
        number = int(value)
    except (ValueError, TypeError):
        raise TypeError("Expected int for argument '%s' not %r." % (name, value)) from None
    if minimum is not None and number < minimum:
        raise ValueError(
            "Attr '%s' of '%s' Op passed %d less than minimum %d." % (name, op, number, minimum)
        )
    return number


def boolean(value, name):
    if not isinstance(value, bool):
        raise TypeError("Expected bool for argument '%s' not %r." % (name, value))
    return value


def real(value, name):
    """A number that protobuf takes for a float."""
    if type(value).__module__ != 'numpy' and not isinstance(value, (int, float)):
        raise TypeError("Expected float for argument '%s' not %r." % (name, value))
    return float(value)


def reals(value, name, function):
    if not isinstance(value, (list, tuple)):
        raise TypeError("Expected list for '%s' argument to '%s' Op, not %s." % (name, function, value))
    return tuple(real(item, name) for item in value)


def text(value, name):
    if not isinstance(value, (str, bytes)):
        raise TypeError("Expected string for argument '%s' not %r." % (name, value))
    return value if isinstance(value, str) else value.decode()
