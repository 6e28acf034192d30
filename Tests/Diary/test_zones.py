"""The oracle's own clock, held against the changes that were looked up by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from zones import HOUR, ZONES, after_gap, at, changes, closing, occurrences, opening, start_of_day


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_time_in_a_gap_means_the_first_instant_after_it():
    for minute in (120, 121, 150, 179):
        assert opening("America/New_York", at(date(2026, 3, 8), minute)) == utc("2026-03-08T07:00")
        assert closing("America/New_York", at(date(2026, 3, 8), minute)) == utc("2026-03-08T07:00")
    assert after_gap("Australia/Lord_Howe", at(date(2026, 10, 4), 135)) == utc("2026-10-03T15:30")


def test_a_repeated_time_opens_at_its_first_and_closes_at_its_last_occurrence():
    assert opening("America/New_York", at(date(2026, 11, 1), 90)) == utc("2026-11-01T05:30")
    assert closing("America/New_York", at(date(2026, 11, 1), 90)) == utc("2026-11-01T06:30")
    assert opening("Australia/Lord_Howe", at(date(2026, 4, 5), 105)) == utc("2026-04-04T14:45")
    assert closing("Australia/Lord_Howe", at(date(2026, 4, 5), 105)) == utc("2026-04-04T15:15")


@pytest.mark.parametrize(
    "zone, day, length",
    [
        ("America/New_York", date(2026, 3, 8), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Africa/Cairo", date(2026, 4, 24), 23),
        ("Africa/Cairo", date(2026, 10, 29), 25),
        ("Antarctica/Troll", date(2026, 3, 29), 22),
        ("Antarctica/Troll", date(2026, 10, 25), 26),
    ],
)
def test_days_have_the_length_that_the_zone_gives_them(zone, day, length):
    assert start_of_day(zone, day + timedelta(1)) - start_of_day(zone, day) == length * HOUR


@pytest.mark.parametrize(
    "zone, day",
    [
        ("Africa/Cairo", date(2026, 4, 24)),
        ("Asia/Beirut", date(2026, 3, 29)),
        ("America/Santiago", date(2026, 9, 6)),
        ("America/Havana", date(2026, 3, 8)),
    ],
)
def test_a_missing_midnight_is_one_o_clock(zone, day):
    assert occurrences(zone, at(day, 0)) == []
    assert start_of_day(zone, day) == occurrences(zone, at(day, 60))[0]


def test_negative_saving_is_only_a_change_of_offset():
    assert changes("Africa/Casablanca", 2026, 2026) == (utc("2026-02-15T02:00"), utc("2026-03-22T02:00"))
    assert occurrences("Africa/Casablanca", at(date(2026, 2, 15), 150)) == [
        utc("2026-02-15T01:30"),
        utc("2026-02-15T02:30"),
    ]


def test_at_least_forty_zones_change_their_clocks():
    assert sum(1 for zone in ZONES if changes(zone)) >= 40
    assert sum(len(changes(zone)) for zone in ZONES) >= 160
