"""`make eval`: tries the receptionist that is configured with written customers and prints how they fared.

`run.py` runs all scenarios, `run.py WORD…` those whose title, language or file holds one of the words. The exit status tells.
"""

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "Shared"))

import table  # noqa: E402
import trial  # noqa: E402
from scenario import Scenario, all_scenarios  # noqa: E402
from stack import Stack  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", metavar="WORD")
    parser.add_argument("--verbose", action="store_true", help="print every conversation")
    parser.add_argument("--list", action="store_true", help="only list the scenarios")
    options = parser.parse_args()
    scenarios = chosen(options.words)
    if options.list:
        print("\n".join(f"{each.language}  {each.title}" for each in scenarios))
        return 0
    if not scenarios:
        parser.error("no scenario is named like that")
    return evaluate(scenarios, options.verbose)


def chosen(words: list[str]) -> list[Scenario]:
    return [each for each in all_scenarios() if not words or any(is_named(each, word.lower()) for word in words)]


def is_named(scenario: Scenario, word: str) -> bool:
    return word in scenario.title.lower() or word in (scenario.language, scenario.source)


def evaluate(scenarios: list[Scenario], verbose: bool) -> int:
    model = os.environ.get("OPENAI_MODEL")
    print(f"The receptionist is {model or 'the scripted one'}.", flush=True)
    results = []
    with Stack() as stack:
        began = time.monotonic()
        print(table.HEAD)
        for result in trial.run(stack, scenarios, bool(model)):
            results.append(result)
            print(table.line(result), flush=True)
            if verbose or not result.passed:
                print("\n".join(table.account(result)), flush=True)
    print("\n".join(table.sums(results, time.monotonic() - began)))
    return 0 if all(result.passed for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
