#include "ask/chart_words.hpp"

#include "ask/data.hpp"
#include "engine/order.hpp"
#include "engine/text.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

namespace parlance::ask {

namespace {

using engine::Token;
using engine::TokenKind;

struct Phrase {
    std::string_view what;  ///< `pie`, `stacked`, `introduction`
    bool guarded = false;   ///< its words mean other things too
    std::vector<std::string> words;
};

std::vector<std::string> words_in(std::string_view phrase) {
    std::vector<std::string> words;
    for (const std::string_view word : engine::split(phrase, ' ')) {
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}

/// The vocabulary, by the first word of each phrase, longest phrases first.
class Vocabulary {
public:
    static const Vocabulary& english() {
        static const Vocabulary vocabulary(data::charts);
        return vocabulary;
    }

    /// How many tokens from `at` on are a phrase of `what`; 0 when they are none.
    [[nodiscard]] std::size_t match(
        std::string_view what,
        bool guarded,
        const std::vector<Token>& tokens,
        std::size_t at
    ) const {
        const auto found = phrases_.find(tokens[at].text);
        if (found == phrases_.end()) return 0;
        for (const Phrase& phrase : found->second) {
            if (phrase.what == what && phrase.guarded == guarded && stands(phrase, tokens, at))
                return phrase.words.size();
        }
        return 0;
    }

private:
    explicit Vocabulary(std::string_view text) {
        for (std::string_view line : engine::split(text, '\n')) {
            line = engine::trimmed(line);
            if (!line.empty() && !line.starts_with('#')) read_line(line);
        }
        for (auto& [first, phrases] : phrases_) {
            engine::sort_stably(phrases, [](const Phrase& left, const Phrase& right) {
                return left.words.size() > right.words.size();
            });
        }
    }

    void read_line(std::string_view line) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) throw std::logic_error("charts.txt: no colon");
        std::string_view what = line.substr(0, colon);
        const bool guarded = what.ends_with('?');
        if (guarded) what.remove_suffix(1);
        for (const std::string_view part : engine::split(line.substr(colon + 1), ';')) {
            std::vector<std::string> words = words_in(part);
            if (words.empty()) continue;
            const std::string first = words.front();
            phrases_[first].push_back({what, guarded, std::move(words)});
        }
    }

    static bool stands(const Phrase& phrase, const std::vector<Token>& tokens, std::size_t at) {
        if (at + phrase.words.size() > tokens.size()) return false;
        for (std::size_t i = 0; i < phrase.words.size(); ++i) {
            const Token& token = tokens[at + i];
            if (token.kind == TokenKind::quoted || token.text != phrase.words[i]) return false;
        }
        return true;
    }

    std::unordered_map<std::string, std::vector<Phrase>> phrases_;
};

struct NamedKind {
    std::string_view name;
    ChartKind kind;
};

constexpr NamedKind kinds[] = {
    {"histogram", ChartKind::histogram},
    {"heat_map", ChartKind::heat_map},
    {"scatter", ChartKind::scatter},
    {"pie", ChartKind::pie},
    {"area", ChartKind::area},
    {"line", ChartKind::line},
    {"bar", ChartKind::bar},
    {"number", ChartKind::number},
    {"table", ChartKind::table},
};

/// One instruction, read.
class Reader {
public:
    explicit Reader(std::string_view instruction) {
        for (Token& token : engine::tokenize(instruction)) {
            if (token.kind != TokenKind::mark) tokens_.push_back(std::move(token));
        }
    }

    ChartWish read() {
        ChartWish wish;
        wish.kind = named();
        wish.stacked = says("stacked");
        wish.beside = says("beside");
        wish.lying = says("lying");
        wish.standing = says("standing");
        wish.series = says("series");
        wish.trend = says("trend");
        wish.relationship = says("relationship");
        wish.share = says("share");
        wish.distribution = says("distribution");
        wish.comparison = says("comparison");
        return wish;
    }

    /// `text`, which is what was read, with blanks for the names of charts.
    [[nodiscard]] std::string blanked(std::string_view text) const {
        std::string left(text);
        std::vector<bool> gone(tokens_.size(), false);
        for (std::size_t at = 0; at < tokens_.size();) {
            const std::size_t size = kind_at(at).second;
            if (size != 0) blank_name(left, gone, at, at + size);
            at += std::max<std::size_t>(size, 1);
        }
        return says_more(gone) ? left : std::string(text);
    }

private:
    /// More than little words is left.
    [[nodiscard]] bool says_more(const std::vector<bool>& gone) const {
        for (std::size_t at = 0; at < tokens_.size(); ++at) {
            if (!gone[at] && words_.match("little", false, tokens_, at) == 0) return true;
        }
        return false;
    }

    /// Blanks a chart's name with the words that lead to it and from it.
    void blank_name(std::string& text, std::vector<bool>& gone, std::size_t begin, std::size_t end)
        const {
        for (const char* looks : {"stacked", "beside", "lying", "standing", "series"}) {
            if (begin > 0 && words_.match(looks, false, tokens_, begin - 1) == 1) --begin;
        }
        for (std::size_t at = begin - std::min<std::size_t>(begin, 3); at < begin; ++at) {
            const bool leads = words_.match("introduction", false, tokens_, at) == begin - at ||
                               words_.match("article", false, tokens_, at) == begin - at;
            if (leads) begin = at;
        }
        if (begin == 0 && end < tokens_.size())
            end += words_.match("connection", false, tokens_, end);
        const std::size_t from = tokens_[begin].begin;
        std::fill_n(
            text.begin() + static_cast<std::ptrdiff_t>(from), tokens_[end - 1].end - from, ' '
        );
        for (std::size_t at = begin; at < end; ++at)
            gone[at] = true;
    }

    [[nodiscard]] bool says(std::string_view what) const {
        for (std::size_t at = 0; at < tokens_.size(); ++at) {
            if (words_.match(what, false, tokens_, at) != 0) return true;
        }
        return false;
    }

    /// The last chart that is named and wanted: `not a pie chart, a line chart`.
    [[nodiscard]] std::optional<ChartKind> named() const {
        std::optional<ChartKind> last;
        for (std::size_t at = 0; at < tokens_.size();) {
            const auto [kind, size] = kind_at(at);
            if (size != 0 && !unwanted(at)) last = kind;
            at += std::max<std::size_t>(size, 1);
        }
        return last;
    }

    [[nodiscard]] std::pair<ChartKind, std::size_t> kind_at(std::size_t at) const {
        for (const NamedKind& each : kinds) {
            if (const auto size = words_.match(each.name, false, tokens_, at); size != 0)
                return {each.kind, size};
        }
        for (const NamedKind& each : kinds) {
            const auto size = words_.match(each.name, true, tokens_, at);
            if (size != 0 && asked_for(at, at + size)) return {each.kind, size};
        }
        return {ChartKind::table, 0};
    }

    /// The words from `begin` to `end` end the instruction after an introduction, or are all of it.
    [[nodiscard]] bool asked_for(std::size_t begin, std::size_t end) const {
        if (!little(end, tokens_.size())) return false;
        return before("introduction", begin) || little(0, begin);
    }

    [[nodiscard]] bool little(std::size_t begin, std::size_t end) const {
        while (begin < end && words_.match("little", false, tokens_, begin) != 0)
            ++begin;
        return begin == end;
    }

    /// A phrase of `what` ends right before `end`.
    [[nodiscard]] bool before(std::string_view what, std::size_t end) const {
        for (std::size_t at = end - std::min<std::size_t>(end, 3); at < end; ++at) {
            if (words_.match(what, false, tokens_, at) == end - at) return true;
        }
        return false;
    }

    [[nodiscard]] bool unwanted(std::size_t at) const { return before("unwanted", at); }

    const Vocabulary& words_ = Vocabulary::english();
    std::vector<Token> tokens_;
};

}  // namespace

void ChartWish::ask_for(ChartKind wanted) {
    kind = wanted;
    if (wanted == ChartKind::stacked_bar || wanted == ChartKind::grouped_bar) {
        kind = ChartKind::bar;
        stacked |= wanted == ChartKind::stacked_bar;
        beside |= wanted == ChartKind::grouped_bar;
    } else if (wanted == ChartKind::multi_line || wanted == ChartKind::grouped_scatter) {
        kind = wanted == ChartKind::multi_line ? ChartKind::line : ChartKind::scatter;
        series = true;
    }
}

ChartWish read_chart_wish(std::string_view instruction) {
    return Reader(instruction).read();
}

std::string without_chart(std::string_view question) {
    return Reader(question).blanked(question);
}

std::optional<ChartKind> chart_named(std::string_view instruction) {
    ChartWish wish = read_chart_wish(instruction);
    if (wish.kind == ChartKind::bar && wish.stacked) return ChartKind::stacked_bar;
    if (wish.kind == ChartKind::bar && wish.beside) return ChartKind::grouped_bar;
    if (wish.kind == ChartKind::line && wish.series) return ChartKind::multi_line;
    if (wish.kind == ChartKind::scatter && wish.series) return ChartKind::grouped_scatter;
    return wish.kind;
}

}  // namespace parlance::ask
