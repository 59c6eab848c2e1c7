"""The names of the glossary that stand in what was typed."""

import pytest

from onboarding.naming import named_in

NAMES = [("Carrier", "courier\n\nparcel service"), ("Service level objective", "SLO"), ("Budget", "error budget")]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("slow couriers", [("courier", "Carrier", ["Carrier", "parcel service"])]),
        ("carrier", [("Carrier", "Carrier", ["courier", "parcel service"])]),
        ("our parcel services fail", [("parcel service", "Carrier", ["Carrier", "courier"])]),
        ("parcel of a service", []),
        ("slo", [("SLO", "Service level objective", ["Service level objective"])]),
        ("service level objectives", [("Service level objective", "Service level objective", ["SLO"])]),
        ("error budget", [("error budget", "Budget", [])]),
        ("", []),
    ],
)
def test_names_are_known_in_any_inflection(typed, found):
    assert named_in(typed, NAMES) == found
