"""How many a second: bookings (M1, M2), empty requests (M5), and many who want the same time (M9)."""

from house import WORKERS, House
from table import spread
from turns import Turns
from worlds import PEOPLE

CROWD = 16


def bookings(house: House) -> None:
    """Ours over HTTP, pgbench past it, and PHP-FPM over HTTP, all running the same statement."""
    for clients in (WORKERS, CROWD):
        turns = house.turns(
            {
                "ours": lambda clients=clients: house.holds.run("hold", clients, house.seconds, house.fresh()).only(201).rate(201),
                "pgbench": lambda: house.pgbench.holds(WORKERS, house.seconds, house.fresh()),
                "fpm": lambda clients=clients: house.fpm.run("hold", clients, house.seconds, house.fresh()).only(201).rate(201),
            }
        )
        beside(house, "M1", f"holds over HTTP, {clients} clients / pgbench", turns, "pgbench", 0.62)
        beside(house, "M2", f"holds over HTTP, {clients} clients / PHP-FPM", turns, "fpm", 1.3)


def empty(house: House) -> None:
    """What the pool itself costs: a request that asks for nothing, through the same nginx."""
    paths = {"ours": f"{house.stack.base}/healthz", "C on libfcgi": f"{house.peers.base}/c/x", "fpm": f"{house.peers.base}/fpm/x"}
    turns = house.turns(
        {name: lambda path=path: house.at(path).run("empty", 8, house.seconds).only(200).rate(200) for name, path in paths.items()}
    )
    beside(house, "M5", "empty request / C on libfcgi", turns, "C on libfcgi", 0.9)
    beside(house, "M5", "empty request / PHP-FPM", turns, "fpm", 1.8)


def contended(house: House) -> None:
    """Sixteen who want the same: a race for each slot, refusals on six that are taken, takes and releases of six."""
    before, taken = house.deadlocks(), house.fresh()
    house.holds.run("refuse", CROWD, 1, taken)
    races: list[tuple[int, int]] = []
    turns = house.turns(
        {
            "holds": lambda: house.holds.run("hold", CROWD, house.seconds, house.fresh()).only(201).rate(201),
            "race": lambda: race(house, races),
            "refusals": lambda: house.holds.run("refuse", CROWD, house.seconds, taken).only(409).rate(409),
            "takes": lambda: house.holds.run("cycle", CROWD, house.seconds, house.fresh()).only(201, 204, 409).rate(201),
        }
    )
    deadlocks = house.deadlocks() - before
    beside(house, "M9", f"{CROWD} clients after each slot, answers", turns, "holds", 0.5, "race")
    won, asked = winners(house, races)
    house.table.add("M9", "winners of each such slot", f"{won:,} of {asked:,} slots have one", aim="all, none two", met=won == asked)
    beside(house, "", "refusals with alternatives, six slots", turns, "holds", 1.0, "refusals")
    beside(house, "", "take and release on six slots, takes only", turns, "holds", 0.4, "takes")
    house.table.add("M9", "deadlocks meanwhile", str(deadlocks), aim="0", met=deadlocks == 0)


# Slots of one race by how many hold them: those with one alone, all, and the holds themselves.
HOLDERS = """
    select count(*) filter (where holders = 1), count(*), coalesce(sum(holders), 0)::int from (
        select count(*) as holders from holdfast.bookings
        where tenant_id = %(tenant)s and status = 'held'
            and (extract(epoch from start_at) - %(epoch)s) / 900 * %(people)s + resource_id - %(first)s
                between %(offset)s and %(offset)s + 11999
        group by start_at, resource_id) slots
"""


def race(house: House, races: list[tuple[int, int]]) -> float:
    """Answers a second, and which slots were asked for: all but the last of them have been given away."""
    offset = house.fresh()
    answers = house.holds.run("race", CROWD, house.seconds, offset).only(201, 409)
    races.append((offset, int(answers.rate(201) * answers.seconds + 0.5)))
    return answers.total


def winners(house: House, races: list[tuple[int, int]]) -> tuple[int, int]:
    """How many slots of the races have exactly one hold, and how many have any or were told to somebody as won."""
    alone = asked = 0
    with house.stack.database() as database:
        for offset, told in races:
            values = {
                "tenant": house.world.tenant,
                "epoch": house.epoch,
                "people": PEOPLE,
                "first": house.world.first_person,
                "offset": offset,
            }
            one, slots, holds = database.execute(HOLDERS, values).fetchone()
            alone += one
            asked += max(slots, holds, told)
    return alone, asked


def beside(house: House, name: str, what: str, turns: Turns, peer: str, aim: float, ours: str = "ours") -> None:
    ratio = turns.ratio(ours, peer)
    house.table.add(
        name,
        what,
        spread(turns.values(ours)),
        f"{peer} {spread(turns.values(peer))}",
        f"{ratio:.2f}",
        f"≥ {aim:g}",
        met=ratio >= aim,
        note=turns.note,
    )
