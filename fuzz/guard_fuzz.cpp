#include "base/error.hpp"
#include "guard/approve.hpp"
#include "guard/toy_schema.hpp"
#include "sql/parse.hpp"
#include "sql/testing/fuzzed.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace parlance;

void check(std::string_view text, const Schema& schema) {
    try {
        const guard::ApprovedQuery query = guard::approve(text, schema, guard::Policy{});
        if (query.lineage().empty()) std::abort();
        if (schema.dialect != Dialect::postgres) return;
        try {
            (void)sql::parse(query.text());
        } catch (const Error&) {
            std::abort();  // approved, and then not a single SELECT
        }
    } catch (const Error&) {
        return;  // a refusal is an answer
    }
}

}  // namespace

/// No text crashes the guard, and what it approves is one SELECT.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Schema schemas[] = {
        guard::toy_schema(Dialect::postgres),
        guard::toy_schema(Dialect::sqlite),
        guard::toy_schema(Dialect::duckdb)
    };
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const Schema& schema : schemas)
        check(sql::testing::fuzzed(text, schema), schema);
    return 0;
}
