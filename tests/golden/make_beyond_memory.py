"""Makes beyond_memory.json: how much of points is linear in where they started, with NumPy.

Run in this folder: python3 make_beyond_memory.py
"""

import json

import numpy as np

random = np.random.default_rng(20234)


def memory(starts, now):
    """R^2 of both coordinates together, regressed on the start and a constant."""
    given = np.column_stack([starts, np.ones(len(starts))])
    fit, *_ = np.linalg.lstsq(given, now, rcond=None)
    return 1 - ((now - given @ fit) ** 2).sum() / ((now - now.mean(axis=0)) ** 2).sum()


# Six digits, so that the file stays small; and therefore exact in it.
starts = np.round(random.uniform(-1.1, 1.1, (40, 2)) @ [[1, 0.4], [0, 0.6]], 6)
turned = starts @ [[0.2, 0.7], [-0.6, 0.3]] + [0.3, -0.1]
noise = random.standard_normal((40, 2))
now = [np.round(turned + share * noise, 6) for share in [0.1, 0.4, 2]]
bearings = np.round(random.uniform(-np.pi, np.pi, 30), 6)
later = [np.round(bearings + spread * random.standard_normal(30), 6) for spread in [0.2, 1, 4]]

case = {
    "description": "How much of positions is linear in those of the start, and how alike bearings turned",
    "source": f"make_beyond_memory.py, NumPy {np.__version__}",
    "notes": "Positions: R^2 by numpy.linalg.lstsq; bearings: |mean exp(i (theta_t - theta_0))|",
    "inputs": {
        "starts": starts.tolist(),
        "positions": [each.tolist() for each in now],
        "bearing_starts": bearings.tolist(),
        "bearings": [each.tolist() for each in later],
    },
    "outputs": {
        "position_memory": [memory(starts, each) for each in now],
        "bearing_memory": [abs(np.exp(1j * (each - bearings)).mean()) for each in later],
    },
}
case["arrays"] = {
    f"{part}.{name}": {"shape": np.shape(values), "dtype": "float64"}
    for part in ("inputs", "outputs")
    for name, values in case[part].items()
}
with open("beyond_memory.json", "w") as file:
    json.dump(case, file)
    file.write("\n")
