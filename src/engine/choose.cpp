#include "engine/choose.hpp"

#include "engine/order.hpp"

#include <algorithm>
#include <cstdlib>

namespace parlance::engine {
namespace {

constexpr std::size_t beam_width = 24;

struct Partial {
    std::vector<std::int32_t> picks;  ///< for each span: which link; -1 where there is none
    std::vector<TableId> tables;
    double score = 0;
};

class Chooser {
public:
    Chooser(
        const std::vector<Span>& spans,
        const std::vector<Token>& tokens,
        const Model& model,
        const Context& context
    )
        : spans_(spans), tokens_(tokens), model_(model), context_(context) {
        for (std::size_t at = 0; at < spans_.size(); ++at) {
            for (const Link& link : spans_[at].links) {
                if (link.kind == SpanKind::table && link.weight >= 0.55)
                    mentions_.emplace_back(at, link.id);
            }
        }
    }

    std::vector<Choice> run(std::size_t most) {
        std::vector<Partial> beam{{}};
        for (std::size_t at = 0; at < spans_.size(); ++at)
            beam = extended(beam, at);
        std::vector<Choice> choices;
        for (const Partial& partial : beam) {
            if (choices.size() == most) break;
            choices.push_back({pieces_of(partial), partial.score});
        }
        return choices;
    }

private:
    std::vector<Partial> extended(const std::vector<Partial>& beam, std::size_t at) const {
        std::vector<Partial> longer;
        for (const Partial& partial : beam) {
            const std::vector<Link>& links = spans_[at].links;
            if (links.empty()) {
                longer.push_back(partial);
                longer.back().picks.push_back(-1);
                continue;
            }
            for (std::size_t i = 0; i < links.size(); ++i)
                extend(partial, at, i, longer);
        }
        sort_stably(longer, std::greater<>{}, &Partial::score);
        if (longer.size() > beam_width) longer.resize(beam_width);
        return longer;
    }

    void extend(
        const Partial& partial,
        std::size_t at,
        std::size_t pick,
        std::vector<Partial>& longer
    ) const {
        Partial next = partial;
        const Link& link = spans_[at].links[pick];
        next.picks.push_back(static_cast<std::int32_t>(pick));
        const double words = static_cast<double>(spans_[at].end - spans_[at].begin);
        next.score += link.weight * (0.5 + 0.5 * words) + fitness(link, at);
        const TableId table = table_of(link);
        next.score += familiarity(spans_[at], link, table);
        if (std::ranges::find(next.tables, table) == next.tables.end()) {
            next.score -= apartness(next.tables, table);
            next.tables.push_back(table);
        }
        longer.push_back(std::move(next));
    }

    [[nodiscard]] TableId table_of(const Link& link) const {
        switch (link.kind) {
            case SpanKind::table:
                return link.id;
            case SpanKind::metric:
                return model_.metrics()[static_cast<std::size_t>(link.id)].table;
            default:
                return model_.column(link.id).table;
        }
    }

    /// Follow-ups speak of what was spoken of before, or of what is near it. A value that stands
    /// alone belongs to a plain column (`country`) sooner than to a special one (`ship country`).
    [[nodiscard]] double familiarity(const Span& span, const Link& link, TableId table) const {
        if (context_.tables.empty()) return 0;
        const bool column = link.kind == SpanKind::column || link.kind == SpanKind::value;
        if (column && std::ranges::find(context_.columns, link.id) != context_.columns.end())
            return 0.45;
        double score = -apartness(context_.tables, table);
        if (std::ranges::find(context_.tables, table) != context_.tables.end()) score = 0.3;
        if (link.kind == SpanKind::value && special(span, link)) score -= 0.5;
        return score;
    }

    [[nodiscard]] bool special(const Span& span, const Link& link) const {
        const std::vector<std::string>& words = model_.column(link.id).words;
        return words.size() > 1 && std::ranges::any_of(span.links, [&](const Link& other) {
                   if (other.kind != SpanKind::value || other.value != link.value) return false;
                   const std::vector<std::string>& plain = model_.column(other.id).words;
                   return plain.size() == 1 && plain.front() == words.back();
               });
    }

    [[nodiscard]] double apartness(const std::vector<TableId>& tables, TableId table) const {
        if (tables.empty()) return 0;
        int nearest = 9;
        for (const TableId other : tables)
            nearest = std::min(nearest, model_.distance(other, table));
        return nearest >= 9 ? 2.0 : 0.06 * nearest;
    }

    [[nodiscard]] double fitness(const Link& link, std::size_t at) const {
        switch (link.kind) {
            case SpanKind::table:
                return model_.table(link.id).bridge ? -0.1 : 0.1;
            case SpanKind::column:
                return column_fitness(link, at);
            case SpanKind::value:
                return value_fitness(link, at);
            case SpanKind::metric: {
                const std::size_t after = neighbour(at, 1);
                return grouping(after) || at == 0 || after >= spans_.size() ? 0.25 : 0;
            }
            default:
                return 0;
        }
    }

    [[nodiscard]] double column_fitness(const Link& link, std::size_t at) const {
        const ColumnModel& column = model_.column(link.id);
        double score = near_mention(column.table, at);
        const bool ordered = column.numeric() || column.kind == Kind::moment;
        const std::size_t before = neighbour(at, -1);
        const std::size_t after = neighbour(at, 1);
        if (aggregates(before)) score += column.numeric() ? 0.3 : -0.4;
        const bool dated = column.kind == Kind::moment;
        if (compares(after))
            score += ordered && !(dated && amount_after(after)) ? 0.3 : -0.4;
        else if (superlative(before) && !is_cue(after, Cue::of))
            score += ordered && !dated ? 0.3 : -0.4;
        const bool names_table = std::ranges::any_of(spans_[at].links, [](const Link& other) {
            return other.kind == SpanKind::table && other.weight >= 0.9;
        });
        if (after < spans_.size() && spans_[after].kind == SpanKind::time && !names_table)
            score += column.kind == Kind::moment || column.kind == Kind::year ? 0.35 : -0.05;
        if (after < spans_.size() && spans_[after].kind == SpanKind::value) {
            for (const Link& value : spans_[after].links)
                if (value.id == link.id) return score + 0.2;
        }
        if (in_clause(at) && !compares(after) && !compares(before)) score -= 0.5;
        if (column.kind == Kind::key || column.kind == Kind::foreign) score -= 0.15;
        if (column.kind == Kind::key) score += 0.05;
        if (grouping(before) && ordered && column.kind != Kind::year) score -= 0.15;
        return score;
    }

    [[nodiscard]] double value_fitness(const Link& link, std::size_t at) const {
        const ColumnModel& column = model_.column(link.id);
        double score = near_mention(column.table, at);
        for (const int direction : {-1, 1}) {
            const std::size_t beside = neighbour(at, direction);
            if (beside >= spans_.size()) continue;
            for (const Link& other : spans_[beside].links) {
                if (other.kind == SpanKind::column && other.id == link.id)
                    score += 0.4 * std::min(1.0, other.weight);
                // `Hannah Schulz` in first and last name
                if (other.kind == SpanKind::value && other.id != link.id &&
                    model_.column(other.id).table == column.table &&
                    spans_[beside].kind == SpanKind::value)
                    score += 0.1;
            }
        }
        if (grouping(neighbour(at, -1))) score -= 0.3;  // `by office`: each, not the one
        if (column.kind == Kind::category) score += 0.06;
        if (column.kind == Kind::name) score += 0.04;
        if (column.kind == Kind::foreign) score -= 0.1;
        // `phones` is a value, not the singular column, when it is written like one.
        const Token& token = tokens_[spans_[at].begin];
        if (fold(link.value) == token.text && spans_[at].plural) score += 0.1;
        return score;
    }

    /// Behind `who` or `that`: a place for conditions, not for what is to be shown.
    [[nodiscard]] bool in_clause(std::size_t at) const {
        bool table = false;
        for (std::size_t i = 0; i < at; ++i) {
            table |= spans_[i].kind == SpanKind::table;
            if (table && (is_cue(i, Cue::clause) || is_cue(i, Cue::who))) return true;
        }
        return false;
    }

    /// Columns and values belong to the tables that are spoken of, the nearer the better.
    [[nodiscard]] double near_mention(TableId table, std::size_t at) const {
        double best = 0;
        for (const auto& [where, mentioned] : mentions_) {
            if (mentioned != table || where == at) continue;
            const auto gap = static_cast<double>(where > at ? where - at : at - where);
            best = std::max(best, 0.25 + 0.2 / (1.0 + gap / 2));
        }
        return best;
    }

    [[nodiscard]] std::size_t neighbour(std::size_t at, int direction) const {
        for (std::size_t steps = 0; steps < 3; ++steps) {
            at += static_cast<std::size_t>(direction);
            if (at >= spans_.size()) return spans_.size();
            const Span& span = spans_[at];
            const bool little =
                span.kind == SpanKind::cue &&
                (span.cue == Cue::filler || span.cue == Cue::their || span.cue == Cue::of ||
                 span.cue == Cue::all || span.cue == Cue::distinct || span.cue == Cue::in ||
                 span.cue == Cue::equal);
            if (!little) return at;
        }
        return spans_.size();
    }

    [[nodiscard]] bool is_cue(std::size_t at, Cue cue) const {
        return at < spans_.size() && spans_[at].kind == SpanKind::cue && spans_[at].cue == cue;
    }
    [[nodiscard]] bool aggregates(std::size_t at) const {
        return is_cue(at, Cue::sum) || is_cue(at, Cue::average) || is_cue(at, Cue::maximum) ||
               is_cue(at, Cue::minimum);
    }
    [[nodiscard]] bool superlative(std::size_t at) const {
        return is_cue(at, Cue::highest) || is_cue(at, Cue::lowest);
    }
    [[nodiscard]] bool grouping(std::size_t at) const {
        return is_cue(at, Cue::by) || is_cue(at, Cue::each);
    }
    /// A number that is no year: dates are not compared with it.
    [[nodiscard]] bool amount_after(std::size_t at) const {
        const std::size_t number = is_cue(at, Cue::than) || !number_at(at) ? neighbour(at, 1) : at;
        constexpr double first_year = 1900;
        constexpr double last_year = 2100;
        return number_at(number) &&
               (spans_[number].number < first_year || spans_[number].number > last_year);
    }
    [[nodiscard]] bool number_at(std::size_t at) const {
        return at < spans_.size() && spans_[at].kind == SpanKind::number;
    }
    [[nodiscard]] bool compares(std::size_t at) const {
        if (at < spans_.size() && spans_[at].kind == SpanKind::number) return true;
        return is_cue(at, Cue::more) || is_cue(at, Cue::less) || is_cue(at, Cue::at_least) ||
               is_cue(at, Cue::at_most) || is_cue(at, Cue::between);
    }

    std::vector<Piece> pieces_of(const Partial& partial) const {
        std::vector<Piece> pieces;
        for (std::size_t at = 0; at < spans_.size(); ++at) {
            const Span& span = spans_[at];
            Piece piece{
                .kind = span.kind,
                .begin = span.begin,
                .end = span.end,
                .cue = span.cue,
                .gradable = span.gradable,
                .grain = span.grain,
                .number = span.number,
                .time = span.time,
                .plural = span.plural,
                .quoted = span.quoted,
                .span = &span
            };
            if (partial.picks[at] >= 0) {
                piece.link = span.links[static_cast<std::size_t>(partial.picks[at])];
                piece.kind = piece.link.kind;
            }
            pieces.push_back(std::move(piece));
        }
        return pieces;
    }

    const std::vector<Span>& spans_;
    const std::vector<Token>& tokens_;
    const Model& model_;
    const Context& context_;
    std::vector<std::pair<std::size_t, TableId>> mentions_;
};

}  // namespace

std::vector<Choice> choose(
    const std::vector<Span>& spans,
    const std::vector<Token>& tokens,
    const Model& model,
    std::size_t most,
    const Context& context
) {
    return Chooser(spans, tokens, model, context).run(most);
}

}  // namespace parlance::engine
