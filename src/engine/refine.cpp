#include "engine/refine.hpp"

#include "engine/compile.hpp"
#include "engine/edit_turn.hpp"
#include "engine/ranking.hpp"
#include "engine/refine_lift.hpp"
#include "engine/refine_rows.hpp"
#include "engine/understander.hpp"

#include <algorithm>
#include <cmath>

namespace parlance::engine {
namespace {

constexpr double unexplained_cap = 0.5;
constexpr std::size_t short_words = 6;
// How follow-ups that nobody had seen before came out (tests/business/follow_ups.txt): fragments
// such as `only in 2024` mostly as meant, whole sentences less, and the longer, the more they say
// by themselves. What is read as a new question may still lean on the answer before it.
constexpr double sentence_costs = 0.12;
constexpr double further_word_costs = 0.05;
constexpr double edit_least = 0.3;
constexpr double new_in_conversation = 0.85;

/// The whole instruction is a phrase of this kind, but for little words.
bool says_only(const std::vector<Token>& tokens, EditCue cue) {
    const EditLexicon& words = EditLexicon::english();
    bool found = false;
    for (std::size_t at = 0; at < tokens.size();) {
        const EditPhrase* phrase = words.find(cue, tokens, at);
        if (phrase == nullptr) phrase = words.find(EditCue::little, tokens, at);
        const bool mark = tokens[at].kind == TokenKind::mark;
        if (phrase == nullptr && !mark) return false;
        found |= phrase != nullptr && phrase->cue == cue;
        at += phrase == nullptr ? 1 : phrase->words.size();
    }
    return found;
}

/// The answers that still stand: an undo takes one back, a reset all but the first.
std::vector<const Turn*> standing(std::span<const Turn> turns) {
    std::vector<const Turn*> stack;
    for (const Turn& turn : turns) {
        const std::vector<Token> tokens = tokenize(turn.text);
        if (says_only(tokens, EditCue::undo)) {
            if (stack.size() > 1) stack.pop_back();
        } else if (says_only(tokens, EditCue::reset)) {
            if (stack.size() > 1) stack.resize(1);
        } else {
            stack.push_back(&turn);
        }
    }
    return stack;
}

Answered answered(Reading reading) {
    Answered made;
    made.readings.push_back(std::move(reading));
    return made;
}

std::size_t words_in(const std::vector<Token>& tokens) {
    return static_cast<std::size_t>(std::ranges::count_if(tokens, [](const Token& token) {
        return token.kind != TokenKind::mark;
    }));
}

/// `which of them are late?`, `show their names`: a question by its form, not a few words to add.
bool is_sentence(const std::vector<Token>& tokens) {
    const Lexicon& words = Lexicon::english();
    const bool about = tokens.size() > 1 && tokens[1].text == "about";
    return !tokens.empty() && !about &&
           (words.listed("question_words", tokens[0].text) ||
            std::ranges::any_of(words.cues(tokens[0].text), [](const CuePhrase& phrase) {
                return phrase.cue == Cue::imperative && phrase.words.size() == 1;
            }));
}

/// What a follow-up of this form is less sure by.
double cost_of_form(const std::vector<Token>& tokens) {
    const std::size_t words = words_in(tokens);
    const double further = words > short_words ? static_cast<double>(words - short_words) : 0;
    return (is_sentence(tokens) ? sentence_costs : 0) + further_word_costs * further;
}

/// How sure the whole chain is. A change of a wrong answer is wrong too; but who adds a few words
/// to an answer has looked at it.
double chained(double before, double edit, const std::vector<Token>& tokens) {
    const double cost = cost_of_form(tokens);
    const double base = cost > 0 ? before : std::cbrt(before);
    return base * std::max(edit_least, edit - cost);
}

double confidence_of(const Edited& edited, const Compiled& compiled) {
    double sure = 0.97;
    sure -= 0.06 * static_cast<double>(edited.assumptions.size());
    sure -= 0.03 * std::max(0.0, compiled.join_cost - 1);
    sure -= compiled.inferred_keys ? 0.05 : 0;
    sure -= compiled.double_counts ? 0.2 : 0;
    sure -= 0.3 * std::max(0.0, 0.9 - edited.weakest_link);
    const auto unknown = static_cast<double>(edited.unexplained.size());
    if (unknown > 0) sure = std::min(sure - 0.1 * unknown, unexplained_cap);
    return std::max(sure, 0.05);
}

class Refiner {
public:
    Refiner(const Question& said, std::span<const Turn> earlier, const SchemaPack& pack)
        : said_(said),
          earlier_(standing(earlier)),
          pack_(pack),
          model_(dynamic_cast<const Model&>(pack)),
          tokens_(tokenize(said.text)) {}

    Refined run(std::optional<Taken> forced) {
        if (earlier_.empty() || announced() || forced == Taken::new_question) return alone_();
        in_conversation_ = true;
        if (says_only(tokens_, EditCue::undo))
            return restored(earlier_.size() > 1 ? *earlier_[earlier_.size() - 2] : *earlier_[0]);
        if (says_only(tokens_, EditCue::reset)) return restored(*earlier_.front());
        edit();
        whole_ = understand(said_, pack_);
        if (forced == Taken::follow_up) return followed();
        const bool follows =
            edited_ ? !stands_alone() || votes() > 0 : !stands_alone() && worded_so_;
        return follows ? followed() : alone_();
    }

private:
    /// `new question: …`
    bool announced() {
        const EditPhrase* phrase = EditLexicon::english().find(EditCue::new_, tokens_, 0);
        if (phrase == nullptr) return false;
        std::size_t at = phrase->words.size();
        while (at < tokens_.size() && tokens_[at].kind == TokenKind::mark)
            ++at;
        if (at < tokens_.size()) said_.text.erase(0, tokens_[at].begin);
        return true;
    }

    void edit() {
        const sql::Query& before = earlier_.back()->query;
        const auto lifted = lift(before, model_);
        if (lifted) {
            EditTurn turn(said_.text, *lifted, model_, said_.now);
            edited_ = turn.run();
            worded_so_ = turn.worded_so();
            if (edited_) compiled_ = compile(edited_->query, model_);
        }
        // What has no representation is edited as a table of its own.
        if (!compiled_) edited_.reset();
        if (!compiled_ && (!lifted || lifted->source)) {
            if (auto outside = edit_rows(said_, before, model_)) {
                edited_ = std::move(outside->edited);
                compiled_ = std::move(outside->compiled);
            }
        }
    }

    /// What it means when it stands by itself; one of several such meanings.
    [[nodiscard]] const Reading* whole() const {
        if (const auto* back = std::get_if<Clarification>(&*whole_)) return &back->options.front();
        const auto* answer = std::get_if<Answered>(&*whole_);
        return answer == nullptr ? nullptr : &answer->readings.front();
    }

    [[nodiscard]] bool stands_alone() const { return whole() != nullptr; }

    /// For a follow-up when positive. The words weigh the most: who says `those` means something.
    [[nodiscard]] double votes() const {
        double sum = 0.2;
        sum += words_in(tokens_) <= short_words ? 0.5 : 0;
        sum += edited_->refers ? 1.5 : 0;
        sum += edited_->begins ? 1.2 : 0;
        sum += edited_->extends ? 0.5 : 0;
        sum += edited_->narrows ? 1.0 : 0;
        if (edited_->fragment)
            sum += edited_->strange ? -0.8 : 1.0;
        else
            sum -= spoken_of(edited_->about) ? 0.3 : edited_->refers ? 1.0 : 2.0;
        const Reading* reading = whole();
        if (reading == nullptr) return sum + 0.5;
        sum += reading->unexplained.empty() ? -0.6 : 0.8;
        sum -= (reading->unexplained.empty() ? 1.5 : 0.5) *
               static_cast<double>(edited_->unexplained.size());
        return sum;
    }

    [[nodiscard]] bool spoken_of(TableId table) const {
        const auto before = lift(earlier_.back()->query, model_);
        if (!before) return false;
        const auto compiled = compile(*before, model_);
        return compiled && std::ranges::find(compiled->tables, table) != compiled->tables.end();
    }

    Refined alone_() {
        if (!whole_) whole_ = understand(said_, pack_);
        Refined made{.taken = Taken::new_question, .could_be_other = edited_.has_value()};
        made.understanding = std::move(*whole_);
        if (auto* answer = std::get_if<Answered>(&made.understanding); answer && in_conversation_) {
            for (Reading& reading : answer->readings)
                reading.confidence = rounded_confidence(reading.confidence * new_in_conversation);
        }
        return made;
    }

    Refined followed() {
        Refined made{.taken = Taken::follow_up, .could_be_other = stands_alone()};
        if (!edited_) {
            made.understanding = Unanswerable{
                .reason = "This does not say what to change about the answer before it.",
                .missing = {},
                .suggestions = {}
            };
            return made;
        }
        Reading reading;
        reading.confidence = rounded_confidence(
            chained(earlier_.back()->confidence, confidence_of(*edited_, *compiled_), tokens_)
        );
        reading.explanation = explain(compiled_->query, model_.schema());
        reading.query = std::move(compiled_->query);
        reading.provenance = std::move(edited_->provenance);
        reading.assumptions = std::move(edited_->assumptions);
        reading.unexplained = std::move(edited_->unexplained);
        made.chart = std::move(edited_->chart);
        made.changes = changes_between(earlier_.back()->query, reading.query, pack_);
        if (!made.chart.empty()) made.changes.push_back({"chart", "shown as " + made.chart});
        made.understanding = answered(std::move(reading));
        return made;
    }

    Refined restored(const Turn& turn) {
        Reading reading;
        reading.confidence = std::min(turn.confidence, 0.99);
        reading.query = turn.query;
        reading.explanation = explain(turn.query, model_.schema());
        Refined made{.taken = Taken::follow_up};
        made.changes = changes_between(earlier_.back()->query, turn.query, pack_);
        made.understanding = answered(std::move(reading));
        return made;
    }

    Question said_;
    std::vector<const Turn*> earlier_;
    bool worded_so_ = false;
    bool in_conversation_ = false;  ///< and nobody said that it is a new question
    const SchemaPack& pack_;
    const Model& model_;
    std::vector<Token> tokens_;
    std::optional<Edited> edited_;
    std::optional<Compiled> compiled_;
    std::optional<Understanding> whole_;  ///< as a question of its own
};

}  // namespace

Refined refine(
    const Question& said,
    std::span<const Turn> earlier,
    const SchemaPack& pack,
    std::optional<Taken> forced
) {
    return Refiner(said, earlier, pack).run(forced);
}

}  // namespace parlance::engine
