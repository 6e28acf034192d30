"""Results as a table: a line for each scenario, and the sums."""

from collections.abc import Sequence

from trial import Result

HEAD = "       language  scenario                                                  turns   asked  withheld   tokens      cost  seconds"


def line(result: Result) -> str:
    if result.skipped:
        return f"skip   {result.scenario.language:8}  {result.scenario.title}: only with a model"
    word = "ok" if result.passed else "FAIL"
    counts = f"{result.turns:5} {result.questions:7} {result.withheld:9} {result.tokens:8} {money(result.micros)} {result.seconds:8.1f}"
    return f"{word:6} {result.scenario.language:8}  {result.scenario.title:55.55} {counts}"


def money(micros: int) -> str:
    return f"{micros / 1_000_000:9.4f}"


def account(result: Result) -> list[str]:
    """Why a scenario failed, and what was said."""
    return [f"       - {fault}" for fault in result.faults] + [f"       {said}" for said in result.log]


def sums(results: Sequence[Result], seconds: float) -> list[str]:
    run = [result for result in results if not result.skipped]
    passed = [result for result in run if result.passed]
    turns, micros = sum(result.turns for result in run), sum(result.micros for result in run)
    lines = [f"{len(passed)} passed, {len(run) - len(passed)} failed, {len(results) - len(run)} skipped; {turns} turns in {seconds:.0f} s"]
    if questions := sum(result.questions for result in run):
        tokens, withheld = sum(result.tokens for result in run), sum(result.withheld for result in run)
        fallbacks = sum(result.fallbacks for result in run)
        lines.append(
            f"the model was asked {questions} times, {tokens} tokens for {micros / 1_000_000:.4f};"
            f" {withheld} of its sentences were withheld, in {fallbacks} turns the script took over"
        )
    return lines
