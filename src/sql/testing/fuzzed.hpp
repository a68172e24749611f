#pragma once

#include "sql/random/aimed.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// Only fuzzers include this.
namespace parlance::sql::testing {

/// What a fuzzer's bytes say: a statement, or, when there are nine and the first is no letter of
/// ASCII, the seed of one that the grammar of `aimed` writes, which bytes alone hardly become.
inline std::string fuzzed(std::string_view bytes, const Schema& schema) {
    constexpr std::size_t seeded = 9;
    if (bytes.size() != seeded || (bytes[0] & 0x80) == 0) return std::string(bytes);
    static const Secrets secrets{{"'DE'", "'1'", "''"}, {"0", "1", "99"}, "TIMESTAMP '2024-04-01'"};
    std::uint64_t seed = 0;
    for (const char byte : bytes.substr(1))
        seed = seed << 8 | static_cast<unsigned char>(byte);
    return aimed(schema, secrets, seed);
}

}  // namespace parlance::sql::testing
