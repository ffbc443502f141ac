"""absl.testing.parameterized: one test method per set of parameters, named as absl names them."""

import collections.abc
import functools
import itertools
import unittest

_SEPARATOR = '\0'


class _Parameters:
    """A test method with the sets of parameters that it is run with."""

    def __init__(self, method, cases, naming):
        self.method = method
        self.cases = list(cases)
        self.naming = naming
        self.__name__ = method.__name__

    def methods(self, taken):
        """(name, method) for each set; TAKEN are the names that are there already."""
        for index, case in enumerate(self.cases):
            name = self.method.__name__
            if self.naming is _SEPARATOR:
                named, case = _name_of(case)
                # `testFoo` joins as it is written, `test_foo` with an underscore.
                joint = '_' if '_' in name and not named.startswith('_') else ''
                name += joint + named
            else:
                name += '%d' % index
            if name in taken:
                raise ValueError('Duplicate test name: %s' % name)
            yield name, self._bound(case, name)

    def _bound(self, case, name):
        method = self.method
        if isinstance(case, collections.abc.Mapping):
            arguments, options = (), dict(case)
        elif isinstance(case, collections.abc.Sequence) and not isinstance(case, str):
            arguments, options = tuple(case), {}
        else:
            arguments, options = (case,), {}

        @functools.wraps(method)
        def test(self):
            return method(self, *arguments, **options)

        test.__name__ = name
        shown = ', '.join([*map(repr, arguments), *('%s=%r' % item for item in options.items())])
        test.__doc__ = '%s(%s)' % (method.__name__, shown)
        return test


def _name_of(case):
    """(name, the other parameters) of one set of named parameters."""
    if isinstance(case, collections.abc.Mapping):
        rest = dict(case)
        if 'testcase_name' not in rest:
            raise RuntimeError('Dict for named tests must contain key "testcase_name"')
        return rest.pop('testcase_name'), rest
    if not isinstance(case[0], str):
        raise RuntimeError('The first element of named test parameters is the test name suffix and must be a string')
    return case[0], case[1:]


def _decorator(cases, naming):
    if len(cases) == 1 and not isinstance(cases[0], (tuple, collections.abc.Mapping, str)):
        only = cases[0]
        if isinstance(only, collections.abc.Iterable):
            cases = list(only)

    def decorate(target):
        if isinstance(target, type):
            for name in [name for name in vars(target) if name.startswith('test')]:
                made = _Parameters(vars(target)[name], cases, naming)
                delattr(target, name)
                for own, method in made.methods(vars(target)):
                    setattr(target, own, method)
            return target
        return _Parameters(target, cases, naming)

    return decorate


def parameters(*testcases):
    """One test per set of parameters: a tuple, a dict, or a single value."""
    return _decorator(testcases, None)


def named_parameters(*testcases):
    """As `parameters`; the first of each set, or its `testcase_name`, ends the test's name."""
    return _decorator(testcases, _SEPARATOR)


def product(*sets, **named):
    """One test per combination."""
    choices = [[dict(one) for one in group] for group in sets]
    choices += [[{key: value} for value in values] for key, values in named.items()]
    cases = [
        {key: value for part in parts for key, value in part.items()}
        for parts in itertools.product(*choices)
    ]
    return _decorator(cases, None)


class TestGeneratorMetaclass(type):
    """Makes the tests when the class is made."""

    def __new__(cls, name, bases, members):
        for key, value in list(members.items()):
            if isinstance(value, _Parameters):
                del members[key]
                for own, method in value.methods(members):
                    members[own] = method
        return super().__new__(cls, name, bases, members)


class TestCase(unittest.TestCase, metaclass=TestGeneratorMetaclass):
    """Base of classes with parameterized tests."""


def CoopTestCase(other_base_class):
    """TestCase for a class that has a metaclass of its own."""
    base = type(other_base_class)
    if base is type:
        return TestCase
    return type('CoopMetaclass', (base, TestGeneratorMetaclass), {})('CoopTestCase', (other_base_class, TestCase), {})
