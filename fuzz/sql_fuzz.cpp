#include "base/error.hpp"
#include "base/threads.hpp"
#include "sql/adopt.hpp"
#include "sql/testing/corpus.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace parlance;

void check(std::string_view text) {
    const sql::Query once = sql::parse(text);
    if (sql::parse(sql::render(once, Dialect::postgres)) != once) std::abort();
    if (sql::parse(sql::pretty(once, Dialect::postgres)) != once) std::abort();
    for (const Dialect dialect : {Dialect::sqlite, Dialect::duckdb}) {
        try {
            (void)sql::render(once, dialect);
        } catch (const Error&) {
            continue;  // what a dialect cannot say
        }
    }
}

/// The way of text in the spelling of other products, for each source.
void check_habits(std::string_view text) {
    for (const Dialect source : {Dialect::postgres, Dialect::sqlite, Dialect::duckdb}) {
        try {
            sql::Query query = sql::testing::read(text, source);
            sql::adopt_functions(query, source);
            (void)sql::render(query, source);
        } catch (const Error&) {
            continue;
        }
    }
}

}  // namespace

/// Whatever parses is written so that it parses to the same tree again, and no text at all crashes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto work = [&] {
        try {
            check_habits(text);
            check(text);
        } catch (const Error&) {
            return;  // a refusal is an answer
        }
    };
    // Small inputs cannot recurse far; a thread for each would only slow the search down.
    if (size > 4096)
        run_on_big_stack(work);
    else
        work();
    return 0;
}
