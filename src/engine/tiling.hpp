#pragma once

#include "engine/spans.hpp"

#include <vector>

namespace parlance::engine {

struct SpanCandidate {
    Span span;
    double score = 0;
};

/// The spans, one after the other, that explain the most; `by_end[i]` holds those that end before
/// token i. Other meanings of the same words go along.
[[nodiscard]] std::vector<Span> best_tiling(std::vector<std::vector<SpanCandidate>> by_end);

}  // namespace parlance::engine
