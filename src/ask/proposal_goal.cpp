#include "ask/proposal_goal.hpp"

#include "ask/proposal_words.hpp"
#include "base/error.hpp"
#include "engine/spans.hpp"
#include "engine/text.hpp"
#include "engine/understand.hpp"
#include "sql/parse.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

namespace parlance::ask {

namespace {

using engine::SpanKind;

/// Words that say that a dashboard is wanted, and not what about.
constexpr std::array<std::string_view, 26> general{
    "overview",    "dashboard", "report",     "reports",  "reporting", "summary",    "analysis",
    "analytics",   "kpi",       "kpis",       "metrics",  "metric",    "statistics", "stats",
    "performance", "monitor",   "monitoring", "insights", "insight",   "board",      "glance",
    "figures",     "trends",    "trend",      "key",      "main",
};

bool content_word(const engine::Token& token) {
    return token.kind == engine::TokenKind::word && token.text.size() > 2 &&
           !engine::Lexicon::english().stop_word(token.text) &&
           std::ranges::find(general, token.text) == general.end();
}

/// What the words of a goal mean, each as sure as the linking is.
struct Meant {
    std::map<engine::TableId, double> tables;
    std::map<engine::ColumnId, double> columns;
    std::map<std::string, double> metrics;

    static void add(double& known, double weight) { known = std::max(known, weight); }

    void add(const engine::Link& link, const engine::Model& model) {
        if (link.kind == SpanKind::table) add(tables[link.id], link.weight);
        if (link.kind == SpanKind::metric) {
            const auto& metric = model.metrics().at(static_cast<std::size_t>(link.id));
            add(metrics[metric.name], link.weight);
        }
        if (link.kind == SpanKind::column || link.kind == SpanKind::value) {
            add(columns[link.id], link.weight);
            add(tables[model.column(link.id).table], 0.5 * link.weight);
        }
    }

    [[nodiscard]] double relevance(const Idea& idea) const {
        double sum = 0;
        for (const auto& [id, weight] : tables)
            sum += std::ranges::find(idea.tables, id) != idea.tables.end() ? weight : 0;
        for (const auto& [id, weight] : columns)
            sum += std::ranges::find(idea.columns, id) != idea.columns.end() ? 1.5 * weight : 0;
        for (const auto& [name, weight] : metrics)
            sum += idea.metric == name ? 2 * weight : 0;
        return sum;
    }
};

/// What was asked for comes before what the rules would show.
constexpr double most_relevant = 1'000;
constexpr std::size_t title_bytes_max = 120;

/// A figure when it has one row, and a chart when it has a few.
std::vector<Idea> ideas_of_query(std::string title, sql::Query query, double relevance) {
    constexpr std::size_t rows_max = 60;
    Idea idea{.sort = TileSort::breakdown, .measure = title, .apart = title};
    idea.relevance = relevance;
    idea.attempts.push_back({std::move(title), std::move(query), 2, rows_max});
    Idea one = idea;
    one.sort = TileSort::number;
    one.attempts.front().rows_min = 1;
    one.attempts.front().rows_max = 1;
    return {std::move(idea), std::move(one)};
}

}  // namespace

std::vector<std::string> weigh_by_goal(
    std::vector<Idea>& ideas,
    std::string_view goal,
    const engine::Model& model,
    Instant now
) {
    constexpr double nearly = 0.8;
    const std::vector<engine::Token> tokens = engine::tokenize(goal);
    Meant meant;
    std::vector<std::string> unmatched;
    for (const engine::Span& span : engine::find_spans(tokens, model, now)) {
        for (const engine::Link& link : span.links) {
            if (link.weight >= nearly * span.links.front().weight) meant.add(link, model);
        }
        if (span.kind != SpanKind::word) continue;
        for (std::size_t at = span.begin; at < span.end; ++at) {
            if (content_word(tokens[at])) unmatched.push_back(tokens[at].raw);
        }
    }
    for (Idea& idea : ideas)
        idea.relevance = meant.relevance(idea);
    return unmatched;
}

std::vector<Idea>
ideas_of_goal(std::string_view goal, const engine::SchemaPack& pack, Instant now) {
    constexpr double sure = 0.6;
    constexpr std::size_t words_min = 3;
    if (engine::split(engine::trimmed(goal), ' ').size() < words_min) return {};
    const engine::Understanding understood = engine::understand({std::string(goal), now}, pack);
    const auto* answered = std::get_if<engine::Answered>(&understood);
    if (answered == nullptr) return {};
    const engine::Reading& reading = answered->readings.front();
    if (!reading.unexplained.empty() || reading.confidence < sure) return {};
    return ideas_of_query(
        capitalised(std::string(engine::trimmed(goal))), reading.query, most_relevant
    );
}

std::vector<Idea> ideas_of_model(std::span<const agents::TileIdea> tiles) {
    std::vector<Idea> ideas;
    double relevance = most_relevant;
    for (const agents::TileIdea& tile : tiles) {
        relevance -= 1;
        try {
            const std::string title =
                capitalised(shortened(std::string(engine::trimmed(tile.title)), title_bytes_max));
            std::ranges::move(
                ideas_of_query(title, sql::parse(tile.sql), relevance), std::back_inserter(ideas)
            );
        } catch (const Error&) {  // NOLINT(bugprone-empty-catch): the others may be SQL
        }
    }
    return ideas;
}

}  // namespace parlance::ask
