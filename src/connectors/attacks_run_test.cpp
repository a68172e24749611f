#include "connectors/testing/worlds.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <future>
#include <set>
#include <sstream>
#include <thread>
#include <tuple>
#include <vector>

/// The attack catalogue against real engines: each statement meets its outcome, and in both worlds
/// the same one.
namespace parlance::connectors {
namespace {

using namespace testing;
using namespace std::chrono_literals;

/// As the toy policy, but columns that a table gains later are not seen.
constexpr std::string_view policy_of_catalogue = R"json({
    "default": "deny",
    "tables": {
        "customers": {
            "columns": {
                "id": {}, "tenant_code": {}, "name": {}, "country": {}, "created_at": {},
                "email": {"mask": "partial"}, "ssn": {"mask": "null"}
            },
            "rows": "country = 'DE'"
        },
        "orders": {
            "default": "allow",
            "rows": "EXISTS (SELECT 1 FROM customers c WHERE c.id = orders.customer_id AND c.country = 'DE')"
        },
        "employees": {"columns": {"id": {}, "name": {}, "manager_id": {}}}%
    }
})json";

/// What may be refused though its answer would be harmless, with the reason. Nothing else may.
boost::json::object refused_all_the_same() {
    std::ifstream in(PARLANCE_SOURCE_DIR "/tests/data/attacks_refused.json");
    return boost::json::parse(in).as_object();
}

/// Answers whose order the language says otherwise than the engine: NULL comes last.
const std::set<std::string, std::less<>> ordered_as_postgres{"SQLITE-MASK-027"};

/// Answers that the catalogue does not tell: of heirs, and of what a policy leaves of partitions.
const std::map<std::string, std::string, std::less<>> answers_of_ours{
    {"PG-OBJ-002", "3"},
    {"PG-OBJ-003", "2"},
    {"PG-OBJ-005", "1|2024"},
};

struct Attack {
    std::string id;
    std::string input;
    std::string setup;
    std::string outcome;
    std::optional<std::string> reference;
};

/// SQLite's answers stand in the catalogue as JSON.
std::string plain_rows(const boost::json::array& rows) {
    std::string text;
    for (const boost::json::value& row : rows) {
        if (!text.empty()) text += '\n';
        bool first = true;
        for (const boost::json::value& cell : row.as_array()) {
            if (!std::exchange(first, false)) text += '|';
            if (cell.is_null())
                text += "∅";
            else if (cell.is_string())
                text += std::string(cell.get_string());
            else
                text += boost::json::serialize(cell);
        }
    }
    return text;
}

std::vector<Attack> attacks_on(std::string_view dialect) {
    std::ifstream in(PARLANCE_SOURCE_DIR "/tests/data/attacks.jsonl");
    std::vector<Attack> all;
    for (std::string line; std::getline(in, line);) {
        const boost::json::object one = boost::json::parse(line).as_object();
        if (one.at("dialect").as_string() != dialect || one.at("form").as_string() != "sql")
            continue;
        const auto text = [&](const char* name) { return std::string(one.at(name).as_string()); };
        Attack attack{text("id"), text("input"), text("setup"), text("outcome"), {}};
        const auto reference = one.find("reference_result");
        if (reference != one.end() && reference->value().is_string()) {
            attack.reference = std::string(reference->value().get_string());
            if (attack.reference->starts_with("[["))
                attack.reference = plain_rows(boost::json::parse(*attack.reference).as_array());
            else if (attack.reference == "[]")
                attack.reference = "";
        }
        if (const auto own = answers_of_ours.find(attack.id); own != answers_of_ours.end())
            attack.reference = own->second;
        all.push_back(std::move(attack));
    }
    std::ranges::sort(all, {}, [](const Attack& one) { return std::tie(one.setup, one.id); });
    return all;
}

/// The catalogue writes what `psql` writes.
std::string as_in_catalogue(std::string text) {
    const auto replace = [&](std::string_view from, std::string_view to) {
        for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size())
            text.replace(at, from.size(), to);
    };
    replace(" 00:00:00+00", "");
    replace("T00:00:00+00:00", "");
    replace("T00:00:00Z", "");
    replace(" 00:00:00Z", "");
    replace("\n ", " ");
    while (text.contains("  "))
        replace("  ", " ");
    replace("|false", "|0");
    if (text == "false" || text == "true") text.resize(1);
    return text;
}

std::string sorted_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    std::ranges::sort(lines);
    return fmt::format("{}", fmt::join(lines, "\n"));
}

class Runs {
public:
    Runs(Engine& engine, const std::string& data) : engine_(engine), parts_(parts_of(data)) {}

    void run(const Attack& attack) {
        SCOPED_TRACE(attack.id + ": " + attack.input);
        set_up(attack.setup);
        if (attack.outcome == "LIMIT") return limit(attack);
        const Answer a = a_->ask(attack.input);
        const Answer b = b_->ask(attack.input);
        EXPECT_EQ(a, b) << written(a) << "\nand\n" << written(b);
        ++count[attack.outcome];
        if (attack.outcome == "DENY")
            EXPECT_FALSE(a.approved) << written(a);
        else
            masked(attack, a);
    }

    std::map<std::string, int> count;
    std::vector<std::string> refused;

private:
    void masked(const Attack& attack, const Answer& answer) {
        const bool listed = listed_.contains(attack.id);
        if (!answer.approved) {
            if (attack.outcome == "EITHER") return;
            refused.push_back(attack.id);
            EXPECT_TRUE(listed) << written(answer);
            return;
        }
        EXPECT_FALSE(listed) << "runs: take it off the list";
        if (!attack.reference || attack.reference->starts_with("ERR ")) return;
        const bool order = !ordered_as_postgres.contains(attack.id);
        const std::string got = as_in_catalogue(written(answer));
        const std::string wanted = as_in_catalogue(*attack.reference);
        EXPECT_EQ(order ? got : sorted_lines(got), order ? wanted : sorted_lines(wanted));
    }

    /// Ends in time by a clean error, a cut result or an honest answer, while others are served.
    void limit(const Attack& attack) {
        ++count[attack.outcome];
        a_->limit({.bytes_max = 1 << 20, .time_ms = 1'000});
        const auto begin = std::chrono::steady_clock::now();
        auto bomb = std::async(std::launch::async, [&] { return a_->ask(attack.input); });
        std::this_thread::sleep_for(20ms);
        const auto other = std::chrono::steady_clock::now();
        EXPECT_EQ(a_->ask("SELECT count(*) FROM employees").text, "3");
        EXPECT_LT(std::chrono::steady_clock::now() - other, 2s);
        const Answer answer = bomb.get();
        EXPECT_LT(std::chrono::steady_clock::now() - begin, 4s);
        EXPECT_LT(answer.text.size(), std::size_t{4} << 20);
        a_->limit({.time_ms = 5'000});
    }

    void set_up(const std::string& setup) {
        if (setup == setup_) return;
        setup_ = setup;
        std::string more = setup == "toy" ? "" : parts_.at(setup);
        const std::string events = R"(, "events": {"columns": {"id": {}, "y": {}}})";
        std::string policy(policy_of_catalogue);
        policy.replace(policy.find('%'), 1, setup == "toy+partition" ? events : "");
        for (const char world : {'a', 'b'}) {
            auto& held = world == 'a' ? a_ : b_;
            held.reset();
            const std::string data = parts_.at(world == 'a' ? "world a" : "world b");
            held = std::make_unique<World>(engine_.make(world, parts_.at("toy") + data + more));
            held->see(policy, {.username = "ann", .role = "analyst"});
        }
    }

    Engine& engine_;
    std::map<std::string, std::string> parts_;
    boost::json::object listed_ = refused_all_the_same();
    std::string setup_;
    std::unique_ptr<World> a_;
    std::unique_ptr<World> b_;
};

void run_all(Engine& engine, std::string_view dialect, const std::string& data) {
    Runs runs(engine, data);
    run_on_big_stack([&] {
        for (const Attack& attack : attacks_on(dialect))
            runs.run(attack);
    });
    std::printf("attacks on %s:", std::string(dialect).c_str());
    for (const auto& [outcome, times] : runs.count)
        std::printf(" %d %s", times, outcome.c_str());
    std::printf(", %zu of them refused though harmless\n", runs.refused.size());
}

TEST(AttacksRun, OnPostgres) {
    PostgresEngine engine;
    run_all(engine, "postgresql", "attacks_postgres.sql");
}

TEST(AttacksRun, OnSqlite) {
    SqliteEngine engine;
    run_all(engine, "sqlite", "attacks_sqlite.sql");
}

}  // namespace
}  // namespace parlance::connectors
