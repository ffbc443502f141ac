"""Regular expressions on texts, and numbers of buckets for them."""

import re

from .. import _dtypes as dtypes
from .._name_scope import either
from .._op_attributes import integer
from . import string_hashes
from .string_hosts import TextOp, as_bytes, filled, refuse

_static_replace = TextOp('StaticRegexReplace')
_replace = TextOp('RegexReplace')
_static_match = TextOp('StaticRegexFullMatch')
_match = TextOp('RegexFullMatch')
_fast = TextOp('StringToHashBucketFast')
_strong = TextOp('StringToHashBucketStrong')
_older = TextOp('StringToHashBucket')


def _compiled(pattern):
    try:
        return re.compile(as_bytes(pattern))
    except re.error as error:
        text = as_bytes(pattern).decode('utf-8', 'replace')
        words = str(error)
        if words.startswith('missing )'):
            words = 'missing ): ' + text
        refuse('Invalid pattern: %s, error: %s' % (text, words))


def _replaced(text, pattern, rewrite, replace_global):
    """As RE2's GlobalReplace: no empty match right after another match."""
    pieces, last = [], 0
    previous = None

    def written(match):
        return re.sub(
            rb'\\([0-9\\])',
            lambda part: b'\\' if part[1] == b'\\' else match[int(part[1])] or b'',
            rewrite,
        )

    for match in pattern.finditer(text):
        begin, end = match.span()
        if begin == end and begin == previous:
            continue
        pieces += [text[last:begin], written(match)]
        last = previous = end
        if not replace_global:
            break
    return b''.join(pieces) + text[last:]


def _same_shape(dtype):
    return lambda tensors: [(dtype, tensors[0].shape)]


def _all_of(texts, dtype, function):
    return [filled(texts.shape, dtype, (function(as_bytes(text)) for text in texts.ravel().tolist()))]


def regex_replace(input, pattern, rewrite, replace_global=True, name=None):
    """Each text with the matches of PATTERN (all, or the first) replaced by REWRITE, which may have \\1."""

    def kernel(texts, *given):
        marks = [as_bytes(array.ravel().tolist()[0]) for array in given] or [
            as_bytes(pattern),
            as_bytes(rewrite),
        ]
        compiled = _compiled(marks[0])
        return _all_of(
            texts, dtypes.string, lambda text: _replaced(text, compiled, marks[1], replace_global)
        )

    outputs = _same_shape(dtypes.string)
    if isinstance(pattern, (str, bytes)) and isinstance(rewrite, (str, bytes)):
        return _static_replace([input], outputs, kernel, name)[0]
    return _replace([input, pattern, rewrite], outputs, kernel, name)[0]


def regex_full_match(input, pattern, name=None):
    """Whether all of each text matches PATTERN."""

    def kernel(texts, *given):
        compiled = _compiled(given[0].ravel().tolist()[0] if given else pattern)
        return _all_of(texts, dtypes.bool_, lambda text: bool(compiled.fullmatch(text)))

    outputs = _same_shape(dtypes.bool_)
    if isinstance(pattern, (str, bytes)):
        return _static_match([input], outputs, kernel, name)[0]
    return _match([input, pattern], outputs, kernel, name)[0]


def _in_buckets(op, texts, num_buckets, hashed, name):
    count = integer(num_buckets, 'num_buckets', op.type, 1)
    return op.elementwise(texts, dtypes.int64, lambda text: hashed(as_bytes(text)) % count, name)


def string_to_hash_bucket_fast(input, num_buckets, name=None):
    """A number below NUM_BUCKETS for each text: its FarmHash."""
    return _in_buckets(_fast, input, num_buckets, string_hashes.farm, name)


def string_to_hash_bucket_strong(input, num_buckets, key, name=None):
    """As the fast one, by a hash that nobody can guess without KEY, two numbers."""
    if not isinstance(key, (list, tuple)):
        raise TypeError(
            "Expected list for 'key' argument to 'string_to_hash_bucket_strong' Op, not %r." % (key,)
        )
    key = [integer(part, 'key') for part in key]

    def hashed(text):
        if len(key) != 2:
            refuse('Key must have 2 elements')
        return string_hashes.strong(text, key)

    return _in_buckets(_strong, input, num_buckets, hashed, name)


def string_to_hash_bucket(string_tensor=None, num_buckets=None, name=None, input=None):
    texts = either('input', input, 'string_tensor', string_tensor)
    return _in_buckets(_older, texts, num_buckets, string_hashes.older, name)
