"""mpl_toolkits: its submodules (mplot3d, axes_grid1) are made by our matplotlib, silent like it."""

import matplotlib  # noqa: F401  (it makes the submodules)
