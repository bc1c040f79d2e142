"""Decoding: what is legal is kept, whatever the scores say."""

from __future__ import annotations

import itertools

import numpy as np

from twosource.language.decoding import FoundCue, Roles, best_tags, confidence, find_cues, find_roles


def scores(*rows):
    return np.log(np.array(rows, dtype=np.float32) + 1e-9)


def role_scores(tags, sure=0.9):
    table = np.full((len(tags), 5), (1 - sure) / 4, dtype=np.float32)
    table[np.arange(len(tags)), tags] = sure
    return np.log(table)


def test_a_cue_runs_on_while_going_on_is_likeliest():
    found = find_cues(scores([0.1, 0.8, 0.1], [0.2, 0.1, 0.7], [0.8, 0.1, 0.1], [0.5, 0.4, 0.1]), 0.3)
    assert [cue.words for cue in found] == [(0, 2), (3, 4)]
    assert [round(cue.probability, 1) for cue in found] == [0.8, 0.4]


def test_two_cues_side_by_side_stay_two():
    found = find_cues(scores([0.1, 0.9, 0.0], [0.1, 0.9, 0.0]), 0.5)
    assert [cue.words for cue in found] == [(0, 1), (1, 2)]


def test_an_inner_tag_needs_its_beginning():
    for tags in ([0, 4, 4, 0], [1, 2, 4, 4], [4], [2, 4, 2, 4]):
        decoded = [0, *best_tags(role_scores(tags, 0.6))]
        assert all(tag not in (2, 4) or before in (tag - 1, tag) for before, tag in itertools.pairwise(decoded))
    assert best_tags(role_scores([0, 4, 4, 0], 0.9))[-1] == 0


def test_content_in_two_pieces_is_kept_and_the_cue_is_in_neither():
    roles = find_roles(role_scores([3, 4, 1, 4, 3, 4]), (3, 4))
    assert (roles.source, roles.content) == (((2, 3),), ((0, 2), (4, 6)))


def test_the_likelier_of_two_sources_is_kept():
    table = role_scores([1, 0, 1, 0, 3])
    table[0, 1] -= 0.5
    assert find_roles(table, (3, 4)).source == ((2, 3),)


def test_no_source_is_a_source_too():
    roles = find_roles(role_scores([0, 3, 4]), (0, 1))
    assert roles.source == ()
    assert roles.source_sure > 0.7


def test_confidence_rises_with_the_cue_and_stays_within_bounds():
    roles = Roles(((0, 1),), ((2, 3),), 0.9, 0.9)
    low, high = (confidence(FoundCue((1, 2), p), roles, (0.0, 0.5, 0.1, 0.3, 0.5)) for p in (0.2, 0.9))
    assert 0 < low < high < 1
    assert confidence(FoundCue((1, 2), 1.0), roles, (1e9, 1, 1, 1, 1)) <= 1
