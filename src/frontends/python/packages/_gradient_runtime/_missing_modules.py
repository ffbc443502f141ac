"""What a loss file can do without a module that is not in the sandbox."""

_NO_NETWORK = (
    'this sandbox has no network: put arrays in the file, make them with numpy, or take '
    'sklearn.datasets.load_digits() and its kin'
)

#: By module: what to do instead.
REMEDIES = {
    'pandas': 'read numbers with numpy.genfromtxt or the csv module, and put small tables in the file',
    'scipy': 'write the few functions that you need with numpy',
    'seaborn': 'leave the plots out: nothing is drawn here',
    'PIL': 'put the pixels in the file as an array',
    'cv2': 'put the pixels in the file as an array',
    'skimage': 'put the pixels in the file as an array',
    'imageio': 'put the pixels in the file as an array',
    'gym': 'write the environment as a small class with reset() and step(action)',
    'keras': 'use tf.layers: tf.keras is not evaluated by this engine either',
    'torch': 'this debugger runs TensorFlow 1 files',
    'jax': 'this debugger runs TensorFlow 1 files',
    'h5py': 'put the arrays in the file',
    'nltk': 'split the text with str.split or re',
    'requests': _NO_NETWORK,
    'urllib2': _NO_NETWORK,
    'urllib.request': _NO_NETWORK,
    'tensorflow.examples': 'its input_data downloads MNIST, and ' + _NO_NETWORK,
    'input_data': 'it downloads MNIST, and ' + _NO_NETWORK,
}


def remedy(name):
    """The remedy for the module NAME or a package that it is in; None when there is none."""
    parts = name.split('.')
    for length in range(len(parts), 0, -1):
        found = REMEDIES.get('.'.join(parts[:length]))
        if found is not None:
            return found
    return None
