#include "engine/spans.hpp"

#include "engine/filters.hpp"
#include "engine/nouns.hpp"
#include "engine/span_rules.hpp"
#include "engine/tiling.hpp"
#include "engine/value_links.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

using Candidate = SpanCandidate;

class SpanFinder {
public:
    SpanFinder(const std::vector<Token>& tokens, const Model& model, Instant now)
        : tokens_(tokens),
          model_(model),
          words_(Lexicon::english()),
          values_(tokens, model),
          now_(now) {}

    std::vector<Span> run() {
        std::vector<std::vector<Candidate>> by_end(tokens_.size() + 1);
        for (std::size_t at = 0; at < tokens_.size(); ++at) {
            found_.clear();
            candidates_at(at);
            for (Candidate& one : found_)
                by_end[one.span.end].push_back(std::move(one));
        }
        return best_tiling(std::move(by_end));
    }

private:
    void candidates_at(std::size_t at) {
        const Token& token = tokens_[at];
        add({.begin = at, .end = at + 1}, 0);
        if (token.kind == TokenKind::quoted) return add_quoted(at);
        add_time(at);
        add_states(at);
        add_filters(at);
        add_cues(at);
        add_gradables(at);
        add_names(at);
        add_values(at);
        if (token.kind == TokenKind::number) {
            add({.begin = at, .end = at + 1, .kind = SpanKind::number, .number = token.number},
                0.8);
        }
        const Grain grain = grain_named(token.text);
        if (grain != Grain::none && !counted_column(at))
            add({.begin = at, .end = at + 1, .kind = SpanKind::grain, .grain = grain}, 0.75);
        if (token.text == "day" && at + 3 < tokens_.size() && tokens_[at + 1].text == "of" &&
            tokens_[at + 3].text == "week") {
            add({.begin = at, .end = at + 4, .kind = SpanKind::grain, .grain = Grain::weekday}, 3);
        }
    }

    /// `volunteer hours`, `how many hours`: a number that is kept, not a unit of time.
    [[nodiscard]] bool counted_column(std::size_t at) const {
        const Token& token = tokens_[at];
        if (at == 0 || !token.text.ends_with('s') || tokens_[at - 1].kind != TokenKind::word)
            return false;
        const std::string& before = tokens_[at - 1].text;
        if (before != "many" && before != "total" && words_.stop_word(before)) return false;
        if (before == "past" || before == "previous" || before == "few") return false;
        return std::ranges::any_of(model_.meanings(token.stem), [&](const Element& element) {
            return element.kind == ElementKind::column && element.weight >= 0.5 &&
                   model_.column(element.id).kind == Kind::number;
        });
    }

    void add(Span span, double score) { found_.push_back({std::move(span), score}); }

    void add_time(std::size_t at) {
        const auto phrase = read_time(std::span(tokens_).subspan(at), now_);
        if (!phrase) return;
        const bool compared =
            at > 0 && (tokens_[at - 1].text == "than" || tokens_[at - 1].text == "over" ||
                       tokens_[at - 1].text == "above" || tokens_[at - 1].text == "under" ||
                       tokens_[at - 1].text == "below" || tokens_[at - 1].text == "least" ||
                       tokens_[at - 1].text == "most");
        if (compared && !phrase->range.marked) return;
        Span span{
            .begin = at, .end = at + phrase->tokens, .kind = SpanKind::time, .time = phrase->range
        };
        add(std::move(span), 1.1 * static_cast<double>(phrase->tokens));
    }

    void add_states(std::size_t at) {
        const std::vector<StateRule>& states = words_.states();
        for (std::size_t i = 0; i < states.size(); ++i) {
            for (const std::vector<std::string>& phrase : states[i].phrases) {
                const std::size_t size = phrase.size();
                const auto same = [&](std::size_t k) { return tokens_[at + k].text == phrase[k]; };
                std::size_t k = 0;
                while (k < size && at + k < tokens_.size() && same(k))
                    ++k;
                const bool counted = at > 0 && tokens_[at - 1].kind == TokenKind::number;
                if (k < size || counted) continue;  // `fewer than 5 in stock` is no state
                Span span{.begin = at, .end = at + size, .kind = SpanKind::state};
                span.number = static_cast<double>(i);
                add(std::move(span), 1.2 * static_cast<double>(size));
            }
        }
    }

    void add_filters(std::size_t at) {
        for (const std::size_t id : model_.filters_at(tokens_[at].stem)) {
            const std::size_t size = filter_said(model_.filters()[id], tokens_, at);
            if (size == 0) continue;
            Span span{.begin = at, .end = at + size, .kind = SpanKind::filter};
            span.number = static_cast<double>(id);
            add(std::move(span), 1.5 * static_cast<double>(size));
        }
    }

    static double cue_worth(Cue cue) {
        switch (cue) {
            case Cue::filler:
                return 0.15;
            case Cue::their:
            case Cue::all:
            case Cue::imperative:
            case Cue::in:
            case Cue::of:
            case Cue::clause:
            case Cue::have:
                return 0.4;
            default:
                return 0.85;
        }
    }

    void add_cues(std::size_t at) {
        for (const CuePhrase& phrase : words_.cues(tokens_[at].text)) {
            const std::size_t size = phrase.words.size();
            if (at + size > tokens_.size()) continue;
            const bool same = std::ranges::equal(
                phrase.words,
                std::span(tokens_).subspan(at, size),
                [](const std::string& word, const Token& token) {
                    return token.kind != TokenKind::quoted && word == token.text;
                }
            );
            if (!same || (phrase.cue == Cue::order && !is_order(phrase, tokens_, at))) continue;
            const double worth = cue_worth(phrase.cue) * static_cast<double>(size) +
                                 0.1 * static_cast<double>(size - 1);
            add({.begin = at, .end = at + size, .kind = SpanKind::cue, .cue = phrase.cue}, worth);
        }
    }

    void add_gradables(std::size_t at) {
        const auto take = [&](const std::string& word, std::size_t size) {
            const auto form = words_.gradable_form(word);
            if (!form || (size == 2 && names_column(tokens_, at + 1, model_))) return;
            const bool verb = words_.gradable(form->gradable).verb;
            const double worth = verb ? 0.5 : form->degree == Degree::positive ? 0.45 : 0.9;
            add({.begin = at, .end = at + size, .kind = SpanKind::gradable, .gradable = *form},
                worth * static_cast<double>(size) + 0.15 * static_cast<double>(size - 1));
        };
        take(tokens_[at].text, 1);
        if (at + 1 < tokens_.size()) take(tokens_[at].text + ' ' + tokens_[at + 1].text, 2);
        if (tokens_[at].text != "the" || at + 2 >= tokens_.size() ||
            names_column(tokens_, at + 2, model_))
            return;
        // `the highest paid doctor`: the article goes with it.
        const std::string pair = tokens_[at + 1].text + ' ' + tokens_[at + 2].text;
        if (const auto form = words_.gradable_form(pair))
            add({.begin = at, .end = at + 3, .kind = SpanKind::gradable, .gradable = *form}, 3.2);
    }

    // ---- names of tables, columns and metrics --------------------------------------------------

    void add_names(std::size_t at) {
        std::string key;
        const std::size_t longest = std::min(model_.longest_phrase(), tokens_.size() - at);
        for (std::size_t size = 1; size <= longest; ++size) {
            const Token& token = tokens_[at + size - 1];
            const bool word = token.kind == TokenKind::word || token.kind == TokenKind::number;
            if (!word) return;
            key += token.stem;
            if (words_.stop_word(token.text) && size == 1 && !nameable(token)) continue;
            if (at == 0 && size == 1 && commands(token)) continue;  // `show` may name a table
            std::vector<Link> links;
            add_meanings(links, key, 1.0, "name");
            if (size == 1) tell_apart(links, token);
            if (size == 1)
                add_variants(links, token, at);
            else if (size == 2)
                add_pair_variants(links, at);
            if (!links.empty()) add_links(at, size, std::move(links));
        }
    }

    /// `interviewer` has the stem of `interview`: what is called so to the letter comes first.
    void tell_apart(std::vector<Link>& links, const Token& token) const {
        const auto phrase = [&](const Link& link) -> const std::string& {
            return link.kind == SpanKind::table ? model_.table(link.id).phrase
                                                : model_.column(link.id).phrase;
        };
        const auto named = [&](const Link& link) {
            return link.kind != SpanKind::metric && singular(phrase(link)) == singular(token.text);
        };
        if (std::ranges::none_of(links, named)) return;
        constexpr double other_word = 0.3;
        for (Link& link : links) {
            const bool whole = link.kind != SpanKind::metric && link.weight >= 0.8 &&
                               phrase(link).find(' ') == std::string::npos;
            if (whole && !named(link)) link.weight -= other_word;
        }
    }

    [[nodiscard]] bool commands(const Token& token) const {
        const auto& phrases = words_.cues(token.text);
        return std::ranges::any_of(phrases, [](const CuePhrase& phrase) {
            return phrase.cue == Cue::imperative && phrase.words.size() == 1;
        });
    }

    static bool nameable(const Token& token) {
        return (token.text.size() > 2 || token.text == "id") && token.text != "and" &&
               token.text != "the" && token.text != "for" && token.text != "with";
    }

    void
    add_meanings(std::vector<Link>& links, const std::string& key, double factor, const char* via) {
        for (const Element& element : model_.meanings(key)) {
            const SpanKind kind = element.kind == ElementKind::table    ? SpanKind::table
                                  : element.kind == ElementKind::column ? SpanKind::column
                                                                        : SpanKind::metric;
            const auto same = [&](const Link& link) {
                return link.kind == kind && link.id == element.id;
            };
            if (links.size() >= links_max || std::ranges::any_of(links, same)) continue;
            // Another word for a mere part of a name says too little; a measure has its own words.
            if (factor < 0.9 && (element.weight < 0.68 || kind == SpanKind::metric)) continue;
            links.push_back(
                {.kind = kind, .id = element.id, .weight = element.weight * factor, .via = via}
            );
        }
    }

    void add_variants(std::vector<Link>& links, const Token& token, std::size_t at) {
        for (const std::string& other : words_.synonyms(token.stem))
            add_meanings(links, other, 0.6, "synonym");
        for (const std::string_view prefix : {"in", "un", "non", "not"}) {
            if (!token.text.starts_with(prefix) || token.text.size() < prefix.size() + 4) continue;
            for (const Element& element : model_.meanings(stem(token.text.substr(prefix.size())))) {
                if (element.kind != ElementKind::column) continue;
                const ColumnModel& column = model_.column(element.id);
                // `inactive`, and `unfinished` where the date of it may be empty
                const bool open_end = column.kind == Kind::moment && column.nullable &&
                                      prefix == "un" && element.weight >= 0.5;
                // `unassigned` where the key may point at nothing
                const bool loose = column.kind == Kind::foreign && column.nullable &&
                                   prefix == "un" && element.weight >= 0.15;
                if (column.kind != Kind::flag && !open_end && !loose) continue;
                links.push_back(
                    {.kind = SpanKind::column,
                     .id = element.id,
                     .negated = true,
                     .weight = element.weight + 0.3,
                     .via = "opposite"}
                );
            }
        }
        if (const std::string full = words_.expanded(token.text); full != token.text) {
            std::string key;
            for (const std::string_view word : split(full, ' '))
                key += stem(word);
            add_meanings(links, key, 0.95, "abbreviation");
        }
        const bool known = !links.empty() || words_.stop_word(token.text) ||
                           !words_.cues(token.text).empty() || words_.gradable_form(token.text) ||
                           !words_.value_synonyms(token.text).empty() ||
                           !model_.values().find(std::span(tokens_).subspan(at, 1)).empty();
        if (known) return;
        for (const std::string& other : words_.related(token.text))
            add_meanings(links, stem(other), 0.45, "synonym");
        if (!links.empty()) return;
        if (const auto right = model_.corrected(token.text)) {
            add_meanings(links, stem(*right), 0.8, "typing error");
            for (const std::string& other : words_.synonyms(stem(*right)))
                add_meanings(links, other, 0.5, "synonym");
        }
    }

    /// `total damage` is a sum, no other word for an amount of it.
    [[nodiscard]] bool aggregates(const Token& token) const {
        return std::ranges::any_of(words_.cues(token.text), [](const CuePhrase& phrase) {
            return phrase.cue == Cue::sum && phrase.words.size() == 1;
        });
    }

    void add_pair_variants(std::vector<Link>& links, std::size_t at) {
        if (!links.empty() || aggregates(tokens_[at])) return;
        for (const std::string& other : words_.synonyms(tokens_[at].stem))
            add_meanings(links, other + tokens_[at + 1].stem, 0.75, "synonym");
        for (const std::string& other : words_.synonyms(tokens_[at + 1].stem))
            add_meanings(links, tokens_[at].stem + other, 0.75, "synonym");
    }

    void add_links(std::size_t at, std::size_t size, std::vector<Link> links) {
        std::ranges::sort(links, [](const Link& left, const Link& right) {
            if (left.weight != right.weight) return left.weight > right.weight;
            return std::tie(left.kind, left.id) < std::tie(right.kind, right.id);
        });
        const Link& best = links.front();
        Span span{.begin = at, .end = at + size, .kind = best.kind};
        const double words = static_cast<double>(size);
        const double score = best.weight * words + 0.25 * (words - 1);
        const Token& last = tokens_[at + size - 1];
        span.plural = last.text.ends_with('s') && !last.text.ends_with("ss");
        span.links = std::move(links);
        add(std::move(span), score);
    }

    // ---- values --------------------------------------------------------------------------------

    void add_quoted(std::size_t at) {
        Span span{.begin = at, .end = at + 1, .kind = SpanKind::value, .quoted = true};
        const std::vector<Token> inner = tokenize(tokens_[at].raw);
        for (const ValueHit& hit : model_.values().find(inner))
            span.links.push_back(value_link(hit, 1.0, "value"));
        add(std::move(span), 3);
    }

    void add_values(std::size_t at) {
        if (tokens_[at].kind == TokenKind::mark) return;
        const std::size_t longest = std::min(model_.values().longest(), tokens_.size() - at);
        for (std::size_t size = 1; size <= longest; ++size) {
            const auto tokens = std::span(tokens_).subspan(at, size);
            if (tokens.back().kind == TokenKind::quoted) break;
            if (tokens.back().kind == TokenKind::mark) continue;
            const bool one = size == 1;
            if (one && tokens[0].kind == TokenKind::number) continue;
            const bool stop = std::ranges::all_of(tokens, [&](const Token& token) {
                return words_.stop_word(token.text) &&
                       !(token.capital && at > 0 && token.text.size() < 3);
            });
            std::vector<Link> links;
            for (const ValueHit& hit : plain_states(tokens_, at, model_)) {
                if (one) links.push_back(value_link(hit, 0.9, "value"));
            }
            if (stop && links.empty()) continue;
            for (const ValueHit& hit : model_.values().find(tokens)) {
                if (!stop) links.push_back(value_link(hit, 1.0, "value"));
            }
            if (size <= 2) values_.add_said_otherwise(links, tokens);
            if (links.empty() && one) values_.add_parts(links, at);
            if (!links.empty()) add_value_span(at, size, std::move(links));
        }
    }

    void add_value_span(std::size_t at, std::size_t size, std::vector<Link> links) {
        const Token& first = tokens_[at];
        const double words = static_cast<double>(size);
        double best = 0;
        for (Link& link : links) {
            if (first.capital && at > 0) link.weight += 0.15;
            best = std::max(best, link.weight);
        }
        if (links.size() > links_max) links.resize(links_max);
        const bool covers_cue = size == 1 && !words_.cues(first.text).empty();
        const double score = (best + (size > 1 ? 0.35 : 0.02)) * words + 0.25 * (words - 1) -
                             (covers_cue && !first.capital ? 0.3 : 0);
        add({.begin = at, .end = at + size, .kind = SpanKind::value, .links = std::move(links)},
            score);
    }

    const std::vector<Token>& tokens_;
    const Model& model_;
    const Lexicon& words_;
    ValueLinks values_;
    Instant now_;
    std::vector<Candidate> found_;
};

}  // namespace

std::vector<Span> find_spans(const std::vector<Token>& tokens, const Model& model, Instant now) {
    return SpanFinder(tokens, model, now).run();
}

}  // namespace parlance::engine
