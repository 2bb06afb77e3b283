"""The cold start: import, load, resolve, first cited answer, against libraries of the same kind.

    python benchmarks/cold.py [--rounds 25] [--tenfold]

Every figure is the processor time (user and system) of a whole process minus that of the bare
interpreter, the programs taken in turn, the median of all rounds. Absolute figures swing with
the machine; the ratios are what counts: ours to ``zoneinfo`` with ``tzdata`` is to be at most 0.8,
and with ten times the documents and entries at most 1.5 times our own. Needs the dependency
group ``bench``.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import sys
import tempfile
from pathlib import Path

from tenfold import build_tenfold

ROOT = Path(__file__).resolve().parents[1]
OURS = """
from community_certs import load_catalog
answer = load_catalog({where!r}).classify({text!r}, jurisdiction={place!r}, on="2020-06-01")
assert answer.citations and answer.to_dict()["citations"]
"""
PEERS = {
    "zoneinfo+tzdata": """
import zoneinfo
zoneinfo.reset_tzpath(to=[])
from datetime import datetime
datetime(2020, 6, 1, tzinfo=zoneinfo.ZoneInfo("Asia/Shanghai")).utcoffset()
""",
    "phonenumbers": """
import phonenumbers
phonenumbers.is_valid_number(phonenumbers.parse("+8613800138000"))
""",
    "pycountry": 'import pycountry\npycountry.countries.get(alpha_2="CN").name',
    "holidays": 'import holidays\nholidays.country_holidays("CN", years=2020).get("2020-10-01")',
    "python-stdnum": 'from stdnum.cn import ric\nric.is_valid("11010519491231002X")',
    "openfisca-country-template": """
from openfisca_country_template import CountryTaxBenefitSystem
CountryTaxBenefitSystem().parameters("2020-06-01").taxes.income_tax_rate
""",
}
NEEDS = {
    "zoneinfo+tzdata": "tzdata",
    "python-stdnum": "stdnum",
    "openfisca-country-template": "openfisca_country_template",
}


def processor_time(command: list[str]) -> float:
    """Return the seconds of processor time of one run."""
    process = os.posix_spawn(command[0], command, dict(os.environ))
    _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(f"failed: {command[2]}")
    return usage.ru_utime + usage.ru_stime


def measure(programs: dict[str, str], rounds: int) -> dict[str, float]:
    """Return the median milliseconds of each program above the bare interpreter."""
    times: dict[str, list[float]] = {name: [] for name in ("bare", *programs)}
    for turn in range(rounds + 1):
        for name, program in {"bare": "pass", **programs}.items():
            taken = processor_time([sys.executable, "-c", program])
            if turn:  # the first round only warms the caches
                times[name].append(taken)
    bare = statistics.median(times.pop("bare"))
    return {name: (statistics.median(held) - bare) * 1000 for name, held in times.items()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--tenfold", action="store_true", help="ten times the documents as well")
    args = parser.parse_args()
    questions = {"name": ("居住证明", "130700"), "phrase": ("我妈是我妈", "张家口市")}
    with tempfile.TemporaryDirectory() as folder:
        programs = {
            f"ours ({kind})": OURS.format(where=None, text=text, place=place)
            for kind, (text, place) in questions.items()
        }
        if args.tenfold:
            tenfold = str(build_tenfold(ROOT / "catalog_data", Path(folder) / "release"))
            programs |= {
                f"ours ({kind}, tenfold)": OURS.format(where=tenfold, text=text, place=place)
                for kind, (text, place) in questions.items()
            }
        programs |= {
            name: program
            for name, program in PEERS.items()
            if importlib.util.find_spec(NEEDS.get(name, name)) is not None
        }
        found = measure(programs, args.rounds)
    yard = found["zoneinfo+tzdata"]
    print(f"Python {sys.version.split()[0]}, {args.rounds} rounds, medians above a bare start")
    for name, value in found.items():
        print(f"{name:<28}{value:8.1f} ms   {value / yard:5.2f} of zoneinfo")
    if args.tenfold:
        for kind in questions:
            ratio = found[f"ours ({kind}, tenfold)"] / found[f"ours ({kind})"]
            print(f"tenfold / ours ({kind}): {ratio:.2f}")


if __name__ == "__main__":
    main()
