#include "connectors/testing/made_worlds.hpp"
#include "connectors/testing/worlds.hpp"
#include "guard/leakproof.hpp"
#include "sql/random/dice.hpp"

#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <cstdio>
#include <vector>

/// The proof that a statement needs no fence, held against a real PostgreSQL: what it takes for
/// leakproof is marked so there, and what it lets through unfenced tells nothing.
namespace parlance::connectors {
namespace {

using namespace testing;
using sql::Dice;

std::vector<std::vector<std::string>> rows(const PostgresServer& server, const char* text) {
    const std::string target =
        fmt::format("host=127.0.0.1 port={} user=postgres dbname=postgres", server.port());
    const std::unique_ptr<PGconn, void (*)(PGconn*)> session(PQconnectdb(target.c_str()), PQfinish);
    const std::unique_ptr<PGresult, void (*)(PGresult*)> result(
        PQexec(session.get(), text), PQclear
    );
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK)
        throw std::runtime_error(PQresultErrorMessage(result.get()));
    std::vector<std::vector<std::string>> made;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        std::vector<std::string>& cells = made.emplace_back();
        for (int column = 0; column < PQnfields(result.get()); ++column)
            cells.emplace_back(PQgetvalue(result.get(), row, column));
    }
    return made;
}

/// For every type of the catalog, whether all six comparisons of two of its values are leakproof.
/// `varchar` has none of its own: it is compared as text.
constexpr const char* leakproof_by_type = R"sql(
    SELECT format_type(t.oid, NULL),
           count(DISTINCT o.oprname) = 6 AND bool_and(p.proleakproof)
    FROM pg_type t
    LEFT JOIN pg_operator o
        ON o.oprleft = CASE WHEN t.typname = 'varchar' THEN 'text'::regtype ELSE t.oid END
       AND o.oprright = o.oprleft AND o.oprname IN ('=', '<>', '<', '<=', '>', '>=')
    LEFT JOIN pg_proc p ON p.oid = o.oprcode
    WHERE t.typnamespace = 'pg_catalog'::regnamespace AND t.typtype = 'b'
    GROUP BY t.oid ORDER BY 1)sql";

/// The comparisons between integers, and between floats, of different widths.
constexpr const char* across_widths = R"sql(
    SELECT count(*), bool_and(p.proleakproof)
    FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode
    WHERE o.oprname IN ('=', '<>', '<', '<=', '>', '>=')
      AND (o.oprleft = ANY ('{int2,int4,int8}'::regtype[]) AND o.oprright = ANY ('{int2,int4,int8}'::regtype[])
        OR o.oprleft = ANY ('{float4,float8}'::regtype[]) AND o.oprright = ANY ('{float4,float8}'::regtype[])))sql";

TEST(LeakproofRun, WhatIsTakenForLeakproofIsMarkedSo) {
    const PostgresServer server;
    int taken = 0;
    for (const auto& row : rows(server, leakproof_by_type)) {
        if (!guard::is_leakproof_type(row[0])) continue;
        ++taken;
        EXPECT_EQ(row[1], "t") << row[0];
    }
    EXPECT_GE(taken, 15);
    const auto across = rows(server, across_widths);
    EXPECT_EQ(across[0][0], "78");  // 9 pairs of integers, 4 of floats, 6 operators each
    EXPECT_EQ(across[0][1], "t");
}

/// Questions of the shape that the proof accepts, and now and then one step beside it.
class Plain {
public:
    explicit Plain(std::uint64_t seed) : dice_(seed) {}

    std::string statement() {
        const bool joined = dice_.chance(30);
        const std::string from = joined ? "people p " + dice_.word({"", "LEFT ", "RIGHT "}) +
                                              "JOIN visits v ON v.person_id = p.id" +
                                              (dice_.chance(30) ? " AND " + condition(true) : "")
                                        : "people p";
        const std::string where = dice_.chance(85) ? " WHERE " + condition(joined, 2) : "";
        if (dice_.chance(35))
            return fmt::format(
                "SELECT p.{0}, count(*), sum(p.income), max(p.name) FROM {1}{2} GROUP BY p.{0}{3}",
                dice_.word({"country", "name", "email", "born"}),
                from,
                where,
                dice_.chance(50) ? " ORDER BY 1, 2" : ""
            );
        return fmt::format(
            "SELECT p.id, p.name, p.{}, p.{} FROM {}{}{}",
            dice_.word({"email", "note", "income", "country"}),
            dice_.word({"joined", "score", "region"}),
            from,
            where,
            dice_.chance(50) ? " ORDER BY p.name, p.id" : ""
        );
    }

private:
    std::string condition(bool joined, int depth = 0) {
        if (depth > 0 && dice_.chance(50))
            return fmt::format(
                "({} {} {})",
                condition(joined, depth - 1),
                dice_.word({"AND", "OR"}),
                condition(joined, depth - 1)
            );
        if (depth > 0 && dice_.chance(15))
            return fmt::format("NOT ({})", condition(joined, depth - 1));
        const std::string op = dice_.word({"=", "<>", "<", ">="});
        switch (dice_.below(joined ? 9 : 8)) {
            case 0:
                return fmt::format("p.name {} {}", op, dice_.word({"'Anna'", "'12'", "'x'"}));
            case 1:
                return fmt::format("p.id {} {}", op, dice_.below(130));
            case 2:
                return fmt::format("p.country {} {}", op, dice_.word({"'DE'", "'FR'"}));
            case 3:
                return fmt::format("p.region IS {}NULL", dice_.word({"", "NOT "}));
            case 4:
                return fmt::format("p.id IN (1, {}, {})", dice_.below(20), 100 + dice_.below(9));
            case 5:
                return fmt::format("p.id BETWEEN {} AND {}", dice_.below(5), dice_.below(130));
            case 6:  // masked
                return fmt::format("p.income {} {}", op, dice_.word({"0", "1000", "7"}));
            case 7:  // may fail
                return dice_.word(
                    {"1 / (p.id - 101) >= 0", "CAST(p.name AS integer) > 3", "p.name LIKE 'A%'"}
                );
            default:
                return fmt::format("v.kind {} {}", op, dice_.word({"'call'", "'secret'"}));
        }
    }

    Dice dice_;
};

TEST(LeakproofRun, WhatNeedsNoFenceTellsNothing) {
    PostgresEngine engine;
    int unfenced = 0;
    int fenced = 0;
    int telling = 0;
    for (const MadePolicy& policy : made_policies()) {
        const guard::Asker who{"ann", "analyst", {{"region", "north"}}};
        World a(engine.make('a', MadeWorld(policy, 'a').script()));
        World b(engine.make('b', MadeWorld(policy, 'b').script()));
        a.see(policy.document, who);
        b.see(policy.document, who);
        run_on_big_stack([&] {
            for (std::uint64_t seed = 1; seed <= 600; ++seed) {
                const std::string text = Plain(seed).statement();
                const auto approved =
                    guard::approve(std::string_view(text), *a.sight().schema, a.sight().policy);
                ++(approved.text().contains("OFFSET 0)") ? fenced : unfenced);
                const Answer one = a.ask(std::string_view(text));
                EXPECT_EQ(one, b.ask(std::string_view(text))) << text;
                const Answer free = a.ask_unguarded(std::string_view(text));
                telling += free != b.ask_unguarded(std::string_view(text)) ? 1 : 0;
            }
        });
    }
    std::printf(
        "%d plain questions without a fence, %d with: no difference; %d differ without the guard\n",
        unfenced,
        fenced,
        telling
    );
    EXPECT_GE(unfenced, 600);
    EXPECT_GE(fenced, 300);
    EXPECT_GE(telling * 10, (unfenced + fenced) * 3);
}

}  // namespace
}  // namespace parlance::connectors
