#include "connectors/testing/worlds.hpp"
#include "guard/toy_schema.hpp"
#include "sql/random/aimed.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <regex>
#include <sstream>
#include <vector>

/// The guard against PostgreSQL's own row security: the toy policy once as `guard::toy_policy`,
/// once as policies and barrier views that PostgreSQL enforces itself. The same questions must give
/// the same rows.
namespace parlance::connectors {
namespace {

using namespace testing;

constexpr const char* natively = R"sql(
    CREATE ROLE native LOGIN;
    CREATE SCHEMA shown;
    ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
    ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
    CREATE POLICY all_customers ON customers TO app_ro USING (true);
    CREATE POLICY all_orders ON orders TO app_ro USING (true);
    CREATE POLICY own_customers ON customers TO native USING (country = 'DE');
    CREATE POLICY own_orders ON orders TO native
        USING (EXISTS (SELECT 1 FROM customers c WHERE c.id = customer_id AND c.country = 'DE'));
    CREATE VIEW shown.customers WITH (security_barrier, security_invoker) AS
        SELECT id, tenant_code, name, left(email, 1) || '***@' || split_part(email, '@', 2) AS email,
               NULL::text AS ssn, country, created_at FROM public.customers;
    CREATE VIEW shown.orders WITH (security_barrier, security_invoker) AS
        SELECT * FROM public.orders;
    CREATE VIEW shown.employees WITH (security_barrier, security_invoker) AS
        SELECT id, name, manager_id FROM public.employees;
    GRANT USAGE ON SCHEMA shown TO native;
    GRANT SELECT ON ALL TABLES IN SCHEMA public, shown TO native;
)sql";

constexpr const char* many_rows = R"sql(
    INSERT INTO customers SELECT n, 't' || n % 3, (ARRAY['Anna','Bert','12','Cora'])[1 + n % 4],
        chr(97 + n % 5) || n || '@example.' || (ARRAY['com','fr'])[1 + n % 2], n || '-11',
        (ARRAY['DE','FR','DE','US'])[1 + n % 4], timestamptz '2024-01-01' + n * interval '1 day'
        FROM generate_series(1, 16) n;
    INSERT INTO orders SELECT n, 1 + n % 16, (n * 7) % 50, (ARRAY['paid','open','1'])[1 + n % 3],
        timestamptz '2024-03-01' + n * interval '1 day' FROM generate_series(1, 24) n;
    INSERT INTO employees SELECT n, (ARRAY['Eve','Frank','7'])[1 + n % 3], n * 1000, n / 2
        FROM generate_series(1, 6) n;
)sql";

/// `2` and `2.00` are equal, and either may stand for both in a UNION.
std::string one_spelling(const std::string& line) {
    static const std::regex zeros(R"((\.\d*?)0+(?=\||$))");
    static const std::regex dot(R"(\.(?=\||$))");
    return std::regex_replace(std::regex_replace(line, zeros, "$1"), dot, "");
}

std::vector<std::string> sorted_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text + "\n");
    for (std::string line; std::getline(in, line);)
        lines.push_back(one_spelling(line));
    std::ranges::sort(lines);
    return lines;
}

/// Where ties leave a choice, the two plans may choose otherwise.
bool leaves_a_choice(const std::string& text) {
    return text.contains("LIMIT") || text.contains("OVER (") || text.contains("DISTINCT ON");
}

struct Count {
    int permitted = 0;
    int telling = 0;  ///< gave rows, others than without a policy
    int failed = 0;
};

TEST(RowSecurity, GivesTheRowsThatTheGuardGives) {
    PostgresEngine engine;
    const std::string toy = parts_of("attacks_postgres.sql").at("toy");
    World ours(engine.make('a', toy + many_rows + natively));
    ours.see(guard::toy_policy, {"ann", "analyst", {}});
    Connection connection = engine.server('a').connection();
    connection.database = "shop";
    connection.user = "native";
    BlockingPool blocking("native", 2);
    const Environment environment{.blocking = blocking};
    World theirs(open(connection, environment), "shown");
    const sql::Secrets secrets{
        {"'DE'", "'FR'", "'Anna'", "'12'", "'a***@example.com'", "'1-11'", "'paid'", "'t1'", "''"},
        {"1", "2", "5", "7", "12", "49", "0", "-1", "20.5"},
        "CAST('2024-01-10' AS timestamp)"
    };
    // Of employees all rows are seen: asked alone they tell the two apart by nothing.
    Schema asked = *ours.sight().schema;
    std::erase_if(asked.tables, [](const Table& one) { return one.name == "employees"; });
    Count count;
    run_on_big_stack([&] {
        for (std::uint64_t seed = 1; count.permitted < 5'000; ++seed) {
            const std::string text = sql::aimed(asked, secrets, seed, 30);
            if (leaves_a_choice(text)) continue;
            const Answer a = ours.ask(std::string_view(text));
            const Answer b = theirs.ask_unguarded(std::string_view(text));
            EXPECT_EQ(a.approved, b.approved) << text << "\n" << written(a) << "\n" << written(b);
            // Which value fails first, if any is reached, is the plan's choice.
            const bool failed = a.approved && (!a.code.empty() || !b.code.empty());
            count.failed += failed ? 1 : 0;
            if (!a.approved || failed) continue;
            ++count.permitted;
            EXPECT_EQ(sorted_lines(a.text), sorted_lines(b.text)) << text;
            if (!a.text.empty() && ours.ask_unguarded(std::string_view(text)) != a) ++count.telling;
            if (::testing::Test::HasFailure()) return;
        }
    });
    std::printf(
        "%d questions as PostgreSQL's row security answers them; %d gave rows, others than without "
        "a policy; %d failed\n",
        count.permitted,
        count.telling,
        count.failed
    );
    EXPECT_GE(count.telling * 2, count.permitted);
}

}  // namespace
}  // namespace parlance::connectors
