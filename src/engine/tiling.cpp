#include "engine/tiling.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

/// The same words as a name and as a value: both are kept, the choice comes later.
void merge_other_meanings(Span& span, const std::vector<SpanCandidate>& others) {
    if (span.links.empty()) return;
    for (const SpanCandidate& other : others) {
        if (&other.span == &span || other.span.begin != span.begin) continue;
        for (const Link& link : other.span.links) {
            if (std::ranges::find(span.links, link) == span.links.end()) span.links.push_back(link);
        }
    }
}

}  // namespace

std::vector<Span> best_tiling(std::vector<std::vector<SpanCandidate>> by_end) {
    std::vector<double> best(by_end.size(), -1);
    std::vector<std::size_t> choice(by_end.size(), 0);
    best[0] = 0;
    for (std::size_t end = 1; end < by_end.size(); ++end) {
        for (std::size_t i = 0; i < by_end[end].size(); ++i) {
            const double score = best[by_end[end][i].span.begin] + by_end[end][i].score;
            if (score > best[end] + 1e-9) best[end] = score, choice[end] = i;
        }
    }
    std::vector<Span> tiling;
    for (std::size_t end = by_end.size() - 1; end > 0;) {
        Span& span = by_end[end][choice[end]].span;
        merge_other_meanings(span, by_end[end]);
        const std::size_t begin = span.begin;
        tiling.push_back(std::move(span));
        end = begin;
    }
    std::ranges::reverse(tiling);
    return tiling;
}

}  // namespace parlance::engine
