"""Where a person's data is found after they booked, moved and cancelled, and where it is not."""

import requests
from psycopg import sql

SECRETS = {"name": "Wilhelmina Quartz", "email": "wilhelmina.quartz@example.com", "phone": "+442071838750"}
LEDGERS = ("receipt", "audit", "job", "outbox", "turn", "lease")


def test_logs_receipts_and_the_audit_log_hold_ids_and_codes_only(barber, stack):
    slots = barber.slots(after_days=8)
    hold = barber.hold(slots[0]).json()["id"]
    booked = barber.post("/bookings", {"hold": hold, "customer": SECRETS, "notes": "allergic to quartz dust"}).json()
    path, proof = f"/bookings/{booked['reference']}", {"email": SECRETS["email"]}
    assert barber.post(f"{path}/lookup", proof).status_code == 200
    token = booked["manage_url"].rsplit("/", 1)[1]
    assert requests.get(booked["manage_url"], timeout=30).status_code == 200
    assert requests.get(f"{stack.base}/t/barber/?email={SECRETS['email']}", timeout=30).status_code == 200
    assert barber.post(f"{path}/cancel", proof | {"reason": "quartz dust again"}).status_code == 200

    logged = stack.log() + (stack.run_dir / "pg/postgres.log").read_text(errors="replace")
    for word in [*SECRETS.values(), "quartz", "Wilhelmina", token]:
        assert word not in logged, word
    assert not [found for found in rows_that_hold(stack, "quartz") if any(word in found for word in LEDGERS)]


def test_a_booking_by_chat_leaves_no_word_of_it_in_the_logs(dentist, stack):
    """What a visitor wrote, who they are and what they were given; nginx's log, the pools' and Postgres's."""
    visitor = {"name": "Ottoline Verdigris", "email": "ottoline.verdigris@example.com"}
    said = ["cleaning next Tuesday afternoon, my verdigris aches", "the first one", " ".join(visitor.values())]
    conversation, reference = None, None
    for message in said:
        turn = dentist.post("/chat", {"message": message} | ({"conversation": conversation} if conversation else {})).json()
        conversation = turn["conversation"]
        reference = reference or next((card["reference"] for card in turn["cards"] if card.get("reference")), None)
    assert reference, turn
    assert dentist.get(f"/chat/{conversation}").status_code == 200
    logged = (stack.log() + (stack.run_dir / "pg/postgres.log").read_text(errors="replace")).lower()
    assert '"route":"chat"' in logged
    for word in [*visitor.values(), "verdigris", "ottoline", "aches", conversation, reference]:
        assert word.lower() not in logged, word


def rows_that_hold(stack, word):
    """The tables with a row that holds the word anywhere."""
    with stack.database() as database:
        tables = database.execute("select relname from pg_stat_user_tables where schemaname = 'holdfast'").fetchall()
        statement = "select exists (select from {} row where lower(row::text) like %s)"
        return [
            name for (name,) in tables if database.execute(sql.SQL(statement).format(sql.Identifier(name)), [f"%{word}%"]).fetchone()[0]
        ]


def test_a_person_is_found_where_people_stand(barber, stack):
    barber.book(barber.slots(after_days=8)[20], email="found.person@example.com")
    assert "customers" in rows_that_hold(stack, "found.person@example.com")
