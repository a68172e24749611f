#include "connectors/testing/made_worlds.hpp"
#include "connectors/testing/sqlsmith.hpp"
#include "connectors/testing/worlds.hpp"
#include "guard/toy_schema.hpp"
#include "sql/build.hpp"
#include "sql/parse.hpp"
#include "sql/random/aimed.hpp"
#include "sql/render.hpp"
#include "sql/testing/generator.hpp"
#include "sql/walk.hpp"

#include <boost/json/parse.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <sstream>

/// Two databases that differ only in what a policy hides, asked the same thousands of statements:
/// not one answer may differ, by rows, their order, or an error. Without the guard very many must,
/// or the test would prove nothing. `PARLANCE_WORLDS` in the environment says how many seconds to
/// go on for instead (`./dev fuzz worlds`), `PARLANCE_SEED` where to begin.
namespace parlance::connectors {
namespace {

using namespace testing;
using Clock = std::chrono::steady_clock;

std::uint64_t number_in(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// Puts a fixed moment in place of the current one, which differs from run to run in any world, and
/// finds what is random.
class Settle : public sql::Walker {
public:
    bool random = false;

protected:
    void visit(sql::Expr& expr) override {
        if (std::holds_alternative<sql::CurrentMoment>(expr.node))
            expr = sql::build::cast(
                sql::build::text("2024-05-01 10:00:00"), "timestamp", Type::timestamp
            );
        if (const auto* call = std::get_if<sql::Call>(&expr.node)) check(*call);
    }
    void visit(sql::FunctionRef& function) override { check(function.call); }

private:
    void check(const sql::Call& call) {
        static const std::set<std::string, std::less<>> moving{
            "random",
            "now",
            "statement_timestamp",
            "transaction_timestamp",
            "gen_random_uuid",
            "age"
        };
        random = random || moving.contains(call.name.back());
    }
};

struct Count {
    std::uint64_t made = 0;
    std::uint64_t accepted = 0;  ///< by the guard
    std::uint64_t gave_rows = 0;
    std::uint64_t failed = 0;            ///< in the database
    std::uint64_t sampled = 0;           ///< asked without the guard too
    std::uint64_t differ_unguarded = 0;  ///< of these
    std::uint64_t reordered = 0;  ///< the same rows, in an order that the engine leaves to chance

    Count& operator+=(const Count& more) {
        made += more.made;
        accepted += more.accepted;
        gave_rows += more.gave_rows;
        failed += more.failed;
        sampled += more.sampled;
        differ_unguarded += more.differ_unguarded;
        reordered += more.reordered;
        return *this;
    }
};

/// Where two answers part.
std::string difference(const std::string& a, const std::string& b) {
    const auto at = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
    const std::size_t from = at < 200 ? 0 : at - 200;
    const auto part = [&](const std::string& text) {
        return from < text.size() ? text.substr(from, 400) : std::string();
    };
    return fmt::format("at {}\nA: {}\nB: {}", at, part(a), part(b));
}

/// One pair of worlds under one policy.
class Pair {
public:
    Pair(std::unique_ptr<Source> a, std::unique_ptr<Source> b, std::string_view policy)
        : a_(std::move(a)), b_(std::move(b)) {
        const guard::Asker who{"ann", "analyst", {{"region", "north"}}};
        a_.see(policy, who);
        b_.see(policy, who);
        EXPECT_EQ(*a_.sight().schema, *b_.sight().schema);
        EXPECT_EQ(a_.sight().policy.identity, b_.sight().policy.identity);
    }

    template <class Statement>
    void ask(const Statement& statement, const std::string& text) {
        ++count.made;
        const Answer a = a_.ask(statement);
        const Answer b = b_.ask(statement);
        if (a != b && !by_chance(text, a, b))
            ADD_FAILURE() << text << "\n" << difference(written(a), written(b));
        if (!a.approved) return;
        ++count.accepted;
        count.gave_rows += a.code.empty() && !a.text.empty() ? 1 : 0;
        count.failed += a.code.empty() ? 0 : 1;
        if (count.accepted % 4 != 0) return;
        ++count.sampled;
        count.differ_unguarded +=
            a_.ask_unguarded(statement) != b_.ask_unguarded(statement) ? 1 : 0;
    }

    [[nodiscard]] const Schema& visible() const { return *a_.sight().schema; }
    [[nodiscard]] const Schema& all() const { return a_.schema(); }

    Count count;

private:
    /// DuckDB gives what nobody ordered in an order that follows the sizes of hash tables and its
    /// threads. There the rows must be the same; where a statement makes rows out of such an order
    /// (LIMIT, windows with ties), it must at least end the same way.
    bool by_chance(const std::string& text, const Answer& a, const Answer& b) {
        if (all().dialect != Dialect::duckdb || a.code != b.code) return false;
        ++count.reordered;
        if (sorted(a.text) == sorted(b.text)) return true;
        return std::ranges::any_of(
            std::to_array<const char*>(
                {"LIMIT", " OVER ", "string_agg", "array_agg", "mode()", "DISTINCT ON"}
            ),
            [&](const char* word) { return text.contains(word); }
        );
    }

    static std::vector<std::string> sorted(const std::string& text) {
        std::vector<std::string> lines;
        std::istringstream in(text + "\n");
        for (std::string line; std::getline(in, line);)
            lines.push_back(line);
        std::ranges::sort(lines);
        return lines;
    }

    World a_;
    World b_;
};

const sql::Secrets toy_secrets{
    {"'111-11-1111'",
     "'1'",
     "'anna@example.com'",
     "'a***@example.com'",
     "'FR'",
     "'DE'",
     "'t1'",
     "'t3'",
     "'Anna'",
     "'Ella'",
     "''",
     "'paid'",
     "'open'",
     "'5'"},
    {"1", "2", "3", "5", "7", "8", "10", "12", "99", "77", "98.99", "0", "-1", "22"},
    "CAST('2024-04-01' AS timestamp)",
};
const sql::Secrets made_secrets{
    {"'DE'",
     "'FR'",
     "'north'",
     "'12'",
     "'not a number'",
     "''",
     "'t1'",
     "'h3'",
     "'1'",
     "'Anna'",
     "'call'",
     "'secret'",
     "'a1@example.com'",
     "'hidden'"},
    {"0", "1", "2", "7", "50", "49.5", "100", "150", "1000", "2147483647", "-1", "103", "1.5"},
    "CAST('2023-01-05' AS timestamp)",
};

/// Asks what the aimed fuzzer, the generator and the catalogue say until `count` were accepted or
/// the time is over.
class Asking {
public:
    Asking(Pair& pair, const sql::Secrets& secrets, std::uint64_t seed)
        : pair_(pair), secrets_(secrets), seed_(seed) {}

    void aimed(std::uint64_t accepted, Clock::time_point end) {
        const std::uint64_t goal = pair_.count.accepted + accepted;
        while (pair_.count.accepted < goal && Clock::now() < end) {
            const Schema& schema = ++seed_ % 12 == 0 ? pair_.all() : pair_.visible();
            const std::string text = sql::aimed(schema, secrets_, seed_);
            pair_.ask(std::string_view(text), text);
            if (::testing::Test::HasFailure() && ++failures_ > 5) return;
        }
    }

    void generated(std::uint64_t statements, Clock::time_point end) {
        for (std::uint64_t i = 0; i < statements && Clock::now() < end; ++i) {
            sql::testing::Generator generator(pair_.visible(), ++seed_);
            settled(generator.query());
        }
    }

    void settled(sql::Query query) {
        Settle settle;
        settle.walk(query);
        if (!settle.random) pair_.ask(query, sql::render(query, Dialect::postgres));
    }

private:
    Pair& pair_;
    const sql::Secrets& secrets_;
    std::uint64_t seed_;
    int failures_ = 0;
};

/// Statements per pair of worlds in CI: most where they cost least. Under the sanitizers one of
/// DuckDB takes ten times as long as one of SQLite. Together there are more than 20,000.
struct Size {
    std::uint64_t aimed;
    std::uint64_t generated;
};

void catalogue(Pair& pair, std::string_view dialect) {
    std::ifstream in(PARLANCE_SOURCE_DIR "/tests/data/attacks.jsonl");
    for (std::string line; std::getline(in, line);) {
        const boost::json::value one = boost::json::parse(line);
        const std::string text(one.at("input").as_string());
        if (one.at("dialect").as_string() != dialect || one.at("form").as_string() != "sql")
            continue;
        if (one.at("outcome").as_string() != "LIMIT" && !text.contains("now()"))
            pair.ask(std::string_view(text), text);
    }
}

void report(const char* engine, std::string_view policy, const Count& count) {
    std::printf(
        "two worlds, %s, %s: %llu accepted of %llu, %llu gave rows, %llu failed; of %llu asked "
        "without the guard %llu differ; %llu in another order\n",
        engine,
        std::string(policy).c_str(),
        static_cast<unsigned long long>(count.accepted),
        static_cast<unsigned long long>(count.made),
        static_cast<unsigned long long>(count.gave_rows),
        static_cast<unsigned long long>(count.failed),
        static_cast<unsigned long long>(count.sampled),
        static_cast<unsigned long long>(count.differ_unguarded),
        static_cast<unsigned long long>(count.reordered)
    );
}

class TwoWorlds {
public:
    TwoWorlds(Engine& engine, const char* name) : engine_(engine), name_(name) {}

    /// `more` asks what only this engine is asked.
    template <class More>
    void run(const std::string& data, std::string_view dialect, Size size, More more) {
        const std::uint64_t seed = number_in("PARLANCE_SEED", 1) * 1'000'000;
        const auto pairs = made_policies().size() + 1;
        const auto share = [&] {
            return Clock::now() + std::chrono::seconds(seconds_ == 0 ? 600 : seconds_ / pairs + 1);
        };
        if (seconds_ > 0) size = {UINT64_MAX / 2, UINT64_MAX / 2};
        Count all;
        run_on_big_stack([&] {
            auto parts = parts_of(data);
            Pair toy(
                engine_.make('a', parts.at("toy") + parts.at("world a")),
                engine_.make('b', parts.at("toy") + parts.at("world b")),
                guard::toy_policy
            );
            catalogue(toy, dialect);
            ask("toy", toy, toy_secrets, seed, size, share(), more);
            all += toy.count;
            for (const MadePolicy& policy : made_policies()) {
                Pair pair(
                    engine_.make('a', MadeWorld(policy, 'a').script()),
                    engine_.make('b', MadeWorld(policy, 'b').script()),
                    policy.document
                );
                ask(policy.name, pair, made_secrets, seed, size, share(), more);
                all += pair.count;
            }
        });
        if (seconds_ == 0) EXPECT_GE(all.accepted, pairs * size.aimed);
        EXPECT_GE(all.differ_unguarded * 10, all.sampled * 3) << "the test has lost its teeth";
        EXPECT_GE(all.gave_rows * 10, all.accepted * 3) << "most answers are empty";
        EXPECT_LT(all.reordered * 50, all.accepted) << "too much is left to chance";
        EXPECT_GT(all.failed, 0U) << "nothing that depends on data failed";
    }

private:
    template <class More>
    void ask(
        std::string_view policy,
        Pair& pair,
        const sql::Secrets& secrets,
        std::uint64_t seed,
        Size size,
        Clock::time_point end,
        More more
    ) {
        Asking asking(pair, secrets, seed);
        more(asking, policy);
        asking.aimed(size.aimed, seconds_ == 0 ? end : Clock::now() + (end - Clock::now()) * 3 / 4);
        asking.generated(size.generated, end);
        report(name_, policy, pair.count);
    }

    Engine& engine_;
    const char* name_;
    std::uint64_t seconds_ = number_in("PARLANCE_WORLDS", 0);
};

/// What sqlsmith writes over the toy tables on a server of its own, as far as our language has it.
void smith(Asking& asking) {
    PostgresServer server;
    server.script(parts_of("attacks_postgres.sql").at("toy"));
    const Sqlsmith sqlsmith(server, "postgres");
    sqlsmith.prepare(server);
    std::uint64_t lowered = 0;
    sqlsmith.each(number_in("PARLANCE_STATEMENTS", 300), 1, [&](std::string text) {
        for (std::size_t at = 0; (at = text.find("shown.", at)) != text.npos;)
            text.replace(at, 6, "public.");
        try {
            asking.settled(sql::parse(text));
            ++lowered;
        } catch (const Error&) {
            return;  // not in our language
        }
    });
    EXPECT_GT(lowered, 100U) << "is sqlsmith installed?";
}

TEST(TwoWorlds, OnPostgres) {
    PostgresEngine engine;
    TwoWorlds(engine, "postgres")
        .run(
            "attacks_postgres.sql",
            "postgresql",
            {1'500, 100},
            [](Asking& asking, std::string_view policy) {
                if (policy == "toy") smith(asking);
            }
        );
}

TEST(TwoWorlds, OnSqlite) {
    SqliteEngine engine;
    TwoWorlds(engine, "sqlite")
        .run("attacks_sqlite.sql", "sqlite", {4'800, 100}, [](Asking&, std::string_view) {});
}

TEST(TwoWorlds, OnDuckdb) {
    DuckdbEngine engine;
    TwoWorlds(engine, "duckdb")
        .run("attacks_postgres.sql", "postgresql", {400, 20}, [](Asking&, std::string_view) {});
}

}  // namespace
}  // namespace parlance::connectors
