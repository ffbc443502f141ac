"""What a flag's text or default means, and absl's words where it means nothing (absl/flags/_argument_parser.py)."""

import csv as _csv
import enum as _enum
import io as _io


class ArgumentParser:
    """Takes a text as it is."""

    syntactic_help = ''

    def parse(self, argument):
        if not isinstance(argument, str):
            raise TypeError('flag value must be a string, found "{}"'.format(type(argument)))
        return argument


class _NumberParser(ArgumentParser):
    def __init__(self, lower_bound=None, upper_bound=None):
        self.lower_bound, self.upper_bound = lower_bound, upper_bound
        self.syntactic_help = self._help(lower_bound, upper_bound)

    def _help(self, lower, upper):
        known = self.named.get((lower, upper))
        if known is not None:
            return known
        if lower is not None and upper is not None:
            return '%s %s in the range [%s, %s]' % (self.article, self.number, lower, upper)
        if upper is not None:
            return '%s <= %s' % (self.number, upper)
        if lower is not None:
            return '%s >= %s' % (self.number, lower)
        return '%s %s' % (self.article, self.number)

    def is_outside_bounds(self, value):
        return (self.lower_bound is not None and value < self.lower_bound) or (
            self.upper_bound is not None and value > self.upper_bound
        )

    def parse(self, argument):
        value = self.convert(argument)
        if self.is_outside_bounds(value):
            raise ValueError('%s is not %s' % (value, self.syntactic_help))
        return value


class FloatParser(_NumberParser):
    article, number = 'a', 'number'
    named = {(0, None): 'a non-negative number', (None, 0): 'a non-positive number'}

    def convert(self, argument):
        if isinstance(argument, (int, float, str)) and not isinstance(argument, bool):
            return float(argument)
        raise TypeError(
            'Expect argument to be a string, int, or float, found {}'.format(type(argument))
        )


class IntegerParser(_NumberParser):
    article, number = 'an', 'integer'
    named = {
        (1, None): 'a positive integer',
        (None, -1): 'a negative integer',
        (0, None): 'a non-negative integer',
        (None, 0): 'a non-positive integer',
    }

    def convert(self, argument):
        if isinstance(argument, int) and not isinstance(argument, bool):
            return argument
        if isinstance(argument, str):
            base = {'0o': 8, '0x': 16}.get(argument[:2], 10) if len(argument) > 2 else 10
            return int(argument, base)
        raise TypeError('Expect argument to be a string or int, found {}'.format(type(argument)))


class BooleanParser(ArgumentParser):
    def parse(self, argument):
        if isinstance(argument, str):
            if argument.lower() in ('true', 't', '1'):
                return True
            if argument.lower() in ('false', 'f', '0'):
                return False
            raise ValueError('Non-boolean argument to boolean flag', argument)
        if isinstance(argument, int):
            if argument in (0, 1):
                return bool(argument)
            raise ValueError('Non-boolean argument to boolean flag', argument)
        raise TypeError('Non-boolean argument to boolean flag', argument)


class EnumParser(ArgumentParser):
    def __init__(self, enum_values, case_sensitive=True):
        if not enum_values:
            raise ValueError('enum_values cannot be empty, found "{}"'.format(enum_values))
        if isinstance(enum_values, str):
            raise ValueError('enum_values cannot be a str, found "{}"'.format(enum_values))
        self.enum_values = list(enum_values)
        self.case_sensitive = case_sensitive

    def parse(self, argument):
        if self.case_sensitive:
            if argument in self.enum_values:
                return argument
        else:
            for value in self.enum_values:
                if value.upper() == argument.upper():
                    return value
        raise ValueError('value should be one of <%s>' % '|'.join(self.enum_values))


class EnumClassParser(ArgumentParser):
    def __init__(self, enum_class, case_sensitive=True):
        if not issubclass(enum_class, _enum.Enum):
            raise TypeError('{} is not a subclass of Enum.'.format(enum_class))
        self.enum_class, self.case_sensitive = enum_class, case_sensitive
        self._members = {name if case_sensitive else name.lower(): one
                         for name, one in enum_class.__members__.items()}

    def parse(self, argument):
        if isinstance(argument, self.enum_class):
            return argument
        if isinstance(argument, str):
            found = self._members.get(argument if self.case_sensitive else argument.lower())
            if found is not None:
                return found
        raise ValueError('value should be one of <%s>' % '|'.join(self._members))


class ListParser(ArgumentParser):
    """Values with commas between."""

    def parse(self, argument):
        if isinstance(argument, list):
            return argument
        if not argument:
            return []
        return [one.strip() for one in next(_csv.reader(_io.StringIO(argument), strict=True))]


class WhitespaceSeparatedListParser(ArgumentParser):
    def __init__(self, comma_compat=False):
        self._comma_compat = comma_compat

    def parse(self, argument):
        if isinstance(argument, list):
            return argument
        if not argument:
            return []
        return (argument.replace(',', ' ') if self._comma_compat else argument).split()
