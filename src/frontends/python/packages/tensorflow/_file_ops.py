"""Ops on files and their texts, loaded when a file asks for one of them."""

from ._data.files import matching_files, read_file
from ._decode_csv import decode_csv
