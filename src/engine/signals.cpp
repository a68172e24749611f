#include "engine/signals.hpp"

#include "engine/shape.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace parlance::engine {
namespace {

constexpr std::size_t words_max = 40;
constexpr double weak = 0.6;        // a link below is hardly one
constexpr double few_spans = 2.4;   // the logarithm of eleven
constexpr double many_spans = 2.7;  // and of fifteen

/// FNV-1a, as weights are kept by these hashes.
class Hash {
public:
    Hash& add(std::string_view text) {
        for (const char each : text) {
            value_ ^= static_cast<std::uint8_t>(each);
            value_ *= 16777619U;
        }
        value_ ^= 0x1fU;
        value_ *= 16777619U;
        return *this;
    }
    [[nodiscard]] std::uint32_t bucket() const {
        return (value_ ^ (value_ >> 16U)) % signal_buckets;
    }

private:
    std::uint32_t value_ = 2166136261U;
};

/// A piece as the weights know it: names and values of the source are not told.
std::string word_of(const Piece& piece, const std::vector<Token>& tokens, const Model& model) {
    switch (piece.kind) {
        case SpanKind::table:
            return "TABLE";
        case SpanKind::column:
            return "COLUMN" + std::to_string(static_cast<int>(model.column(piece.link.id).kind));
        case SpanKind::value:
            return "VALUE";
        case SpanKind::metric:
            return "METRIC";
        case SpanKind::number:
            return "NUMBER";
        case SpanKind::time:
            return "TIME";
        case SpanKind::word:
            return tokens[piece.begin].kind == TokenKind::word ? tokens[piece.begin].stem : "MARK";
        default: {
            std::string text;
            for (std::size_t at = piece.begin; at < piece.end; ++at)
                text += tokens[at].stem + ' ';
            return text;
        }
    }
}

class Links {
public:
    explicit Links(const std::vector<Piece>& pieces) {
        for (const Piece& piece : pieces) {
            if (piece.link.via.empty()) continue;
            ++all;
            sum += std::min(1.0, piece.link.weight);
            weakest = std::min(weakest, piece.link.weight);
            named += piece.link.via == "name" || piece.link.via == "value" ? 1 : 0;
            if (piece.span != nullptr) rivals += piece.span->links.size() > 1 ? 1 : 0;
        }
    }
    double all = 0;
    double sum = 0;
    double weakest = 1;
    double named = 0;
    double rivals = 0;
};

/// Tables that the question speaks of and the query leaves out, and the other way round.
std::pair<double, double>
mismatch(const std::vector<Piece>& pieces, const std::vector<TableId>& tables) {
    std::vector<TableId> spoken;
    for (const Piece& piece : pieces) {
        if (piece.kind == SpanKind::table) spoken.push_back(piece.link.id);
    }
    const auto lacks = [](const std::vector<TableId>& list, TableId id) {
        return std::ranges::find(list, id) == list.end();
    };
    const auto unused =
        std::ranges::count_if(spoken, [&](TableId id) { return lacks(tables, id); });
    const auto unspoken =
        std::ranges::count_if(tables, [&](TableId id) { return lacks(spoken, id); });
    return {static_cast<double>(unused), static_cast<double>(unspoken)};
}

double number_of(const std::vector<Piece>& pieces, SpanKind kind) {
    return static_cast<double>(std::ranges::count_if(pieces, [&](const Piece& piece) {
        return piece.kind == kind;
    }));
}

/// The share of the pieces, small words aside, that no part of the query is said to come from.
double unread(const Evidence& from) {
    double all = 0;
    double read = 0;
    for (const Piece& piece : from.pieces) {
        if (piece.kind == SpanKind::cue && (piece.cue == Cue::filler || piece.cue == Cue::their))
            continue;
        const std::size_t begin = from.tokens[piece.begin].begin;
        const auto& told = from.draft.provenance;
        all += 1;
        read += std::ranges::find(told, begin, &Provenance::begin) != told.end() ? 1 : 0;
    }
    return all == 0 ? 0 : 1 - read / all;
}

struct Named {
    std::string_view name;
    double value;
};

/// The query without the columns that only make its rows whole: they say nothing about the reading.
Qir judged_query(const Draft& draft) {
    Qir query = draft.query;
    if (draft.rest <= query.select.size()) query.select.resize(query.select.size() - draft.rest);
    return query;
}

/// How well the words fit, what they leave open and what the tables cost.
std::vector<Named> fit_of(const Evidence& from, const Shape& shape) {
    const Links links(from.pieces);
    const auto [unused, unspoken] = mismatch(from.pieces, from.compiled.tables);
    const double spans = std::max<double>(1, static_cast<double>(from.pieces.size()));
    const auto unexplained = static_cast<double>(from.draft.unexplained.size());
    // What is understood to the last word is sure in another way than what is not.
    const double clean = unexplained == 0 && links.weakest >= weak ? 1 : 0;
    const double length = std::log(spans);
    const double figures = shape.groups + shape.sums > 0 ? 1 : 0;
    const double literals = number_of(from.pieces, SpanKind::number) +
                            number_of(from.pieces, SpanKind::value) +
                            number_of(from.pieces, SpanKind::filter);
    return {
        {"bias", 1},
        {"choice", from.choice_score},
        {"choice_mean", from.choice_score / spans},
        {"draft", from.draft.score},
        {"join_cost", from.compiled.join_cost},
        {"tables", static_cast<double>(from.compiled.tables.size())},
        {"assumptions", static_cast<double>(from.draft.assumptions.size())},
        {"unexplained", unexplained},
        {"unexplained_any", unexplained > 0 ? 1.0 : 0.0},
        {"unexplained_share", unexplained / spans},
        {"weakest_link", links.weakest},
        {"mean_link", links.all == 0 ? 1 : links.sum / links.all},
        {"links", links.all / 4},
        {"not_named", links.all - links.named},
        {"rivals", links.rivals},
        {"inferred_keys", from.compiled.inferred_keys ? 1.0 : 0.0},
        {"double_counts", from.compiled.double_counts ? 1.0 : 0.0},
        {"tables_unused", unused},
        {"tables_unspoken", unspoken},
        {"length", length},
        {"long", std::max(0.0, length - many_spans)},
        {"unread", unread(from)},
        {"clean_unread", clean * unread(from)},
        {"clean_short", clean * std::max(0.0, few_spans - length)},
        {"clean_figures", clean * figures},
        {"clean_unassumed", from.draft.assumptions.empty() ? clean : 0.0},
        {"unexplained_length", unexplained > 0 ? length : 0.0},
        {"unexplained_more", std::max(0.0, unexplained - 1)},
        {"literals_left", std::abs(literals - shape.filters)},
    };
}

/// Which parts the query has.
std::vector<Named> parts_of(const Shape& shape) {
    return {
        {"items", static_cast<double>(shape.items)},
        {"items_many", shape.items > 3 ? 1.0 : 0.0},
        {"counts", static_cast<double>(shape.counts)},
        {"sums", static_cast<double>(shape.sums)},
        {"averages", static_cast<double>(shape.averages)},
        {"extremes", static_cast<double>(shape.extremes)},
        {"other_terms", static_cast<double>(shape.other_terms)},
        {"filters", static_cast<double>(shape.filters)},
        {"ranges", static_cast<double>(shape.ranges)},
        {"values", static_cast<double>(shape.values)},
        {"alternatives", static_cast<double>(shape.alternatives)},
        {"patterns", static_cast<double>(shape.patterns)},
        {"negations", static_cast<double>(shape.negations)},
        {"nulls", static_cast<double>(shape.nulls)},
        {"exists", static_cast<double>(shape.exists)},
        {"having", static_cast<double>(shape.having)},
        {"scalars", static_cast<double>(shape.scalars)},
        {"groups", static_cast<double>(shape.groups)},
        {"sorts", static_cast<double>(shape.sorts)},
        {"sorted_aggregates", static_cast<double>(shape.sorted_aggregates)},
        {"descending", shape.descending ? 1.0 : 0.0},
        {"one", shape.one ? 1.0 : 0.0},
        {"limited", shape.limited ? 1.0 : 0.0},
        {"distinct", shape.distinct ? 1.0 : 0.0},
        {"nested", shape.nested ? 1.0 : 0.0},
        {"listed", shape.listed ? 1.0 : 0.0},
    };
}

std::vector<Named> dense_of(const Evidence& from) {
    const Shape shape = shape_of(judged_query(from.draft));
    std::vector<Named> all = fit_of(from, shape);
    const std::vector<Named> parts = parts_of(shape);
    all.insert(all.end(), parts.begin(), parts.end());
    return all;
}

std::vector<std::uint32_t> sparse_of(const Evidence& from) {
    std::vector<std::string> words{"^"};
    for (const Piece& piece : from.pieces) {
        if (words.size() < words_max) words.push_back(word_of(piece, from.tokens, from.model));
    }
    std::vector<std::uint32_t> buckets;
    for (const std::string& label : labels_of(judged_query(from.draft), from.model)) {
        buckets.push_back(Hash().add(label).bucket());
        for (std::size_t at = 0; at < words.size(); ++at) {
            buckets.push_back(Hash().add(label).add(words[at]).bucket());
            if (at + 1 < words.size())
                buckets.push_back(Hash().add(label).add(words[at]).add(words[at + 1]).bucket());
        }
    }
    std::ranges::sort(buckets);
    buckets.erase(std::ranges::unique(buckets).begin(), buckets.end());
    return buckets;
}

}  // namespace

const std::vector<std::string_view>& signal_names() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> made;
        const Model model({}, {}, {});
        for (const Named& each : dense_of({{}, {}, 0, {}, {}, model}))
            made.push_back(each.name);
        return made;
    }();
    return names;
}

Signals signals_of(const Evidence& evidence) {
    Signals made;
    for (const Named& each : dense_of(evidence))
        made.dense.push_back(static_cast<float>(each.value));
    made.sparse = sparse_of(evidence);
    return made;
}

}  // namespace parlance::engine
