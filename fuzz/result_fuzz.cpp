#include "ask/result_view.hpp"
#include "base/error.hpp"
#include "guard/approve.hpp"
#include "guard/toy_schema.hpp"
#include "sql/read.hpp"
#include "sql/testing/fuzzed.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>

namespace {

using namespace parlance;

/// What somebody wishes to see of a result; the same for the same statement.
struct Wishes {
    std::int64_t column = 0;
    bool descending = false;

    ask::RowsWish sorted() const { return {.sort = {{column, descending}}, .offset = 1}; }
    ask::RowsWish shown() const { return {.columns = {column, column}, .offset = 6'000}; }

    ask::RowsWish filtered(ask::Match match) const {
        return {.filters = {{column, match, "1"}}, .columns = {column}};
    }

    ask::GroupsWish grouped() const {
        return {.by = {{column}}, .measures = {{}, {ask::Summary::maximum, column}}};
    }
};

Wishes wishes_of(std::string_view text, std::size_t columns) {
    const std::size_t drawn = std::hash<std::string_view>{}(text);
    return {static_cast<std::int64_t>(drawn % columns), (drawn >> 16) % 2 == 0};
}

void stop(std::string_view text, const Error& why) {
    std::fprintf(stderr, "%.*s\n%s\n", static_cast<int>(text.size()), text.data(), why.what());
    std::abort();
}

/// The rows of what was approved are approved as well, and no column is clearer than it was.
void stays_approved(const ask::Viewed& of, std::int64_t from, const guard::Sight& sight) {
    const auto look = ask::rows_query(of, {.offset = from});
    const auto seen = guard::approve(look, *sight.schema, sight.policy);
    if (seen.lineage().size() != of.columns.size()) std::abort();
    for (std::size_t at = 0; at < of.columns.size(); ++at)
        if (of.columns[at].masked && !seen.lineage()[at].masked) std::abort();
}

/// A wish may be refused (a column that cannot be compared), but fails in no other way.
void may_be_refused(const auto& look, const guard::Sight& sight) {
    try {
        (void)guard::approve(look(), *sight.schema, sight.policy);
    } catch (const Error&) {
        return;
    }
}

void check(std::string_view text, const guard::Sight& sight) {
    ask::Viewed of;
    try {
        const auto approved = guard::approve(text, *sight.schema, sight.policy);
        of = ask::viewed(sql::read(text, sight.schema->dialect), approved, *sight.schema);
    } catch (const Error&) {
        return;
    }
    const Wishes wishes = wishes_of(text, of.columns.size());
    try {
        stays_approved(of, 0, sight);
        stays_approved(of, 3, sight);
        (void)guard::approve(ask::count_query(of, {}, 100), *sight.schema, sight.policy);
    } catch (const Error& why) {
        stop(text, why);
    }
    may_be_refused([&] { return ask::rows_query(of, wishes.sorted()); }, sight);
    may_be_refused([&] { return ask::rows_query(of, wishes.shown()); }, sight);
    may_be_refused([&] { return ask::groups_query(of, wishes.grouped()); }, sight);
    for (const auto match : {ask::Match::equals, ask::Match::contains, ask::Match::is_null})
        may_be_refused([&] { return ask::rows_query(of, wishes.filtered(match)); }, sight);
}

}  // namespace

/// Whoever may see a result may look through it, page by page, and finds nothing clearer there.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::array sights{
        guard::toy_sight(Dialect::postgres),
        guard::toy_sight(Dialect::sqlite),
        guard::toy_sight(Dialect::duckdb)
    };
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const guard::Sight& sight : sights)
        check(sql::testing::fuzzed(text, *sight.schema), sight);
    return 0;
}
