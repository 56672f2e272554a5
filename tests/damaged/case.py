"""The table of manipulations: what each does, and what Android makes of it.

What Android makes of a package is one of

  same     it installs and is read as the package was before
  other    it installs and is read in the way that `reading` says
  no code  it installs, and ART loads none of its code
  refused  it does not install

as AOSP 14 to 16 do it, a valid signature given: the packages carry none, as if
each were signed after it was changed. `told` are codes that a report must hold
(anomalies and limitations); `error` means that reading it is refused.
"""

from dataclasses import dataclass, field
from typing import Callable

CASES = []


@dataclass
class Case:
    name: str
    make: Callable
    what: str
    android: str
    source: str
    told: list = field(default_factory=list)
    reading: dict = field(default_factory=dict)


def case(android, source, *told, **reading):
    """Registers a function that takes the sample and returns a package. Its
    name is the case's, its first line of documentation what it does."""

    def register(make):
        name = make.__name__.replace("_", "-")
        what = make.__doc__.split("\n\n")[0].replace("\n    ", " ").strip()
        CASES.append(Case(name, make, what, android, source, list(told), reading))
        return make

    return register
