"""What the ops on texts take, in the notation of `_signatures`.

Written by test/oracle/graphs/recordSignatures.py from the op definitions of TensorFlow 1.15.5.
"""

TEXT_ALLOWED = {
    300: 'int8 int16 int32 int64 complex64 complex128 float32 float64 bool',
    301: 'int32 int64',
}

TEXT_SIGNATURES = {
    'AsString': 'input:T|T:300',
    'StringJoin': 'inputs:N*=string',
    'StringSplit': 'input:=string delimiter:=string',
    'StringSplitV2': 'input:=string sep:=string',
    'RegexReplace': 'input:=string pattern:=string rewrite:=string',
    'StaticRegexReplace': 'input:=string',
    'RegexFullMatch': 'input:=string pattern:=string',
    'StaticRegexFullMatch': 'input:=string',
    'Substr': 'input:=string pos:T len:T|T:301',
    'StringToNumber': 'string_tensor:=string',
    'StringToHashBucketFast': 'input:=string',
    'StringToHashBucket': 'string_tensor:=string',
    'StringToHashBucketStrong': 'input:=string',
    'StringLength': 'input:=string',
    'StringLower': 'input:=string',
    'StringUpper': 'input:=string',
    'StringStrip': 'input:=string',
    'ReduceJoin': 'inputs:=string reduction_indices:=int32',
    'EncodeBase64': 'input:=string',
    'DecodeBase64': 'input:=string',
    'DecodeRaw': 'bytes:=string',
    'DecodeCSV': 'records:=string record_defaults:[OUT_TYPE]',
    'HashTableV2': '',
    'LookupTableImportV2': 'table_handle:=resource keys:Tin values:Tout',
    'LookupTableFindV2': 'table_handle:=resource keys:Tin default_value:Tout',
    'LookupTableSizeV2': 'table_handle:=resource',
    'LookupTableExportV2': 'table_handle:=resource',
    'LookupTableInsertV2': 'table_handle:=resource keys:Tin values:Tout',
    'MutableHashTableV2': '',
}
