"""Frames of the speaker that stand for synthetic ones: the nearest by shape and movement."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from embedded_server.voice.engines.imprint.analysis import Array, cepstra, deltas
from embedded_server.voice.engines.imprint.profile import Profile, Source

NEIGHBOURS = 6


@dataclass(frozen=True, slots=True)
class _Pool:
    features: NDArray[np.float32]
    squares: NDArray[np.float32]
    bands: NDArray[np.float32]
    breath: NDArray[np.float32]


class Matcher:
    def __init__(self, profile: Profile) -> None:
        shape = cepstra(profile.bands)
        moved = _deltas_of_segments(shape, profile.begins)
        features = _normal(np.concatenate((shape, moved), axis=1), *_spread(shape, moved))
        voiced = profile.is_voiced
        self._pools = [
            _pool(profile, features, voiced) if voiced.sum() > 40 else None,
            _pool(profile, features, ~voiced) if (~voiced).sum() > 40 else None,
        ]

    def nearest(
        self, bands: Array, is_voiced: NDArray[np.bool_], source: Source, neighbours: int
    ) -> tuple[Array, Array, NDArray[np.bool_]]:
        """The speaker's envelopes and breath for each frame of the source, of the same shapes, and
        for which frames there are any."""
        shape = cepstra(bands)
        mean = np.concatenate((np.array(source.cepstra), np.zeros(len(source.cepstra))))
        features = _normal(
            np.concatenate((shape, deltas(shape)), axis=1), mean, np.array(source.spread)
        )
        found = bands.copy()
        breath = np.zeros((len(bands), self._breaths()))
        has = np.zeros(len(bands), dtype=bool)
        for pool, where in zip(self._pools, (is_voiced, ~is_voiced), strict=True):
            if pool is None or not where.any():
                continue
            found[where], breath[where] = _mean_of_nearest(pool, features[where], neighbours)
            has |= where
        return found, breath, has

    def _breaths(self) -> int:
        return next((pool.breath.shape[1] for pool in self._pools if pool is not None), 1)


def spread_of(bands: Array) -> tuple[Array, Array]:
    """The mean of the cepstra of frames in a row, and the deviations of them and their deltas."""
    shape = cepstra(bands)
    mean, deviation = _spread(shape, deltas(shape))
    return mean[: shape.shape[1]], deviation


def _spread(shape: Array, moved: Array) -> tuple[Array, Array]:
    mean = np.concatenate((shape.mean(axis=0), np.zeros(moved.shape[1])))
    return mean, np.concatenate((shape.std(axis=0), moved.std(axis=0)))


def _normal(values: Array, mean: Array, deviation: Array) -> NDArray[np.float32]:
    return ((values - mean) / np.maximum(deviation, 1e-6)).astype(np.float32)


def _deltas_of_segments(shape: Array, begins: NDArray[np.bool_]) -> Array:
    starts = [0, *(int(one) for one in np.flatnonzero(begins) if one), len(shape)]
    return np.concatenate([deltas(shape[one:next_]) for one, next_ in pairwise(starts)])


def _pool(profile: Profile, features: NDArray[np.float32], where: NDArray[np.bool_]) -> _Pool:
    chosen = features[where]
    return _Pool(
        chosen,
        (chosen**2).sum(axis=1),
        profile.bands[where].astype(np.float32),
        profile.breath[where].astype(np.float32),
    )


def _mean_of_nearest(
    pool: _Pool, wanted: NDArray[np.float32], neighbours: int
) -> tuple[Array, Array]:
    distance = pool.squares - 2 * (wanted @ pool.features.T) + (wanted**2).sum(axis=1)[:, None]
    count = min(neighbours, distance.shape[1])
    chosen = np.argpartition(distance, count - 1, axis=1)[:, :count]
    near = np.maximum(np.take_along_axis(distance, chosen, axis=1), 0)
    weight = np.exp(-near / (2 * max(float(np.median(near)), 1e-6)))
    weight /= weight.sum(axis=1, keepdims=True)
    bands = np.einsum("fk,fkb->fb", weight, pool.bands[chosen])
    breath = np.einsum("fk,fkb->fb", weight, pool.breath[chosen])
    return bands.astype(np.float64), breath.astype(np.float64)
