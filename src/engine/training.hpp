#pragma once

#include "engine/signals.hpp"
#include "engine/understand.hpp"

#include <vector>

/// What `./dev train` learns from; nothing else needs it.
namespace parlance::engine {

struct Judged {
    sql::Query query;
    Signals signals;
};

/// Every reading of the question that makes a query, unranked. Empty where `understand` refuses.
[[nodiscard]] std::vector<Judged> judged_readings(const Question& question, const SchemaPack& pack);

}  // namespace parlance::engine
