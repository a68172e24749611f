#include "base/error.hpp"
#include "base/schema.hpp"
#include "sql/normalise.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace parlance;

/// The normaliser takes any text, and every place in what it makes has one in the author's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const Dialect source : {Dialect::postgres, Dialect::sqlite, Dialect::duckdb}) {
        try {
            const sql::Normalised normal = sql::normalise(text, source);
            for (std::size_t at = 0; at <= normal.text.size(); at += 1 + normal.text.size() / 64)
                if (normal.author_offset(at) > text.size()) std::abort();
        } catch (const Error&) {
            continue;  // a refusal is an answer
        }
    }
    return 0;
}
