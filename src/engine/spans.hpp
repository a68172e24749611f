#pragma once

#include "engine/dates.hpp"
#include "engine/lexicon.hpp"
#include "engine/model.hpp"

#include <vector>

namespace parlance::engine {

enum class SpanKind : std::uint8_t {
    word,
    table,
    column,
    metric,
    value,
    number,
    time,
    grain,
    cue,
    gradable,
    state,
    filter,  ///< a condition that was taught; `Span::number` is its place
};

/// One thing that some words may stand for.
struct Link {
    SpanKind kind = SpanKind::word;
    std::int32_t id = nothing;  ///< table, column (also of a value) or metric
    std::string value;
    bool negated = false;  ///< `inactive` for the flag `active`
    double weight = 0;
    std::string via;  ///< why: `name`, `synonym`, `typing error`, `value`, `part of a value`
    bool operator==(const Link&) const = default;
};

/// Some words of the question and what they may mean, best first.
struct Span {
    std::size_t begin = 0;  ///< tokens
    std::size_t end = 0;
    SpanKind kind = SpanKind::word;
    std::vector<Link> links;  ///< of tables, columns, metrics and values
    Cue cue = Cue::filler;
    GradableForm gradable;
    Grain grain = Grain::none;
    double number = 0;
    TimeRange time;
    bool plural = false;
    bool quoted = false;
};

/// Cuts the question into spans: the tiling that explains the most words the best.
[[nodiscard]] std::vector<Span>
find_spans(const std::vector<Token>& tokens, const Model& model, Instant now);

}  // namespace parlance::engine
