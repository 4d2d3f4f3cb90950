"""Makes beyond_distances.json: distances of small samples with NumPy and SciPy.

Run in this folder: python3 make_beyond_distances.py
"""

import json

import numpy as np
import scipy
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist
from scipy.stats import energy_distance, spearmanr, wasserstein_distance

random = np.random.default_rng(20231)


def points(n, mean, scale, dimensions=2):
    """Six digits, so that the file stays small; and therefore exact in it."""
    return np.round(mean + scale * random.standard_normal((n, dimensions)), 6)


def quantiles(values):
    return np.quantile(values, (np.arange(1000) + 0.5) / 1000)


def sliced(a, b, directions):
    differences = np.array([quantiles(a @ d) - quantiles(b @ d) for d in directions])
    return {
        "sw1": np.abs(differences).mean(),
        "sw2": np.sqrt((differences**2).mean()),
        # The whole distance between distribution functions, not 1000 quantiles of them.
        "exact_w1": np.mean([wasserstein_distance(a @ d, b @ d) for d in directions]),
    }


def unlike(a, b):
    """The energy distance of trajectories, [n, k, 2], without pairs of points of the same one."""

    def between(x, y, same):
        n, k, _ = x.shape
        means = cdist(x.reshape(-1, 2), y.reshape(-1, 2)).reshape(n, k, len(y), k).mean(axis=(1, 3))
        return means[~np.eye(n, dtype=bool)].mean() if same else means.mean()

    return 2 * between(a, b, False) - between(a, a, True) - between(b, b, True)


def arcs(a, b):
    """The exact W1 of equally many bearings: the cheapest assignment, an arc being the short way round."""
    cost = np.abs((a[:, None] - b[None, :] + np.pi) % (2 * np.pi) - np.pi)
    return cost[linear_sum_assignment(cost)].mean()


angles = (np.arange(64) + 0.5) * np.pi / 64
plane = np.stack([np.cos(angles), np.sin(angles)], axis=1)
a, b = points(150, [0.1, -0.2], 0.4), points(230, [-0.2, 0.1], 0.6)
many_a = points(60, [0] * 5, 1, 5)
many_b = points(40, [0.5] * 5, 0.7, 5)
many_directions = points(8, [0] * 5, 1, 5)
unit = many_directions / np.linalg.norm(many_directions, axis=1, keepdims=True)
trajectories_a = points(6 * 4, [0, 0], 0.5).reshape(6, 4, 2)
trajectories_b = points(9 * 4, [0.3, 0.1], 0.4).reshape(9, 4, 2)
line_a, line_b = points(40, 0, 1, 1)[:, 0], points(40, 0.8, 1.3, 1)[:, 0]
# V-statistic -> pairs of a point with itself left out.
x, y = line_a[:, None], line_b[:, None]
line = energy_distance(line_a, line_b) ** 2 - (cdist(x, x).mean() + cdist(y, y).mean()) / 39
fold = lambda values: np.round((values + np.pi) % (2 * np.pi) - np.pi, 6)
bearings_a = fold(3 + 0.5 * random.standard_normal(200))
bearings_b = fold(-2.6 + 0.9 * random.standard_normal(200))
bins_a, bins_b = random.integers(0, 720, 200), random.integers(300, 900, 200) % 720
middle = lambda bins: (bins + 0.5) * 2 * np.pi / 720 - np.pi
ranked_a, ranked_b = random.integers(0, 9, 24) / 4, random.integers(0, 9, 24) / 8
ranked_b += ranked_a

case = {
    "description": "Distances between small samples: sliced Wasserstein in 2 and 5 dimensions, energy "
    "without pairs of the same trajectory, Wasserstein on the circle by the cheapest assignment, "
    "Spearman's rank correlation",
    "source": f"make_beyond_distances.py, NumPy {np.__version__}, SciPy {scipy.__version__}",
    "notes": [],
    "inputs": {
        "a": a,
        "b": b,
        "many_a": many_a,
        "many_b": many_b,
        "many_directions": unit,
        "trajectories_a": trajectories_a,
        "trajectories_b": trajectories_b,
        "line_a": line_a,
        "line_b": line_b,
        "bearings_a": bearings_a,
        "bearings_b": bearings_b,
        "bins_a": middle(bins_a),
        "bins_b": middle(bins_b),
        "ranked_a": ranked_a,
        "ranked_b": ranked_b,
    },
    "outputs": {
        "plane": sliced(a, b, plane),
        "many": sliced(many_a, many_b, unit),
        "energy": unlike(trajectories_a, trajectories_b),
        "energy_line": line,
        "circle": arcs(bearings_a, bearings_b),
        "circle_bins": arcs(middle(bins_a), middle(bins_b)),
        "rank_correlation": spearmanr(ranked_a, ranked_b).statistic,
    },
}
case["arrays"] = {
    f"inputs.{name}": {"shape": values.shape, "dtype": "float64"}
    for name, values in case["inputs"].items()
}
with open("beyond_distances.json", "w", encoding="utf-8") as file:
    json.dump(case, file, default=np.ndarray.tolist, indent=None)
    file.write("\n")
