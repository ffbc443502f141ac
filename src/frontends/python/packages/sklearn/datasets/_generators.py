"""Generated data: the draws, their order and their arithmetic are scikit-learn's."""

import numbers

import numpy as np

from .._checks import check_random_state, matrix
from ..utils import shuffle as shuffle_together


def _halves(n_samples):
    if isinstance(n_samples, numbers.Integral):
        return n_samples // 2, n_samples - n_samples // 2
    try:
        outer, inner = n_samples
    except (TypeError, ValueError):
        raise ValueError('`n_samples` can be either an int or a two-element tuple.') from None
    return outer, inner


def _two_curves(outer, inner, shuffle, noise, generator):
    """Points on two curves, given as (x, y) arrays, as data and labels."""
    X = np.vstack([np.append(outer[0], inner[0]), np.append(outer[1], inner[1])]).T
    y = np.hstack([np.zeros(len(outer[0]), dtype=np.intp), np.ones(len(inner[0]), dtype=np.intp)])
    if shuffle:
        X, y = shuffle_together(X, y, random_state=generator)
    if noise is not None:
        X = X + generator.normal(scale=noise, size=X.shape)
    return X, y


def make_moons(n_samples=100, *, shuffle=True, noise=None, random_state=None):
    n_outer, n_inner = _halves(n_samples)
    generator = check_random_state(random_state)
    over, under = np.linspace(0, np.pi, n_outer), np.linspace(0, np.pi, n_inner)
    outer = np.cos(over), np.sin(over)
    inner = 1 - np.cos(under), 1 - np.sin(under) - 0.5
    return _two_curves(outer, inner, shuffle, noise, generator)


def make_circles(n_samples=100, *, shuffle=True, noise=None, random_state=None, factor=0.8):
    if factor >= 1 or factor < 0:
        raise ValueError("'factor' has to be between 0 and 1.")
    n_outer, n_inner = _halves(n_samples)
    generator = check_random_state(random_state)
    around = np.linspace(0, 2 * np.pi, n_outer, endpoint=False)
    within = np.linspace(0, 2 * np.pi, n_inner, endpoint=False)
    outer = np.cos(around), np.sin(around)
    inner = np.cos(within) * factor, np.sin(within) * factor
    return _two_curves(outer, inner, shuffle, noise, generator)


def make_blobs(n_samples=100, n_features=2, *, centers=None, cluster_std=1.0,
               center_box=(-10.0, 10.0), shuffle=True, random_state=None, return_centers=False):
    """Normal blobs around CENTERS (a number of them, or their places)."""
    generator = check_random_state(random_state)
    is_total = isinstance(n_samples, numbers.Integral)
    if centers is None:
        centers = 3 if is_total else len(n_samples)
    if isinstance(centers, numbers.Integral):
        centers = generator.uniform(center_box[0], center_box[1], size=(centers, n_features))
    else:
        centers = matrix(centers)
        n_features = centers.shape[1]
    count = len(centers)
    if not is_total and len(n_samples) != count:
        raise ValueError(
            'Length of `n_samples` not consistent with number of centers. Got n_samples = {} and '
            'centers = {}'.format(n_samples, centers)
        )
    if hasattr(cluster_std, '__len__') and len(cluster_std) != count:
        raise ValueError(
            'Length of `clusters_std` not consistent with number of centers. Got centers = {} and '
            'cluster_std = {}'.format(centers, cluster_std)
        )
    deviations = [cluster_std] * count if np.isscalar(cluster_std) else cluster_std
    sizes = n_samples
    if is_total:
        sizes = [n_samples // count + (1 if i < n_samples % count else 0) for i in range(count)]
    X = np.concatenate([
        generator.normal(loc=centers[i], scale=deviation, size=(size, n_features))
        for i, (size, deviation) in enumerate(zip(sizes, deviations))
    ])
    y = np.repeat(np.arange(count), np.array(sizes))
    if shuffle:
        order = np.arange(len(y))
        generator.shuffle(order)
        X, y = X[order], y[order]
    return (X, y, centers) if return_centers else (X, y)


def make_regression(n_samples=100, n_features=100, *, n_informative=10, n_targets=1, bias=0.0,
                    effective_rank=None, tail_strength=0.5, noise=0.0, shuffle=True, coef=False,
                    random_state=None):
    """y = X · coefficients + bias + noise; n_informative coefficients are not zero."""
    if effective_rank is not None:
        raise NotImplementedError('make_regression(effective_rank=…) is not part of this sandbox')
    n_informative = min(n_features, n_informative)
    generator = check_random_state(random_state)
    X = generator.randn(n_samples, n_features)
    truth = np.zeros((n_features, n_targets))
    truth[:n_informative, :] = 100 * generator.rand(n_informative, n_targets)
    y = np.dot(X, truth) + bias
    if noise > 0.0:
        y += generator.normal(scale=noise, size=y.shape)
    if shuffle:
        X, y = shuffle_together(X, y, random_state=generator)
        order = np.arange(n_features)
        generator.shuffle(order)
        X = X[:, order]
        truth = truth[order]
    y = np.squeeze(y)
    return (X, y, np.squeeze(truth)) if coef else (X, y)


def _without_replacement(population, count, generator):
    """COUNT different numbers below POPULATION, drawn as sklearn.utils.random draws them."""
    share = count / population
    if 0.01 < share < 0.99:
        return generator.permutation(population)[:count]
    if share < 0.2:
        drawn = []
        while len(drawn) < count:
            number = generator.randint(population)
            if number not in drawn:
                drawn.append(number)
        return drawn
    kept = list(range(count))
    for number in range(count, population):
        place = generator.randint(0, number + 1)
        if place < count:
            kept[place] = number
    return kept


def _corners(count, dimensions, generator):
    """COUNT different corners of the unit cube."""
    if dimensions > 30:
        first = generator.randint(2, size=(count, dimensions - 30))
        return np.hstack([first, _corners(count, 30, generator)]).astype(float)
    bits = [
        [int(corner) >> (dimensions - 1 - bit) & 1 for bit in range(dimensions)]
        for corner in _without_replacement(2**dimensions, count, generator)
    ]
    return np.array(bits, dtype=float)


def make_classification(n_samples=100, n_features=20, *, n_informative=2, n_redundant=2,
                        n_repeated=0, n_classes=2, n_clusters_per_class=2, weights=None,
                        flip_y=0.01, class_sep=1.0, hypercube=True, shift=0.0, scale=1.0,
                        shuffle=True, random_state=None):
    """Clusters at the corners of a cube, each turned at random; then noise, copies and labels."""
    generator = check_random_state(random_state)
    if n_informative + n_redundant + n_repeated > n_features:
        raise ValueError(
            'Number of informative, redundant and repeated features must sum to less than the number of '
            'total features'
        )
    if n_informative < np.log2(n_classes * n_clusters_per_class):
        raise ValueError(
            'n_classes({}) * n_clusters_per_class({}) must be smaller or equal 2**n_informative({})={}'
            .format(n_classes, n_clusters_per_class, n_informative, 2**n_informative)
        )
    shares = [1.0 / n_classes] * n_classes if weights is None else list(weights)
    if len(shares) == n_classes - 1:
        shares.append(1.0 - sum(shares))
    clusters = n_classes * n_clusters_per_class
    sizes = [int(n_samples * shares[k % n_classes] / n_clusters_per_class) for k in range(clusters)]
    for i in range(n_samples - sum(sizes)):
        sizes[i % clusters] += 1
    X = np.zeros((n_samples, n_features))
    y = np.zeros(n_samples, dtype=int)
    centroids = _corners(clusters, n_informative, generator)
    centroids *= 2 * class_sep
    centroids -= class_sep
    if not hypercube:
        centroids *= generator.rand(clusters, 1)
        centroids *= generator.rand(1, n_informative)
    X[:, :n_informative] = generator.randn(n_samples, n_informative)
    stop = 0
    for k, centroid in enumerate(centroids):
        start, stop = stop, stop + sizes[k]
        y[start:stop] = k % n_classes
        turn = 2 * generator.rand(n_informative, n_informative) - 1
        X[start:stop, :n_informative] = np.dot(X[start:stop, :n_informative], turn) + centroid
    made = n_informative + n_redundant
    if n_redundant > 0:
        mix = 2 * generator.rand(n_informative, n_redundant) - 1
        X[:, n_informative:made] = np.dot(X[:, :n_informative], mix)
    if n_repeated > 0:
        copied = ((made - 1) * generator.rand(n_repeated) + 0.5).astype(np.intp)
        X[:, made : made + n_repeated] = X[:, copied]
    useless = n_features - made - n_repeated
    if useless > 0:
        X[:, -useless:] = generator.randn(n_samples, useless)
    if flip_y >= 0.0:
        flipped = generator.rand(n_samples) < flip_y
        y[flipped] = generator.randint(n_classes, size=flipped.sum())
    X += (2 * generator.rand(n_features) - 1) * class_sep if shift is None else shift
    X *= 1 + 100 * generator.rand(n_features) if scale is None else scale
    if shuffle:
        X, y = shuffle_together(X, y, random_state=generator)
        order = np.arange(n_features)
        generator.shuffle(order)
        X = X[:, order]
    return X, y
