#include "engine/understand.hpp"

#include "engine/choose.hpp"
#include "engine/compile.hpp"
#include "engine/order.hpp"
#include "engine/ranking.hpp"
#include "engine/regions.hpp"
#include "engine/rewording.hpp"
#include "engine/tongues.hpp"
#include "engine/training.hpp"
#include "engine/understander.hpp"
#include "engine/vague.hpp"
#include "engine/variants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace parlance::engine {
namespace {

constexpr std::size_t choices_max = 8;
constexpr std::size_t readings_max = 4;
constexpr double unexplained_cap = 0.49;
constexpr double each_further = 0.65;  ///< of the cap is left for each further such word

const Assumption inferred_key{"inferred_key", "tables are joined by keys that their names suggest"};

struct Candidate {
    Draft draft;
    Compiled compiled;
    Signals signals;
    double score = 0;
};

class Understander {
public:
    Understander(const Question& question, const Model& model)
        : question_(question),
          model_(model),
          text_(question.text.substr(0, text_bytes_max)),
          tokens_(with_regions(reworded(tokenize(text_), model), model)) {}

    Understanding run() {
        if (tokens_.empty()) return unanswerable("The question is empty.", {});
        spans_ = find_spans(tokens_, model_, question_.now);
        if (auto refused = refusal()) return std::move(*refused);
        read_candidates();
        sort_stably(candidates_, std::greater<>{}, &Candidate::score);
        if (candidates_.empty()) return nothing_found();
        const Draft& best = candidates_.front().draft;
        if (too_little_explained(best)) {
            return unanswerable(unknown_words(best.unexplained), best.unexplained);
        }
        return answered();
    }

    std::vector<Judged> judged() {
        spans_ = find_spans(tokens_, model_, question_.now);
        if (!refusal()) read_candidates();
        std::vector<Judged> all;
        for (Candidate& each : candidates_)
            all.push_back({std::move(each.compiled.query), std::move(each.signals)});
        return all;
    }

private:
    /// What no query can do: change data, look into the future, give reasons.
    std::optional<Understanding> refusal() {
        for (std::size_t at = 0; at < spans_.size(); ++at) {
            const Span& span = spans_[at];
            if (span.kind == SpanKind::cue && (span.cue == Cue::filler || span.cue == Cue::their))
                continue;
            if (span.kind != SpanKind::cue) return std::nullopt;
            if (span.cue == Cue::refuse)
                return unanswerable(
                    "Parlance only reads: it never changes data.",
                    {std::string(tokens_[span.begin].raw)}
                );
            if (span.cue == Cue::forecast)
                return unanswerable(
                    "A query can tell what happened, not what will happen.",
                    {std::string(tokens_[span.begin].raw)}
                );
            if (span.cue == Cue::cause)
                return unanswerable(
                    "A query can show figures, not the reasons behind them.",
                    {std::string(tokens_[span.begin].raw)}
                );
            return std::nullopt;
        }
        return std::nullopt;
    }

    void read_candidates() {
        for (Choice& choice : choose(spans_, tokens_, model_, choices_max))
            read_candidate(choice);
    }

    void read_candidate(const Choice& choice) {
        Draft draft =
            Reader(text_, tokens_, model_, question_.now, choice.pieces, question_.without).run();
        if (!draft.complete) {
            missing_.insert(missing_.end(), draft.missing.begin(), draft.missing.end());
            return;
        }
        for (Draft& other : variants_of(draft))
            judge(choice, std::move(other));
        judge(choice, std::move(draft));
    }

    void judge(const Choice& choice, Draft draft) {
        auto compiled = compile(draft.query, model_);
        if (!compiled) return;
        if (!compiled->open_keys.empty()) return judge_each_way(choice, draft, compiled->open_keys);
        if (compiled->inferred_keys) draft.assumptions.push_back(inferred_key);
        if (std::ranges::any_of(draft.assumptions, [&](const Assumption& one) {
                return refused(one);
            }))
            return;
        Signals signals =
            signals_of({tokens_, choice.pieces, choice.score, draft, *compiled, model_});
        const double score = ranking_.score(signals);
        add({std::move(draft), std::move(*compiled), std::move(signals), score});
    }

    /// Several keys join the same two tables and no word says which: a reading for each. Where that
    /// is so at a second place too, the first key there is assumed: nobody chooses among sixteen.
    void judge_each_way(
        const Choice& choice,
        const Draft& draft,
        const std::vector<std::int32_t>& keys
    ) {
        const bool again = std::ranges::any_of(draft.assumptions, [](const Assumption& one) {
            return one.code == "one_of_several_keys";
        });
        const std::size_t ways = again ? 1 : std::min(keys.size(), readings_max);
        for (std::size_t at = 0; at < ways; ++at) {
            Draft one = draft;
            one.query.prefer.push_back(keys[at]);
            const ColumnModel& by = model_.column(model_.key(keys[at]).columns.front().first);
            const std::string& table = model_.table(by.table).name;
            one.assumptions.push_back(
                {"one_of_several_keys", fmt::format("joined by {}.{}", table, by.name)}
            );
            judge(choice, std::move(one));
        }
    }

    bool refused(const Assumption& assumption) {
        const auto& without = question_.without;
        const bool is = std::ranges::find(without, assumption.text) != without.end();
        if (is) missing_.push_back("what is meant, if not: " + assumption.text);
        return is;
    }

    void add(Candidate candidate) {
        for (Candidate& known : candidates_) {
            if (known.compiled.query != candidate.compiled.query) continue;
            if (candidate.score > known.score) known = std::move(candidate);
            return;
        }
        candidates_.push_back(std::move(candidate));
    }

    [[nodiscard]] bool too_little_explained(const Draft& draft) const {
        std::size_t content = draft.unexplained.size();
        for (const Span& span : spans_) {
            if (span.kind != SpanKind::cue && span.kind != SpanKind::word) ++content;
        }
        return draft.unexplained.size() * 2 >= content;
    }

    /// Readings that the words do not decide between.
    [[nodiscard]] std::size_t tied() const {
        const Draft& best = candidates_.front().draft;
        if (!best.unexplained.empty() || best.variant) return 1;
        std::size_t count = 1;
        while (count < candidates_.size() && count < readings_max &&
               candidates_[0].score - candidates_[count].score < ranking_.tie() &&
               candidates_[count].draft.unexplained.empty() && !candidates_[count].draft.variant)
            ++count;
        return count;
    }

    Understanding clarification(std::size_t count) {
        Clarification made{
            .question = "The question can be read in several ways. Which one is meant?"
        };
        for (std::size_t i = 0; i < count; ++i) {
            made.options.push_back(reading(candidates_[i], 0));
            made.options.back().confidence /= static_cast<double>(count);
        }
        return made;
    }

    Understanding answered() {
        if (const std::size_t count = tied(); count > 1) return clarification(count);
        Answered answer;
        for (std::size_t i = 0; i < candidates_.size() && i < readings_max; ++i) {
            answer.readings.push_back(reading(candidates_[i], i));
        }
        return answer;
    }

    Reading reading(Candidate& candidate, std::size_t rank) {
        Reading made;
        made.confidence = confidence(candidate, rank);
        made.explanation = explain(candidate.compiled.query, model_.schema());
        made.query = std::move(candidate.compiled.query);
        made.provenance = std::move(candidate.draft.provenance);
        sort_stably(made.provenance, std::less<>{}, &Provenance::begin);
        made.assumptions = std::move(candidate.draft.assumptions);
        made.unexplained = std::move(candidate.draft.unexplained);
        return made;
    }

    [[nodiscard]] double confidence(const Candidate& candidate, std::size_t rank) const {
        const double best = candidates_.front().score;
        const double margin = candidates_.size() > 1 ? best - candidates_[1].score
                                                     : std::numeric_limits<double>::infinity();
        double sure = ranking_.confidence(candidate.signals, margin);
        if (rank > 0) sure *= 0.5 * std::exp(candidate.score - best);
        const auto unexplained = static_cast<double>(candidate.draft.unexplained.size());
        if (unexplained > 0)
            sure = std::min(sure, unexplained_cap * std::pow(each_further, unexplained - 1));
        if (candidate.draft.vague) sure = std::min(sure, unexplained_cap);
        return rounded_confidence(sure);
    }

    Understanding nothing_found() {
        std::vector<std::string> unknown;
        for (const Span& span : spans_) {
            if (span.kind != SpanKind::word) continue;
            const Token& token = tokens_[span.begin];
            if (token.kind == TokenKind::word && !Lexicon::english().stop_word(token.text))
                unknown.push_back(token.raw);
        }
        if (!missing_.empty())
            return unanswerable("The question leaves open " + missing_.front() + ".", missing_);
        if (unknown.empty()) return unanswerable("No part of this source fits the question.", {});
        return unanswerable(unknown_words(unknown), unknown);
    }

    [[nodiscard]] std::string unknown_words(const std::vector<std::string>& words) const {
        if (const auto tongue = other_tongue(tokens_)) {
            return fmt::format(
                "The built-in engine reads English, and this seems to be {}. Ask it in English.",
                *tongue
            );
        }
        return fmt::format("Nothing in this source is called {}.", quoted_list(words));
    }

    static std::string quoted_list(const std::vector<std::string>& words) {
        std::string text;
        for (std::size_t i = 0; i < words.size() && i < 4; ++i) {
            if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
            text += "“" + words[i].substr(0, 60) + "”";
        }
        return text;
    }

    [[nodiscard]] Understanding unanswerable(std::string reason, std::vector<std::string> missing)
        const {
        Unanswerable made{std::move(reason), std::move(missing), {}};
        return made;
    }

    const Question& question_;
    const Model& model_;
    const Ranking& ranking_ = Ranking::builtin();
    std::string text_;
    std::vector<Token> tokens_;
    std::vector<Span> spans_;
    std::vector<Candidate> candidates_;
    std::vector<std::string> missing_;
};

}  // namespace

namespace {

/// What there is to see, where the question does not say what of it.
std::optional<Clarification> choices_of(const Question& question, const Model& model) {
    Clarification made{.question = "This does not say what to show. Which of these?"};
    for (const std::string& list : lists_of_main_tables(model)) {
        Question one = question;
        one.text = list;
        Understanding meant = Understander(one, model).run();
        auto* answer = std::get_if<Answered>(&meant);
        if (answer != nullptr) made.options.push_back(std::move(answer->readings.front()));
    }
    if (made.options.size() < 2) return std::nullopt;
    return made;
}

}  // namespace

Understanding understand_alone(const Question& question, const Model& model) {
    if (is_vague(tokenize(question.text.substr(0, text_bytes_max)), model)) {
        if (auto choices = choices_of(question, model)) return std::move(*choices);
    }
    return Understander(question, model).run();
}

std::vector<Judged> judged_readings(const Question& question, const SchemaPack& pack) {
    return Understander(question, dynamic_cast<const Model&>(pack)).judged();
}

Understanding understand(const Question& question, const SchemaPack& pack) {
    const auto& model = dynamic_cast<const Model&>(pack);
    Understanding result = understand_alone(question, model);
    if (auto* none = std::get_if<Unanswerable>(&result)) {
        constexpr std::size_t suggested = 3;
        none->suggestions = suggestions(pack);
        if (none->suggestions.size() > suggested) none->suggestions.resize(suggested);
    }
    return result;
}

}  // namespace parlance::engine
