"""The ops on texts that stand in `tf` itself."""

from .string_bytes import decode_raw
from .string_csv import decode_csv
from .string_patterns import (
    regex_replace,
    string_to_hash_bucket,
    string_to_hash_bucket_fast,
    string_to_hash_bucket_strong,
)
from .string_pieces import reduce_join, string_split
from .strings import (
    as_string,
    decode_base64,
    encode_base64,
    string_join,
    string_strip,
    string_to_number,
    substr,
)

__all__ = [
    'as_string',
    'decode_base64',
    'decode_csv',
    'decode_raw',
    'encode_base64',
    'reduce_join',
    'regex_replace',
    'string_join',
    'string_split',
    'string_strip',
    'string_to_hash_bucket',
    'string_to_hash_bucket_fast',
    'string_to_hash_bucket_strong',
    'string_to_number',
    'substr',
]
