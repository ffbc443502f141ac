"""Flags and the object that holds them, with absl's checks and words (absl/flags/_flag.py, _flagvalues.py).
There is no command line here: a flag has its default until the file gives it another value."""

import sys as _sys


class Error(Exception):
    """All errors of flags."""


class CantOpenFlagFileError(Error):
    pass


class DuplicateFlagError(Error):
    @classmethod
    def from_flag(cls, flagname, flag_values, other_flag_values=None):
        first = flag_values[flagname]
        return cls(
            "The flag '%s' is defined twice. First from %s, Second from %s.  "
            'Description from first occurrence: %s'
            % (flagname, first._module, defining_module(), first.help)
        )


class IllegalFlagValueError(Error):
    pass


class UnrecognizedFlagError(Error):
    def __init__(self, flagname, flagvalue='', suggestions=None):
        self.flagname, self.flagvalue = flagname, flagvalue
        super().__init__("Unknown command line flag '%s'" % flagname)


class UnparsedFlagAccessError(Error):
    pass


class ValidationError(Error):
    pass


class FlagNameConflictsWithMethodError(Error):
    pass


def defining_module():
    """The module that defines a flag: `__main__` is called by its file."""
    frame = _sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith('/lib/'):
        frame = frame.f_back
    name = '__main__' if frame is None else frame.f_globals.get('__name__', '__main__')
    return _sys.argv[0] if name == '__main__' else name


class Flag:
    """One flag: its value, its default, what it takes."""

    def __init__(self, parser, name, default, help_string, boolean=False, short_name=None,
                 allow_override=False, is_multi=False):
        self.name, self.short_name = name, short_name
        self.help = help_string or '(no help available)'
        self.parser, self.boolean, self.allow_override = parser, boolean, allow_override
        self.present = 0
        self.validators = []
        self._is_multi = is_multi
        self._module = None
        self.set_default(default)

    def set_default(self, default):
        self.default_unparsed = default
        self.default = None if default is None else self._parse(default)
        self.value = self.default
        self.using_default_value = True

    def _parse(self, argument):
        try:
            if not self._is_multi:
                return self.parser.parse(argument)
            several = argument if isinstance(argument, (list, tuple)) else [argument]
            return [self.parser.parse(one) for one in several]
        except (TypeError, ValueError) as error:
            raise IllegalFlagValueError('flag --%s=%s: %s' % (self.name, argument, error)) from None

    def parse(self, argument):
        self.value = self._parse(argument)
        self.present += 1
        self.using_default_value = False

    def __bool__(self):
        raise TypeError('A Flag instance would always be True. Did you mean to test the `.value` attribute?')


class Validator:
    """CHECKER of the values of NAMES, a flag's own or a dict of them."""

    def __init__(self, names, checker, message, is_single):
        self._names, self._checker, self._message = names, checker, message
        self._is_single = is_single

    def verify(self, values):
        given = {name: values[name].value for name in self._names}
        if not self._checker(given[self._names[0]] if self._is_single else given):
            raise ValidationError(self._message)

    def described(self, values):
        if self._is_single:
            return 'flag --%s=%s' % (self._names[0], values[self._names[0]].value)
        return 'flags ' + ', '.join('%s=%s' % (name, values[name].value) for name in self._names)


class FlagValues:
    """Flags by name; as attributes, their values."""

    def __init__(self):
        self.__dict__['_flags'] = {}

    def __getattr__(self, name):
        if name.startswith('__') or name not in self._flags:
            raise AttributeError(name)
        return self._flags[name].value

    def __setattr__(self, name, value):
        flag = self._flags.get(name)
        if flag is None:
            raise UnrecognizedFlagError(name, value)
        before = flag.value
        flag.value = value
        try:
            self._validate(flag.validators)
        except IllegalFlagValueError:
            flag.value = before
            raise
        flag.using_default_value = False

    def __delattr__(self, name):
        if name not in self._flags:
            raise AttributeError(name)
        del self._flags[name]

    def __getitem__(self, name):
        return self._flags[name]

    def __setitem__(self, name, flag):
        if not isinstance(flag, Flag):
            raise IllegalFlagValueError(
                'Expect Flag instances, found type %s. Maybe you didn\'t mean to use FlagValue.__setitem__?'
                % type(flag)
            )
        if not isinstance(name, str):
            raise Error('Flag name must be a string')
        if not name:
            raise Error('Flag name cannot be empty')
        if ' ' in name:
            raise Error('Flag name cannot contain a space')
        for known in (name, flag.short_name):
            there = self._flags.get(known)
            if there is not None and not (flag.allow_override or there.allow_override):
                raise DuplicateFlagError.from_flag(known, self)
        flag._module = flag._module or defining_module()
        self._flags[name] = flag
        if flag.short_name is not None:
            self._flags[flag.short_name] = flag

    def __contains__(self, name):
        return name in self._flags

    def __iter__(self):
        return iter(self._flags)

    def __len__(self):
        return len(self._flags)

    def __dir__(self):
        return sorted(self._flags)

    def __call__(self, argv=None, known_only=False):
        """Parses: there are no arguments here beyond those that the file itself passes."""
        rest = list(_sys.argv if argv is None else argv)[:1]
        waiting = list(argv or [])[1:]
        while waiting:
            argument = waiting.pop(0)
            name, is_set, text = argument.lstrip('-').partition('=')
            flag = self._flags.get(name) if argument.startswith('-') else None
            negated = self._flags.get(name[2:]) if name.startswith('no') else None
            if flag is not None and (is_set or not flag.boolean):
                if not is_set and not waiting:
                    raise Error('Missing value for flag ' + argument)
                flag.parse(text if is_set else waiting.pop(0))
            elif flag is not None:
                flag.parse('true')
            elif argument.startswith('-') and negated is not None and negated.boolean:
                negated.parse('false')
            elif not argument.startswith('-') or known_only:
                rest.append(argument)
            else:
                raise UnrecognizedFlagError(name)
        self.validate_all_flags()
        return rest

    def _validate(self, validators):
        messages = []
        for one in validators:
            try:
                one.verify(self)
            except ValidationError as error:
                messages.append('%s: %s' % (one.described(self), error))
        if messages:
            raise IllegalFlagValueError('\n'.join(messages))

    def validate_all_flags(self):
        found = []
        for flag in self._flags.values():
            found.extend(one for one in flag.validators if one not in found)
        self._validate(found)

    def set_default(self, name, value):
        if name not in self._flags:
            raise UnrecognizedFlagError(name, value)
        self._flags[name].set_default(value)
        self._validate(self._flags[name].validators)

    def flag_values_dict(self):
        return {name: flag.value for name, flag in self._flags.items()}

    def is_parsed(self):
        return True

    def mark_as_parsed(self):
        pass

    def unparse_flags(self):
        for flag in self._flags.values():
            flag.value, flag.present, flag.using_default_value = flag.default, 0, True

    def remove_flag_values(self, flag_values):
        for name in flag_values:
            del self._flags[name]

    def _parse_flags(self, args=None):
        pass


class FlagHolder:
    """What DEFINE_… returns."""

    def __init__(self, flag_values, flag):
        self._flagvalues, self._flag = flag_values, flag
        self.name = flag.name

    value = property(lambda self: self._flag.value)
    default = property(lambda self: self._flag.default)
    present = property(lambda self: bool(self._flag.present))

    def __bool__(self):
        raise TypeError(
            "bool() not supported for instances of type '{0}' (did you mean to use '{0}.value' instead?)"
            .format(type(self).__name__)
        )

    def __eq__(self, other):
        raise TypeError(
            "unsupported operand type(s) for ==: '{0}' and '{1}' (did you mean to use '{0}.value' instead?)"
            .format(type(self).__name__, type(other).__name__)
        )

    __hash__ = None
