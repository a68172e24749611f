#include "base/threads.hpp"
#include "guard/approve.hpp"
#include "guard/plan_cache.hpp"
#include "guard/toy_schema.hpp"
#include "sql/parse.hpp"
#include "sql/render.hpp"
#include "sql/resolve.hpp"

#include <benchmark/benchmark.h>
#include <pg_query.h>

#include <functional>
#include <string>

namespace parlance {
namespace {

/// Five statements of rising size over the toy tables, as in research/performance.md section 4.
std::string statement(int size) {
    const std::string medium =
        "SELECT c.name, c.country, sum(o.amount) AS revenue, count(*) AS orders FROM orders o "
        "JOIN customers c ON c.id = o.customer_id WHERE o.created_at >= '2024-01-01' AND o.status "
        "= 'paid' GROUP BY c.name, c.country ORDER BY revenue DESC LIMIT 10";
    const std::string large =
        "WITH monthly AS (SELECT o.customer_id, date_trunc('month', o.created_at) AS month, "
        "sum(o.amount) AS total FROM orders o WHERE o.status IN ('paid', 'sent') GROUP BY 1, 2), "
        "ranked AS (SELECT m.*, rank() OVER (PARTITION BY m.month ORDER BY m.total DESC) AS place "
        "FROM monthly m) SELECT c.name, r.month, r.total, CASE WHEN r.total > 1000 THEN 'big' ELSE "
        "'small' END AS class, coalesce(e.name, '-') AS manager FROM ranked r JOIN customers c ON "
        "c.id = r.customer_id LEFT JOIN employees e ON e.id = c.id WHERE r.place <= 3 AND "
        "c.country "
        "= 'DE' AND EXISTS (SELECT 1 FROM orders x WHERE x.customer_id = c.id AND x.amount > 10) "
        "ORDER BY r.month, r.place LIMIT 100";
    switch (size) {
        case 0:
            return "SELECT 1";
        case 1:
            return "SELECT id, name, email FROM customers WHERE id = 42";
        case 2:
            return medium;
        case 3:
            return large;
        default:
            break;
    }
    std::string huge = "(" + large + ")";
    for (int i = 0; i < 7; ++i)
        huge += " UNION ALL (" + large + ")";
    return huge;
}

void on_big_stack_loop(
    benchmark::State& state,
    const std::function<void(const std::string&)>& work
) {
    const std::string text = statement(static_cast<int>(state.range(0)));
    run_on_big_stack([&] {
        for (auto _ : state)
            work(text);
    });
    state.SetLabel(std::to_string(text.size()) + " bytes");
}

/// What libpg_query alone takes: the measure for everything else.
void bare_parse(benchmark::State& state) {
    on_big_stack_loop(state, [](const std::string& text) {
        const PgQueryParseResult result = pg_query_parse(text.c_str());
        benchmark::DoNotOptimize(result.parse_tree);
        pg_query_free_parse_result(result);
    });
}

void parse_and_lower(benchmark::State& state) {
    on_big_stack_loop(state, [](const std::string& text) {
        benchmark::DoNotOptimize(sql::parse(text));
    });
}

void approve_text(benchmark::State& state) {
    static const Schema schema = guard::toy_schema(Dialect::postgres);
    static const guard::Policy policy;
    on_big_stack_loop(state, [](const std::string& text) {
        benchmark::DoNotOptimize(guard::approve(text, schema, policy));
    });
}

/// The same for a person whom the policy of the toy tables restricts: masks and row rules go in.
void approve_restricted(benchmark::State& state) {
    static const guard::Sight sight = guard::toy_sight(Dialect::postgres);
    on_big_stack_loop(state, [](const std::string& text) {
        benchmark::DoNotOptimize(guard::approve(text, *sight.schema, sight.policy));
    });
}

/// A statement of a shape that came before.
void approve_known_shape(benchmark::State& state) {
    static const guard::Sight sight = guard::toy_sight(Dialect::postgres);
    static guard::PlanCache plans(sight.schema, sight.policy);
    on_big_stack_loop(state, [](const std::string& text) {
        benchmark::DoNotOptimize(plans.approve(text, guard::Limits{}));
    });
}

void approve_tree(benchmark::State& state) {
    static const Schema schema = guard::toy_schema(Dialect::postgres);
    static const guard::Policy policy;
    const sql::Query query = sql::parse(statement(static_cast<int>(state.range(0))));
    for (auto _ : state)
        benchmark::DoNotOptimize(guard::approve(query, schema, policy));
}

BENCHMARK(bare_parse)->DenseRange(0, 4);
BENCHMARK(parse_and_lower)->DenseRange(0, 4);
BENCHMARK(approve_text)->DenseRange(0, 4);
BENCHMARK(approve_restricted)->DenseRange(0, 4);
BENCHMARK(approve_known_shape)->DenseRange(0, 4);
BENCHMARK(approve_tree)->DenseRange(0, 4);

}  // namespace
}  // namespace parlance
