"""Candidate samplers: classes drawn for a sampled loss, with the counts that are expected of them.

Structure of core/ops/candidate_sampling_ops.cc and python/ops/candidate_sampling_ops.py.
"""

from collections import namedtuple

from .. import _op_attributes as attributes
from .._apply import OpCall
from .random import _seeds

_hits = OpCall('ComputeAccidentalHits')

ComputeAccidentalHits = namedtuple('ComputeAccidentalHits', ['indices', 'ids', 'weights'])


def _counts(op):
    return namedtuple(op, ['sampled_candidates', 'true_expected_count', 'sampled_expected_count'])


def _common(op, num_true, num_sampled, unique):
    return {
        'numTrue': attributes.integer(num_true, 'num_true', op, 1),
        'numSampled': attributes.integer(num_sampled, 'num_sampled', op, 1),
        'unique': attributes.boolean(unique, 'unique'),
    }


def _ranged(op, name):
    call, result = OpCall(op), _counts(op)

    def sampler(true_classes, num_true, num_sampled, unique, range_max, seed=None, name=None):
        outputs = call(
            true_classes,
            name=name,
            **_common(op, num_true, num_sampled, unique),
            rangeMax=attributes.integer(range_max, 'range_max', op, 1),
            **_seeds(seed),
        )
        return result._make(outputs)

    sampler.__name__ = name
    return sampler


uniform_candidate_sampler = _ranged('UniformCandidateSampler', 'uniform_candidate_sampler')
log_uniform_candidate_sampler = _ranged(
    'LogUniformCandidateSampler', 'log_uniform_candidate_sampler'
)
learned_unigram_candidate_sampler = _ranged(
    'LearnedUnigramCandidateSampler', 'learned_unigram_candidate_sampler'
)

_fixed = OpCall('FixedUnigramCandidateSampler')
_fixed_counts = _counts('FixedUnigramCandidateSampler')


def fixed_unigram_candidate_sampler(
    true_classes,
    num_true,
    num_sampled,
    unique,
    range_max,
    vocab_file='',
    distortion=1.0,
    num_reserved_ids=0,
    num_shards=1,
    shard=0,
    unigrams=(),
    seed=None,
    name=None,
):
    op = 'FixedUnigramCandidateSampler'
    vocab_file = attributes.text(vocab_file, 'vocab_file')
    unigrams = attributes.reals(unigrams, 'unigrams', 'fixed_unigram_candidate_sampler')
    if vocab_file and not unigrams:
        raise NotImplementedError(
            'tf.nn.fixed_unigram_candidate_sampler with vocab_file is not evaluated by this engine'
        )
    outputs = _fixed(
        true_classes,
        name=name,
        **_common(op, num_true, num_sampled, unique),
        rangeMax=attributes.integer(range_max, 'range_max', op, 1),
        vocabFile=vocab_file,
        distortion=attributes.real(distortion, 'distortion'),
        numReservedIds=attributes.integer(num_reserved_ids, 'num_reserved_ids'),
        numShards=attributes.integer(num_shards, 'num_shards', op, 1),
        shard=attributes.integer(shard, 'shard', op, 0),
        unigrams=unigrams,
        **_seeds(seed),
    )
    return _fixed_counts._make(outputs)


_all = OpCall('AllCandidateSampler')
_all_counts = _counts('AllCandidateSampler')


def all_candidate_sampler(true_classes, num_true, num_sampled, unique, seed=None, name=None):
    common = _common('AllCandidateSampler', num_true, num_sampled, unique)
    return _all_counts._make(_all(true_classes, name=name, **common, **_seeds(seed)))


def compute_accidental_hits(true_classes, sampled_candidates, num_true, seed=None, name=None):
    """Where a sampled class is a true one, as a sparse matrix of the lowest float32."""
    num_true = attributes.integer(num_true, 'num_true')
    outputs = _hits(true_classes, sampled_candidates, name=name, numTrue=num_true, **_seeds(seed))
    return ComputeAccidentalHits._make(outputs)


__all__ = [
    'all_candidate_sampler',
    'compute_accidental_hits',
    'fixed_unigram_candidate_sampler',
    'learned_unigram_candidate_sampler',
    'log_uniform_candidate_sampler',
    'uniform_candidate_sampler',
]
