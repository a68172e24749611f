#pragma once

#include <cstdint>
#include <string>

namespace parlance::guard {

/// How much one execution may take; each is a hard stop, the first three cut the result
/// (`truncated`).
struct Limits {
    std::int64_t rows_max = 100'000;
    std::int64_t bytes_max = std::int64_t{256} << 20;
    std::int64_t time_ms = 30'000;
};

/// What a person may see of a source. In this version every table of the schema that the person was
/// given is visible; masks and row rules come next. `identity` names the policy version and the
/// rights it gives, and is part of every cache key: two people share a result only when it is
/// equal.
struct Policy {
    std::string identity = "unrestricted";
    Limits limits;
};

}  // namespace parlance::guard
