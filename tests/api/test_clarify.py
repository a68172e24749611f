"""Two keys lead to the same table: the person says which is meant, by words or by a click."""
import sqlite3

import pytest


@pytest.fixture
def flights(new_owner, tmp_path):
    path = tmp_path / "flights.sqlite"
    with sqlite3.connect(path) as made:
        made.executescript("""
            CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT, country TEXT);
            CREATE TABLE flights (id INTEGER PRIMARY KEY, origin_city_id INTEGER REFERENCES cities (id),
                                  destination_city_id INTEGER REFERENCES cities (id), fare REAL);
            INSERT INTO cities VALUES (1, 'Paris', 'France'), (2, 'Rome', 'Italy');
            INSERT INTO flights VALUES (1, 1, 2, 100), (2, 2, 1, 120), (3, 2, 1, 80);""")
    person = new_owner()
    person.upload("flights.sqlite", path.read_bytes())
    return person


def test_the_choices_tell_how_they_differ(flights):
    answer = flights.ask("how many flights in Paris")
    assert answer["outcome"] == "clarify" and not answer["rows"]
    options = answer["clarification"]["options"]
    assert len(options) == 2
    for option, key in zip(options, ("destination_city_id", "origin_city_id")):
        assert [key in line for line in option["differs"]] == [True]
        assert option["confidence"] <= 0.5


@pytest.mark.parametrize("reply,rows", [("the second one", [[1]]), ("destination city", [[2]]), ("2", [[1]])])
def test_a_reply_in_words_chooses(flights, reply, rows):
    back = flights.ask("how many flights in Paris")
    answer = flights.ask(reply, conversation_id=back["conversation_id"])
    assert answer["outcome"] == "answered" and answer["rows"] == rows
    refined = flights.post("/queries/refine", {"query_id": back["id"], "instruction": reply})
    assert refined["rows"] == rows and refined["sql"] == answer["sql"]


def test_a_click_chooses_the_same(flights):
    back = flights.ask("how many flights in Paris")
    first = back["clarification"]["options"][0]
    assert flights.ask(first["ask"])["rows"] == [[2]]


def test_who_asks_something_else_is_answered(flights):
    back = flights.ask("how many flights in Paris")
    answer = flights.ask("how many cities are there", conversation_id=back["conversation_id"])
    assert answer["outcome"] == "answered" and answer["rows"] == [[2]]


def test_what_was_assumed_can_be_taken_away(flights):
    back = flights.ask("how many flights in Paris")
    answer = flights.ask("the first", conversation_id=back["conversation_id"])
    assumed = [each["text"] for each in answer["assumptions"] if each["code"] == "one_of_several_keys"]
    assert assumed == ["joined by flights.destination_city_id"]
    other = flights.ask("how many flights in Paris", without=assumed)
    assert other["outcome"] == "answered" and other["rows"] == [[1]]


def test_what_was_taken_away_stays_away_for_the_choice(new_owner, tmp_path):
    path = tmp_path / "trips.sqlite"
    with sqlite3.connect(path) as made:
        made.executescript("""
            CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT);
            CREATE TABLE trips (id INTEGER PRIMARY KEY, start_city_id INTEGER REFERENCES cities (id),
                                stop_city_id INTEGER REFERENCES cities (id),
                                home_city_id INTEGER REFERENCES cities (id));
            INSERT INTO cities VALUES (1, 'Paris'), (2, 'Rome'), (3, 'Bonn');
            INSERT INTO trips VALUES (1, 1, 2, 3), (2, 1, 3, 2), (3, 1, 2, 2), (4, 2, 1, 1), (5, 3, 1, 2);""")
    person = new_owner()
    person.upload("trips.sqlite", path.read_bytes())
    back = person.ask("how many trips in Paris")
    assert len(back["clarification"]["options"]) == 3
    first = back["clarification"]["options"][0]["differs"][0].split(" = ")[0].removeprefix("JOIN cities ON ")
    fewer = person.ask("how many trips in Paris", without=[f"joined by {first}"])
    options = fewer["clarification"]["options"]
    assert len(options) == 2
    chosen = person.ask("the first one", conversation_id=fewer["conversation_id"])
    assert options[0]["differs"][0] in chosen["sql"] and first not in chosen["sql"]
