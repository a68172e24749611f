#include "sql/normalise.hpp"

#include "sql/tokens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace parlance::sql {
namespace {

bool is_symbol(const Token& token, std::string_view text) {
    return token.kind == TokenKind::symbol && token.text == text;
}

bool is_one_of(const Token& token, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return token.is(word); });
}

/// What can follow a table of FROM, other than its alias.
bool ends_source(const Token& token) {
    return is_symbol(token, ",") || is_symbol(token, ")") || is_symbol(token, ";") ||
           is_one_of(token, {"where",     "group",   "having", "order", "limit",  "offset", "union",
                             "intersect", "except",  "join",   "inner", "left",   "right",  "full",
                             "cross",     "natural", "on",     "using", "window", "fetch"});
}

class Normaliser {
public:
    Normaliser(std::string_view text, Dialect source)
        : text_(text), source_(source), tokens_(tokens_of(text)) {}

    Normalised run() {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            close_patterns(i);
            note_parenthesis(i);
            note_clause(i);
            if (!limit(i) && !interval(i) && !moment(i)) token(i);
            insert_after(i);
        }
        if (open_.back().patterns > 0)
            insert(tokens_.back().end(), std::string(open_.back().patterns, ')'));
        copy_to(text_.size());
        return std::move(made_);
    }

private:
    void copy_to(std::size_t end) {
        if (end <= done_) return;
        made_.stretches.push_back({made_.text.size(), done_});
        made_.text += text_.substr(done_, end - done_);
        done_ = end;
    }

    void replace(const Token& token, std::string_view with) {
        copy_to(token.at);
        made_.stretches.push_back({made_.text.size(), token.at});
        made_.text += with;
        made_.changed = true;
        done_ = token.end();
    }

    void insert(std::size_t at, std::string_view what) {
        copy_to(at);
        made_.text += what;
        made_.changed = true;
    }

    void token(std::size_t& i) {
        const Token& token = tokens_[i];
        if (token.kind == TokenKind::backtick || token.kind == TokenKind::bracket) {
            const char last = token.text.back();
            if (token.text.size() < 3 || (last != '`' && last != ']')) return;  // not closed
            replace(token, as_name(token.text.substr(1, token.text.size() - 2)));
        } else if (is_symbol(token, "==")) {
            replace(token, "=");
        } else if (is_symbol(token, "<=>")) {
            replace(token, "IS NOT DISTINCT FROM");
        } else if (token.kind == TokenKind::quoted && token.text == "\"\"") {
            replace(token, "''");
        } else if (token.kind == TokenKind::word) {
            word(i);
        }
    }

    static std::string as_name(std::string_view text) {
        std::string name = "\"";
        for (const char letter : text) {
            name += letter;
            if (letter == '"') name += letter;
        }
        return name + '"';
    }

    /// Words that mean more, or something else, in PostgreSQL's grammar.
    void word(std::size_t& i) {
        const Token& token = tokens_[i];
        const Token* after = next(i);
        const bool called = after != nullptr && is_symbol(*after, "(");
        if (token.is("case")) ++open_.back().cases;
        if (token.is("end") && open_.back().cases > 0) {
            --open_.back().cases;
        } else if (is_one_of(token, {"end", "user"}) && !called) {
            replace(token, as_name(token.text));
        } else if (is_one_of(token, {"time", "timestamp", "char"}) && called && !is_type(i)) {
            std::string name(token.text);
            std::ranges::transform(name, name.begin(), [](char c) { return c | 0x20; });
            replace(token, as_name(name));
        } else if (is_one_of(token, {"rlike", "regexp"}) && !called) {
            replace(token, "~*");
        } else if (token.is("not") && after != nullptr && is_one_of(*after, {"rlike", "regexp"})) {
            replace(token, "!~*");
            done_ = after->end();
            ++i;
        } else if (token.is("is") && after != nullptr) {
            is_value(i);
        } else if (token.is("collate") && after != nullptr && after->is("binary")) {
            replace(*after, as_name("binary"));
            ++i;
        } else {
            glob(i);
        }
    }

    /// `a [NOT] GLOB b`. PostgreSQL's operators bind tighter, so the pattern goes in parentheses.
    void glob(std::size_t& i) {
        const bool negated = tokens_[i].is("not");
        const std::size_t word = negated ? i + 1 : i;
        if (word + 1 >= tokens_.size() || !tokens_[word].is("glob")) return;
        if (i == 0 || !ends_operand(tokens_[i - 1]) || ends_pattern(tokens_[word + 1])) return;
        replace(tokens_[i], negated ? "!~~~ (" : "~~~ (");
        done_ = tokens_[word].end();
        open_.back().patterns += 1;
        i = word;
    }

    /// Where what may be a pattern of GLOB ends.
    void close_patterns(std::size_t i) {
        if (open_.back().patterns == 0 || !ends_pattern(tokens_[i])) return;
        insert(tokens_[i - 1].end(), std::string(std::exchange(open_.back().patterns, 0), ')'));
    }

    static bool ends_operand(const Token& token) {
        if (token.kind == TokenKind::symbol) return is_symbol(token, ")") || is_symbol(token, "]");
        return !is_one_of(
            token,
            {"select",
             "distinct",
             "all",
             "where",
             "and",
             "or",
             "not",
             "on",
             "when",
             "then",
             "else",
             "case",
             "having",
             "by",
             "between",
             "like",
             "in",
             "is",
             "as"}
        );
    }

    /// What stands beside or above GLOB, or ends the expression.
    static bool ends_pattern(const Token& token) {
        if (token.kind == TokenKind::symbol) {
            const bool shift = token.text.starts_with("<<") || token.text.starts_with(">>");
            const bool first = std::string_view(")],;=<>").find(token.text[0]) != token.text.npos;
            return (first && !shift) || token.text.starts_with("!=");
        }
        return ends_source(token) ||
               is_one_of(token, {"and",     "or",     "not",     "is",      "isnull",
                                 "notnull", "in",     "between", "like",    "ilike",
                                 "glob",    "regexp", "rlike",   "similar", "then",
                                 "when",    "else",   "end",     "as",      "asc",
                                 "desc",    "nulls",  "from",    "filter",  "over"});
    }

    /// SQLite's `a IS b` and `a IS NOT b` between values.
    void is_value(std::size_t& i) {
        const bool negated = tokens_[i + 1].is("not");
        const Token* value = next(negated ? i + 1 : i);
        const bool test =
            value == nullptr ||
            is_one_of(
                *value, {"null", "true", "false", "unknown", "distinct", "normalized", "document"}
            );
        if (test) return;
        replace(tokens_[i], negated ? "IS DISTINCT FROM" : "IS NOT DISTINCT FROM");
        if (!negated) return;
        done_ = tokens_[i + 1].end();
        ++i;
    }

    /// `AS char(3)` and `::time(0)`.
    [[nodiscard]] bool is_type(std::size_t i) const {
        return i > 0 && (tokens_[i - 1].is("as") || is_symbol(tokens_[i - 1], ":"));
    }

    /// `INTERVAL 1 DAY`.
    bool interval(std::size_t& i) {
        if (i + 2 >= tokens_.size() || !tokens_[i].is("interval")) return false;
        const Token& count = tokens_[i + 1];
        const Token& unit = tokens_[i + 2];
        if (count.kind != TokenKind::number || unit.kind != TokenKind::word) return false;
        replace(count, fmt::format("'{} {}'", count.text, unit.text));
        done_ = unit.end();
        i += 2;
        return true;
    }

    /// `CURRENT_DATE()`: a call elsewhere, a word here.
    bool moment(std::size_t& i) {
        const bool call =
            i + 2 < tokens_.size() && is_symbol(tokens_[i + 1], "(") &&
            is_symbol(tokens_[i + 2], ")") &&
            is_one_of(tokens_[i], {"current_date", "current_time", "current_timestamp"});
        if (!call) return false;
        copy_to(tokens_[i].end());
        made_.changed = true;
        done_ = tokens_[i + 2].end();
        i += 2;
        return true;
    }

    /// `LIMIT skip, count`.
    bool limit(std::size_t& i) {
        if (i + 3 >= tokens_.size() || !tokens_[i].is("limit")) return false;
        const bool pair = tokens_[i + 1].kind == TokenKind::number &&
                          is_symbol(tokens_[i + 2], ",") &&
                          tokens_[i + 3].kind == TokenKind::number;
        if (!pair) return false;
        const std::string text =
            fmt::format("{} OFFSET {}", tokens_[i + 3].text, tokens_[i + 1].text);
        replace(tokens_[i + 1], text);
        done_ = tokens_[i + 3].end();
        i += 3;
        return true;
    }

    [[nodiscard]] const Token* next(std::size_t i) const {
        return i + 1 < tokens_.size() ? &tokens_[i + 1] : nullptr;
    }

    /// One level of parentheses, and what of FROM is open in it.
    struct Open {
        bool subquery_of_from = false;  ///< `FROM (SELECT …`
        bool words = false;             ///< `EXTRACT(… FROM …)` and its kin
        bool in_from = false;           ///< after FROM, before the next clause
        std::size_t cases = 0;          ///< CASE without its END
        std::size_t patterns = 0;       ///< patterns of GLOB without their end
        std::size_t join = 0;           ///< index + 1 of a JOIN that has no condition yet
    };

    void note_parenthesis(std::size_t i) {
        const Token& token = tokens_[i];
        if (is_symbol(token, "(")) {
            const Token* after = next(i);
            const bool query = after != nullptr && is_one_of(*after, {"select", "with", "values"});
            open_.push_back({
                .subquery_of_from = query && stands_in_from(i),
                .words =
                    i > 0 && is_one_of(tokens_[i - 1], {"extract", "substring", "trim", "overlay"}),
            });
        } else if (is_symbol(token, ")") && open_.size() > 1) {
            if (open_.back().subquery_of_from) close_subquery_ = i + 1;
            open_.pop_back();
        }
        if (token.is("join")) {
            const bool free = i > 0 && is_one_of(tokens_[i - 1], {"cross", "natural"});
            open_.back().join = free ? 0 : i + 1;
        }
        if (is_one_of(token, {"on", "using"})) open_.back().join = 0;
    }

    /// Whether a relation is expected at this parenthesis.
    [[nodiscard]] bool stands_in_from(std::size_t i) const {
        if (i == 0 || open_.back().words) return false;
        const Token& before = tokens_[i - 1];
        return is_one_of(before, {"from", "join", "lateral"}) ||
               (is_symbol(before, ",") && open_.back().in_from);
    }

    void note_clause(std::size_t i) {
        if (tokens_[i].is("from")) open_.back().in_from = !open_.back().words;
        if (is_one_of(
                tokens_[i],
                {"where", "group", "having", "window", "order", "limit", "union", "select"}
            ))
            open_.back().in_from = false;
    }

    void insert_after(std::size_t i) {
        const Token* after = next(i);
        const bool ends = after == nullptr || ends_source(*after);
        if (close_subquery_ == i + 1 && ends)
            insert(tokens_[i].end(), fmt::format(" AS unnamed_{}", ++unnamed_));
        // A table, its alias and then neither ON nor USING.
        const std::size_t join = open_.back().join;
        const bool condition = after != nullptr && is_one_of(*after, {"on", "using"});
        if (source_ != Dialect::sqlite || join == 0 || i < join || !ends || condition) return;
        insert(tokens_[i].end(), " ON TRUE");
        open_.back().join = 0;
    }

    std::string_view text_;
    Dialect source_;
    std::vector<Token> tokens_;
    std::vector<Open> open_{1};
    std::size_t close_subquery_ = 0;
    std::size_t done_ = 0;
    int unnamed_ = 0;
    Normalised made_;
};

}  // namespace

std::size_t Normalised::author_offset(std::size_t offset) const {
    const auto after = std::ranges::upper_bound(stretches, offset, {}, &Stretch::offset);
    if (after == stretches.begin()) return offset;
    const Stretch& stretch = *std::prev(after);
    const std::size_t plain = stretch.author + (offset - stretch.offset);
    // Inside something that was put in its place: where that stands.
    return std::min(plain, after == stretches.end() ? author_size : after->author);
}

Normalised normalise(std::string_view text, Dialect source) {
    Normalised made = Normaliser(text, source).run();
    made.author_size = text.size();
    return made;
}

}  // namespace parlance::sql
