"""tf.strings"""

from ._missing import getter
from ._ops.printing import string_format
from ._ops.string_patterns import (
    regex_full_match,
    regex_replace,
    string_to_hash_bucket,
    string_to_hash_bucket_fast,
    string_to_hash_bucket_strong,
)
from ._ops.string_pieces import reduce_join
from ._ops.string_pieces import strings_split as split
from ._ops.strings import as_string, string_strip, substr
from ._ops.strings import string_join as join
from ._ops.strings import string_length as length
from ._ops.strings import string_lower as lower
from ._ops.strings import string_to_number as to_number
from ._ops.strings import string_upper as upper

strip = string_strip
to_hash_bucket = string_to_hash_bucket
to_hash_bucket_fast = string_to_hash_bucket_fast
to_hash_bucket_strong = string_to_hash_bucket_strong


def format(template, inputs, placeholder='{}', summarize=3, name=None):
    """TEMPLATE with each PLACEHOLDER replaced by the next of INPUTS, rows and texts as tf.print writes them."""
    from ._convert import is_dense

    if is_dense(inputs):
        inputs = [inputs]
    if template.count(placeholder) != len(inputs):
        raise ValueError(
            '%s placeholder(s) in template does not match %s tensor(s) provided as input'
            % (template.count(placeholder), len(inputs))
        )
    return string_format(inputs, template, placeholder, summarize, name)


__getattr__ = getter('tf.strings')
