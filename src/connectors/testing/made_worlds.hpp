#pragma once

#include "sql/random/dice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

/// Pairs of databases for policies with every mask and every shape of row rule. Only tests include
/// this.
namespace parlance::connectors::testing {

/// A policy, and which rows it hides: `country, region, vip` as literals.
struct MadePolicy {
    std::string_view name;
    std::string_view document;
    std::array<std::string_view, 3> shown;
    std::vector<std::array<std::string_view, 3>> hidden;
};

inline std::vector<MadePolicy> made_policies() {
    return {
        {"masks",
         R"json({"default": "allow", "tables": {
            "people": {"rows": "country IN ('DE', 'AT')", "columns": {
                "email": {"mask": "partial"}, "token": {"mask": "pseudonym"},
                "income": {"mask": "bucket", "size": 1000}, "born": {"mask": "year"},
                "joined": {"mask": "month"}, "score": {"mask": "constant", "value": 7.5},
                "note": {"mask": "null"}, "vip": {"mask": "hidden"}}},
            "visits": {"rows": "EXISTS (SELECT 1 FROM people p WHERE p.id = visits.person_id AND p.country IN ('DE', 'AT'))",
                       "columns": {"cost": {"mask": "bucket", "size": 100}}},
            "staff": {"columns": {"wage": {"mask": "hidden"}}}}})json",
         {"'DE'", "'north'", "false"},
         {{"'FR'", "'north'", "true"},
          {"'US'", "NULL", "false"},
          {"NULL", "'south'", "NULL"},
          {"'de'", "'north'", "false"}}},
        {"roles",
         R"json({"rules": [
            {"id": "own", "to": {"roles": ["analyst"]}, "default": "allow", "tables": {
                "people": {"rows": "country = 'DE'", "columns": {
                    "email": {"mask": "constant", "value": "hidden"}, "token": {"mask": "partial"},
                    "income": {"mask": "bucket", "size": 10000}, "born": {"mask": "null"},
                    "joined": {"mask": "year"}, "score": {"mask": "bucket", "size": 5},
                    "note": {"mask": "constant"}}},
                "staff": {"columns": {"wage": {"mask": "bucket", "size": 100000}}}}},
            {"id": "region", "to": {"users": ["ann"]}, "default": "allow", "tables": {
                "people": {"rows": "region = :user.region", "columns": {"note": {"mask": "null"}}},
                "visits": {"columns": {"cost": {"mask": "null"}}}}},
            {"id": "calm", "mandatory": true, "default": "allow", "tables": {
                "people": {"rows": "NOT vip AND coalesce(country, '') <> 'XX'",
                           "columns": {"income": {"mask": "bucket", "size": 1000}}},
                "visits": {"rows": "person_id IN (SELECT id FROM people WHERE NOT vip AND (country = 'DE' OR region = :user.region) AND coalesce(country, '') <> 'XX')"}}}
         ]})json",
         {"'DE'", "'north'", "false"},
         {{"'DE'", "'north'", "true"},
          {"'DE'", "'north'", "NULL"},
          {"'FR'", "'south'", "false"},
          {"'XX'", "'north'", "false"},
          {"NULL", "NULL", "false"}}},
    };
}

/// Writes one world: the same visible rows for the same policy, and other secrets for each world.
class MadeWorld {
public:
    MadeWorld(const MadePolicy& policy, char world)
        : policy_(policy), secret_(world == 'a' ? 11 : 22) {}

    std::string script() {
        script_ = R"(
            CREATE TABLE people(id int PRIMARY KEY, name text, email text, token text, country text,
                region text, vip boolean, born date, joined timestamp, income int,
                score double precision, note text);
            CREATE TABLE visits(id int PRIMARY KEY, person_id int, cost numeric(12,2), kind text,
                seen timestamp);
            CREATE TABLE staff(id int PRIMARY KEY, name text, wage numeric(12,2), boss int);)";
        constexpr int visible = 12;
        int spare = 100;
        for (int id = 1; id <= visible; ++id) {
            while (secret_.chance(45))
                hidden_person(spare++);
            visible_person(id);
        }
        hidden_person(spare++);
        for (int id = 1; id <= 4; ++id)
            script_ += fmt::format(
                "INSERT INTO staff VALUES ({}, '{}', {}, {});",
                id,
                names[static_cast<std::size_t>(id)],
                1000 * static_cast<int>(1 + secret_.below(80)),
                id == 1 ? "NULL" : "1"
            );
        return script_;
    }

private:
    static constexpr std::array<std::string_view, 6>
        names{"Anna", "Bert", "Cora", "Dave", "12", "Eve"};

    void person(int id, std::array<std::string_view, 3> where, const std::string& rest) {
        script_ += fmt::format(
            "INSERT INTO people (id, country, region, vip, name, email, token, born, joined, "
            "income, "
            "score, note) VALUES ({}, {}, {}, {}, {});",
            id,
            where[0],
            where[1],
            where[2],
            rest
        );
    }

    void visible_person(int id) {
        const auto at = static_cast<std::size_t>(id);
        const std::string_view name = names[at % names.size()];
        const std::size_t local = secret_.below(1000);
        person(
            id,
            policy_.shown,
            fmt::format(
                "'{0}', '{1}{2}@example.com', {3}, '{4}-{5:02}-11', '2024-0{6}-{7:02} 10:00:00', "
                "{8}, {9}.5, {10}",
                name,
                static_cast<char>('a' + id % 3),
                local,
                policy_.name == "roles" ? fmt::format("'t{}'", local)
                                        : fmt::format("'t{}'", id % 5),
                1970 + id % 4,
                1 + secret_.below(12),
                1 + id % 4,
                1 + secret_.below(28),
                1000 * (id % 3) + static_cast<int>(secret_.below(1000)),
                5 * (id % 2) + static_cast<int>(secret_.below(4)),
                note()
            )
        );
        visit(id);
    }

    void hidden_person(int id) {
        const std::string_view name = names[secret_.below(names.size())];
        static const std::vector<std::string_view> incomes{
            "0", "7", "2147483647", "-2147483648", "NULL", "1000", "50"
        };
        static const std::vector<std::string_view> scores{"0", "1e308", "-1e-300", "NULL", "49.5"};
        person(
            id,
            secret_.pick(policy_.hidden),
            fmt::format(
                "'{0}', {1}, 'h{2}', '19{3}-01-01', '2023-01-0{4} 00:00:00', {5}, {6}, {7}",
                name,
                secret_.word({"'x'", "''", "NULL", "'a@b'", "'1@example.com'"}),
                secret_.below(9),
                10 + secret_.below(80),
                1 + secret_.below(9),
                secret_.pick(incomes),
                secret_.pick(scores),
                note()
            )
        );
        visit(id);
    }

    std::string note() {
        return secret_.word({"'12'", "'not a number'", "''", "NULL", "'99999999999'", "'1'"});
    }

    void visit(int person) {
        // Of whom is shown, all but the cost is shown, and of that its hundreds.
        const bool shown = person < 100;
        const int cost = 100 * (person % 4) + static_cast<int>(secret_.below(100));
        script_ += fmt::format(
            "INSERT INTO visits VALUES ({}, {}, {}, '{}', '2024-01-01 00:00:00');",
            1000 + person,
            person,
            shown ? cost : static_cast<int>(secret_.below(3)) * 50,
            shown || secret_.chance(50) ? "call" : "secret"
        );
    }

    const MadePolicy& policy_;
    sql::Dice secret_;
    std::string script_;
};

}  // namespace parlance::connectors::testing
