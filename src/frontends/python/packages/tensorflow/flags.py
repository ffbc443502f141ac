"""tf.app.flags and absl.flags: defined, checked, read; the file has no command line, so a flag has its default."""

import sys as _sys
import warnings as _warnings

from _gradient_runtime import on_reset

from ._flag_parsers import (
    ArgumentParser,
    BooleanParser,
    EnumClassParser,
    EnumParser,
    FloatParser,
    IntegerParser,
    ListParser,
    WhitespaceSeparatedListParser,
)
from ._flag_values import (
    CantOpenFlagFileError,
    DuplicateFlagError,
    Error,
    Flag,
    FlagHolder,
    FlagNameConflictsWithMethodError,
    FlagValues,
    IllegalFlagValueError,
    UnparsedFlagAccessError,
    UnrecognizedFlagError,
    ValidationError,
    Validator,
)
from ._missing import getter

FLAGS = FlagValues()


@on_reset
def _forget():
    FLAGS._flags.clear()


#: tf.flags takes the names that absl gave up, too (python/platform/flags.py).
_OLD_NAMES = {'flag_name': 'name', 'default_value': 'default', 'docstring': 'help'}


def _renamed(define):
    def DEFINE(*args, **kwargs):
        return define(*args, **{_OLD_NAMES.get(name, name): one for name, one in kwargs.items()})

    return DEFINE


def _add(flag, flag_values, required):
    if required and flag.default is not None:
        raise ValueError('Required flag --%s cannot have a non-None default' % flag.name)
    flag_values[flag.name] = flag
    if required:
        mark_flag_as_required(flag.name, flag_values)
    return FlagHolder(flag_values, flag)


def _bounded(parser, name, flag_values):
    """Values that the file gives later must be within the bounds as well."""
    if parser.lower_bound is None and parser.upper_bound is None:
        return

    def check(value):
        if value is not None and parser.is_outside_bounds(value):
            raise ValidationError('%s is not %s' % (value, parser.syntactic_help))
        return True

    register_validator(name, check, flag_values=flag_values)


def DEFINE(parser, name, default, help, flag_values=FLAGS, serializer=None, module_name=None,
           required=False, **args):
    return _add(Flag(parser, name, default, help, **args), flag_values, required)


def DEFINE_flag(flag, flag_values=FLAGS, module_name=None, required=False):
    return _add(flag, flag_values, required)


@_renamed
def DEFINE_string(name, default, help, flag_values=FLAGS, required=False, **args):
    return DEFINE(ArgumentParser(), name, default, help, flag_values, required=required, **args)


@_renamed
def DEFINE_boolean(name, default, help, flag_values=FLAGS, module_name=None, required=False, **args):
    return DEFINE(BooleanParser(), name, default, help, flag_values, required=required, boolean=True,
                  **args)


DEFINE_bool = DEFINE_boolean


def _define_number(parser, is_multi=False):
    @_renamed
    def DEFINE_number(name, default, help, lower_bound=None, upper_bound=None, flag_values=FLAGS,
                      required=False, **args):
        made = parser(lower_bound, upper_bound)
        holder = DEFINE(made, name, default, help, flag_values, required=required, is_multi=is_multi,
                        **args)
        if not is_multi:
            _bounded(made, name, flag_values)
        return holder

    return DEFINE_number


DEFINE_float = _define_number(FloatParser)
DEFINE_integer = _define_number(IntegerParser)
DEFINE_multi_float = _define_number(FloatParser, is_multi=True)
DEFINE_multi_integer = _define_number(IntegerParser, is_multi=True)


@_renamed
def DEFINE_enum(name, default, enum_values, help, flag_values=FLAGS, module_name=None, required=False,
                **args):
    case = args.pop('case_sensitive', True)
    return DEFINE(EnumParser(enum_values, case), name, default, help, flag_values, required=required,
                  **args)


def DEFINE_enum_class(name, default, enum_class, help, flag_values=FLAGS, module_name=None,
                      case_sensitive=False, required=False, **args):
    return DEFINE(EnumClassParser(enum_class, case_sensitive), name, default, help, flag_values,
                  required=required, **args)


@_renamed
def DEFINE_list(name, default, help, flag_values=FLAGS, required=False, **args):
    return DEFINE(ListParser(), name, default, help, flag_values, required=required, **args)


def DEFINE_spaceseplist(name, default, help, comma_compat=False, flag_values=FLAGS, required=False,
                        **args):
    return DEFINE(WhitespaceSeparatedListParser(comma_compat), name, default, help, flag_values,
                  required=required, **args)


def DEFINE_multi(parser, serializer, name, default, help, flag_values=FLAGS, module_name=None,
                 required=False, **args):
    return DEFINE(parser, name, default, help, flag_values, required=required, is_multi=True, **args)


def DEFINE_multi_string(name, default, help, flag_values=FLAGS, required=False, **args):
    return DEFINE_multi(ArgumentParser(), None, name, default, help, flag_values, required=required,
                        **args)


def DEFINE_multi_enum(name, default, enum_values, help, flag_values=FLAGS, case_sensitive=True,
                      required=False, **args):
    return DEFINE_multi(EnumParser(enum_values, case_sensitive), None, name, default, help, flag_values,
                        required=required, **args)


class _Alias(Flag):
    """Another name for a flag."""

    def __init__(self, name, original, flag_values):
        self._flag_values, self._original = flag_values, original
        meant = flag_values[original]
        super().__init__(meant.parser, name, None, 'Alias for --%s.' % original, boolean=meant.boolean)

    @property
    def value(self):
        return self._flag_values[self._original].value

    @value.setter
    def value(self, value):
        if value is not None:
            setattr(self._flag_values, self._original, value)


def DEFINE_alias(name, original_name, flag_values=FLAGS, module_name=None):
    if original_name not in flag_values:
        raise UnrecognizedFlagError(original_name)
    return _add(_Alias(name, original_name, flag_values), flag_values, False)


def _name_of(flag):
    return flag.name if isinstance(flag, FlagHolder) else flag


def _register(names, checker, message, is_single, flag_values):
    names = [_name_of(name) for name in names]
    made = Validator(names, checker, message, is_single)
    for name in names:
        if name not in flag_values:
            raise KeyError(name)
        flag_values[name].validators.append(made)


def register_validator(flag_name, checker, message='Flag validation failed', flag_values=FLAGS):
    _register([flag_name], checker, message, True, flag_values)


def validator(flag_name, message='Flag validation failed', flag_values=FLAGS):
    def decorate(function):
        register_validator(flag_name, function, message, flag_values)
        return function

    return decorate


def register_multi_flags_validator(flag_names, multi_flags_checker, message='Flags validation failed',
                                   flag_values=FLAGS):
    _register(flag_names, multi_flags_checker, message, False, flag_values)


def multi_flags_validator(flag_names, message='Flag validation failed', flag_values=FLAGS):
    def decorate(function):
        register_multi_flags_validator(flag_names, function, message, flag_values)
        return function

    return decorate


def mark_flag_as_required(flag_name, flag_values=FLAGS):
    name = _name_of(flag_name)
    if flag_values[name].default is not None:
        _warnings.warn(
            'Flag --%s has a non-None default value; therefore, mark_flag_as_required will pass even if '
            'flag is not specified in the command line!' % name, stacklevel=2,
        )
    register_validator(
        name, lambda value: value is not None, 'Flag --%s must have a value other than None.' % name,
        flag_values,
    )


def mark_flags_as_required(flag_names, flag_values=FLAGS):
    for name in flag_names:
        mark_flag_as_required(name, flag_values)


def mark_flags_as_mutual_exclusive(flag_names, required=False, flag_values=FLAGS):
    names = [_name_of(name) for name in flag_names]

    def check(values):
        count = sum(1 for value in values.values() if value is not None)
        if count == 1 or (count == 0 and not required):
            return True
        raise ValidationError(
            '{} one of ({}) must have a value other than None.'.format(
                'Exactly' if required else 'At most', ', '.join(names))
        )

    register_multi_flags_validator(names, check, flag_values=flag_values)


def set_default(flag_holder, value):
    flag_holder._flagvalues.set_default(flag_holder.name, value)


def declare_key_flag(flag_name, flag_values=FLAGS):
    if flag_name not in flag_values:
        raise ValueError('Flag --%s is undefined. To set a flag as a key flag need to define it in Python.'
                         % flag_name)


def adopt_module_key_flags(module, flag_values=FLAGS):
    if not isinstance(module, type(_sys)):
        raise Error('Expected a module object, not %r.' % (module,))


def disclaim_key_flags():
    pass


__getattr__ = getter('tf.flags')
