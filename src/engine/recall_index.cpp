#include "engine/recall_index.hpp"

#include "engine/spans.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

/// Cues that decide nothing: `show`, `the`, `their`, `please`.
bool says_nothing(Cue cue) {
    switch (cue) {
        case Cue::filler:
        case Cue::imperative:
        case Cue::their:
        case Cue::of:
        case Cue::in:
        case Cue::which:
        case Cue::who:
        case Cue::clause:
        case Cue::have:
        case Cue::all:
        case Cue::to:
        case Cue::also:
            return true;
        default:
            return false;
    }
}

/// `in 2024`: the year, when the span is just one.
std::string year_of(const TimeRange& range) {
    constexpr std::size_t digits = 4;
    const bool both = range.begin.size() > digits && range.end.size() > digits;
    if (!range.years || range.relative || range.guessed || !both) return {};
    const int begin = std::stoi(range.begin.substr(0, digits));
    const int end = std::stoi(range.end.substr(0, digits));
    return end == begin + 1 ? std::to_string(begin) : std::string();
}

class Normaliser {
public:
    Normaliser(const std::string& question, const Model& model)
        : tokens_(tokenize(question)), spans_(find_spans(tokens_, model, Instant{})) {}

    Normalised run() {
        for (const Span& span : spans_)
            add(span);
        if (made_.keys.empty()) add_all_words();
        std::ranges::sort(made_.keys);
        return std::move(made_);
    }

private:
    void add(const Span& span) {
        switch (span.kind) {
            case SpanKind::word:
                return add_words(span);
            case SpanKind::cue:
                if (!says_nothing(span.cue)) key('q', static_cast<int>(span.cue));
                return;
            case SpanKind::value:
                return add_values(span);
            case SpanKind::number:
                return slot({.what = Slot::What::number, .number = number_text(span.number)});
            case SpanKind::time:
                if (const std::string year = year_of(span.time); !year.empty())
                    return slot({.what = Slot::What::year, .number = year});
                return add_words(span);
            case SpanKind::gradable:
                key('g', span.gradable.gradable);
                return key('d', static_cast<int>(span.gradable.degree));
            case SpanKind::grain:
                return key('r', static_cast<int>(span.grain));
            case SpanKind::state:
            case SpanKind::filter:
                return key(span.kind == SpanKind::state ? 's' : 'f', static_cast<int>(span.number));
            case SpanKind::table:
                return key('t', span.links.front().id);
            case SpanKind::column:
                key('c', span.links.front().id);
                if (span.links.front().negated) key('n', 1);
                return;
            case SpanKind::metric:
                return key('m', span.links.front().id);
        }
    }

    void key(char kind, int id) { made_.keys.push_back(kind + std::to_string(id)); }

    void slot(Slot one) {
        key('#', static_cast<int>(one.what));
        made_.slots.push_back(std::move(one));
    }

    void add_words(const Span& span) {
        for (std::size_t at = span.begin; at < span.end; ++at) {
            const Token& token = tokens_[at];
            const bool little =
                span.kind == SpanKind::word &&
                (token.kind == TokenKind::mark || Lexicon::english().stop_word(token.text));
            if (!little) made_.keys.push_back("w" + token.stem);
        }
    }

    /// `who is here`: little words are all there is.
    void add_all_words() {
        for (const Token& token : tokens_) {
            if (token.kind == TokenKind::word) made_.keys.push_back("w" + token.stem);
        }
    }

    void add_values(const Span& span) {
        Slot one;
        for (const Link& link : span.links) {
            if (link.kind == SpanKind::value) one.values.push_back({link.id, link.value, 1});
        }
        if (one.values.empty()) return add_words(span);
        slot(std::move(one));
    }

    std::vector<Token> tokens_;
    std::vector<Span> spans_;
    Normalised made_;
};

}  // namespace

Normalised normalised(const std::string& question, const Model& model) {
    return Normaliser(question.substr(0, text_bytes_max), model).run();
}

RecallIndex::RecallIndex(const Model& model) {
    for (const VerifiedQuestion& verified : model.verified()) {
        Entry entry{&verified, normalised(verified.question, model)};
        if (!entry.normalised.keys.empty())
            entries_[entry.normalised.text()].push_back(std::move(entry));
    }
}

const std::vector<RecallIndex::Entry>& RecallIndex::like(const Normalised& question) const {
    static const std::vector<Entry> none;
    const auto found = entries_.find(question.text());
    return found == entries_.end() ? none : found->second;
}

}  // namespace parlance::engine
