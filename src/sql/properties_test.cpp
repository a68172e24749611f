#include "sql/testing/corpus.hpp"
#include "sql/testing/generator.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

/// What holds for every statement, tried on statements made at random. `PARLANCE_STATEMENTS` in the
/// environment says on how many.
namespace parlance::sql {
namespace {

std::uint64_t statements(std::uint64_t otherwise) {
    const char* wanted = std::getenv("PARLANCE_STATEMENTS");
    return wanted == nullptr ? otherwise : std::strtoull(wanted, nullptr, 10);
}

Schema schema() {
    const auto column = [](const char* name, Type type) {
        return Column{.name = name, .type = type};
    };
    Table orders{.schema = "public", .name = "orders"};
    orders.columns = {
        column("id", Type::integer),
        column("amount", Type::decimal),
        column("status", Type::text),
        column("paid", Type::boolean),
        column("day", Type::date),
        column("at", Type::timestamp)
    };
    Table odd{.schema = "Odd Schema", .name = "select"};
    odd.columns = {
        column("id", Type::integer),
        column("Mixed Case", Type::text),
        column("a\"b", Type::real),
        column("seen", Type::timestamptz),
        column("doc", Type::json)
    };
    return {.tables = {orders, odd}};
}

TEST(Properties, WritingAndReadingGivesTheSameTree) {
    const std::uint64_t count = statements(1000);
    const Schema tables = schema();
    std::uint64_t read = 0;
    std::size_t bytes = 0;
    for (std::uint64_t seed = 1; seed <= count; ++seed) {
        const std::string text =
            render(testing::Generator(tables, seed).query(), Dialect::postgres);
        try {
            const Query query = parse(text);
            const auto broken = testing::broken_identity(query);
            ASSERT_FALSE(broken) << "seed " << seed << ": " << text << "\n" << *broken;
            ++read;
            bytes += text.size();
        } catch (const Error& error) {
            ADD_FAILURE() << "seed " << seed << ": " << error.code() << ": " << error.message()
                          << "\n"
                          << text;
            return;
        }
    }
    std::printf(
        "%zu statements of our generator, %zu bytes each: identity holds\n",
        static_cast<std::size_t>(read),
        bytes / std::max<std::size_t>(read, 1)
    );
}

}  // namespace
}  // namespace parlance::sql
