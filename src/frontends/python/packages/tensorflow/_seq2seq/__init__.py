"""Sequence to sequence: contrib.legacy_seq2seq (the old tf.nn.seq2seq) and contrib.seq2seq."""
