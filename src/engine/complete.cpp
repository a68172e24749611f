#include "engine/complete.hpp"

#include "engine/lexicon.hpp"
#include "engine/model.hpp"
#include "engine/nouns.hpp"
#include "engine/order.hpp"
#include "engine/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace parlance::engine {
namespace {

constexpr std::size_t words_max = 3;  ///< that one completion replaces
constexpr std::size_t letters_min = 2;
constexpr std::size_t values_max = 12;

/// The last words in front of the cursor, as they may be the beginning of one name.
struct Fragment {
    std::size_t begin = 0;
    std::string said;  ///< as typed
    std::string text;  ///< folded
    std::size_t words = 1;
};

bool blank(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

/// The longest first.
std::vector<Fragment> fragments_of(std::string_view head) {
    std::vector<Fragment> all;
    if (head.empty() || blank(head.back())) return all;
    std::size_t at = head.size();
    while (at > 0 && all.size() < words_max) {
        while (at > 0 && !blank(head[at - 1]))
            --at;
        std::string said(head.substr(at));
        std::string text = fold(said);
        if (text.size() >= letters_min)
            all.push_back({at, std::move(said), std::move(text), all.size() + 1});
        while (at > 0 && blank(head[at - 1]))
            --at;
    }
    std::ranges::reverse(all);
    return all;
}

/// 2: the name begins so; 1: one of its words does; 0: neither, or nothing is left to type.
int fits(const std::string& name, const Fragment& typed) {
    if (name == typed.text) return 0;
    if (name.starts_with(typed.text)) return 2;
    return name.find(" " + typed.text) == std::string::npos ? 0 : 1;
}

class Completer {
public:
    Completer(std::string_view text, std::size_t cursor, const Model& model)
        : head_(text.substr(0, std::min({cursor, text.size(), text_bytes_max}))),
          folded_(fold(head_)),
          model_(model) {}

    std::vector<Completion> run(std::size_t most) {
        for (const Fragment& typed : fragments_of(head_)) {
            if (typed.words == 1 && Lexicon::english().stop_word(typed.text)) continue;
            add_tables(typed);
            add_terms(typed);
            add_columns(typed);
            add_values(typed);
        }
        sort_stably(found_, std::greater<>{}, &Found::score);
        std::vector<Completion> best;
        for (Found& each : found_) {
            if (best.size() == most) break;
            if (finish(each.completion)) best.push_back(std::move(each.completion));
        }
        return best;
    }

private:
    struct Found {
        double score = 0;
        Completion completion;
    };

    [[nodiscard]] bool mentioned(TableId id) const {
        const std::string& phrase = model_.table(id).phrase;
        return !phrase.empty() && folded_.find(phrase) != std::string::npos;
    }

    void offer(const Fragment& typed, double score, Completion completion) {
        completion.begin = typed.begin;
        completion.end = head_.size();
        score += 4 * static_cast<double>(typed.words - 1);
        std::string key = fold(completion.text);
        const auto [place, fresh] = places_.try_emplace(std::move(key), found_.size());
        if (fresh) {
            found_.push_back({score, std::move(completion)});
        } else if (found_[place->second].score < score) {
            found_[place->second] = {score, std::move(completion)};
        }
    }

    /// Writes the plural of a table, which takes too long for thousands of them. False: it is typed
    /// out already.
    [[nodiscard]] bool finish(Completion& completion) const {
        if (completion.kind != CompletionKind::table) return true;
        completion.text = plural(completion.text);
        const auto typed = head_.substr(completion.begin, completion.end - completion.begin);
        return fold(completion.text) != fold(typed);
    }

    void add_tables(const Fragment& typed) {
        for (const TableModel& table : model_.tables()) {
            const std::string& one = table.phrase.empty() ? table.name : table.phrase;
            // In the singular it lacks no more than the end of the plural.
            const int as_said = one == typed.text ? 2 : fits(one, typed);
            const int fit = std::max(as_said, fits(fold(table.name), typed) * 3 / 4);
            if (fit == 0) continue;
            const std::string detail = "table " + table.name;
            offer(typed, fit * 10 + 5, {CompletionKind::table, one, detail});
        }
    }

    void add_terms(const Fragment& typed) {
        for (const Metric& metric : model_.metrics()) {
            if (const int fit = fits(fold(metric.name), typed); fit > 0)
                offer(typed, fit * 10 + 4, {CompletionKind::term, metric.name, "figure"});
        }
        for (const NamedFilter& filter : model_.filters()) {
            if (const int fit = fits(fold(filter.phrase), typed); fit > 0)
                offer(typed, fit * 10 + 4, {CompletionKind::term, filter.phrase, "filter"});
        }
    }

    void add_columns(const Fragment& typed) {
        for (const ColumnModel& column : model_.columns()) {
            const std::string& said = column.phrase.empty() ? column.name : column.phrase;
            const int fit = std::max(fits(said, typed), fits(fold(column.name), typed) * 3 / 4);
            if (fit == 0 || said == typed.text) continue;
            const bool links = column.kind == Kind::key || column.kind == Kind::foreign;
            const double score = fit * 10 + (links ? 0 : 3) + (mentioned(column.table) ? 2.0 : 0.0);
            offer(
                typed,
                score,
                {CompletionKind::column, said, "column of " + model_.table(column.table).name}
            );
        }
    }

    void add_values(const Fragment& typed) {
        for (const ValueHit& hit : model_.values().starting(typed.said, values_max)) {
            const ColumnModel& column = model_.column(hit.column);
            const double score = 20 * hit.weight + 2 + (mentioned(column.table) ? 2.0 : 0.0);
            std::string detail =
                fmt::format("{} of {}", column.phrase, model_.table(column.table).name);
            offer(typed, score, {CompletionKind::value, hit.value, std::move(detail)});
        }
    }

    const std::string_view head_;
    const std::string folded_;
    const Model& model_;
    std::vector<Found> found_;
    std::unordered_map<std::string, std::size_t> places_;  ///< what reads alike is offered once
};

}  // namespace

std::vector<Completion>
completions(std::string_view text, std::size_t cursor, const SchemaPack& pack, std::size_t most) {
    return Completer(text, cursor, dynamic_cast<const Model&>(pack)).run(most);
}

const std::vector<VerifiedQuestion>& verified_queries(const SchemaPack& pack) {
    return dynamic_cast<const Model&>(pack).verified();
}

}  // namespace parlance::engine
