#include "sql/functions.hpp"

#include "sql/build.hpp"
#include "sql/data.hpp"
#include "sql/walk.hpp"

#include <boost/describe/enum_from_string.hpp>

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string>
#include <vector>

namespace parlance::sql {
namespace {

constexpr std::array<std::string_view, 4> kinds{"aggregate", "window", "set", "scalar"};
constexpr std::array<std::string_view, 9> rules{
    "first",
    "second",
    "common",
    "sum",
    "average",
    "rounded",
    "truncated",
    "ordered",
    "pairs"
};

[[noreturn]] void broken(std::string_view line) {
    throw std::logic_error("sql/data: " + std::string(line));
}

/// Cuts the next piece up to one of `ends` off the front.
std::string_view cut(std::string_view& text, std::string_view ends) {
    const std::size_t from = std::min(text.find_first_not_of(ends), text.size());
    const std::size_t to = std::min(text.find_first_of(ends, from), text.size());
    const std::string_view piece = text.substr(from, to - from);
    text.remove_prefix(to);
    return piece;
}

std::uint16_t number(std::string_view text, std::string_view line) {
    std::uint16_t value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{})
        broken(line);
    return value;
}

void read_bound(Function& function, std::string_view bound, std::string_view line) {
    if (bound.empty()) return;
    function.bounded = static_cast<std::uint8_t>(number(bound.substr(0, 1), line));
    bound.remove_prefix(1);
    if (bound.starts_with("<="))
        function.most = number(bound.substr(2), line);
    else if (bound != "=plain")
        broken(line);
}

/// `name kind returns [bound]`.
Function read_function(std::string_view line) {
    std::string_view rest = line;
    Function made{.name = cut(rest, " ")};
    const auto kind = std::ranges::find(kinds, cut(rest, " "));
    if (kind == kinds.end()) broken(line);
    made.kind = static_cast<FunctionKind>(kind - kinds.begin());
    const std::string_view returns = cut(rest, " ");
    const auto rule = std::ranges::find(rules, returns);
    if (rule != rules.end())
        made.returns = static_cast<Returns>(rule - rules.begin() + 1);
    else if (!boost::describe::enum_from_string(std::string(returns).c_str(), made.type))
        broken(line);
    read_bound(made, cut(rest, " "), line);
    return made;
}

class Lists {
public:
    Lists() {
        each_line(data::functions, [this](std::string_view line) {
            functions_.push_back(read_function(line));
        });
        std::ranges::sort(functions_, {}, &Function::name);
        read(Dialect::postgres, data::postgres);
        read(Dialect::sqlite, data::sqlite);
        read(Dialect::duckdb, data::duckdb);
    }

    [[nodiscard]] const Function* function(std::string_view name) const {
        const auto found = std::ranges::lower_bound(functions_, name, {}, &Function::name);
        return found != functions_.end() && found->name == name ? &*found : nullptr;
    }

    [[nodiscard]] bool type(std::string_view name, Dialect dialect) const {
        return std::ranges::binary_search(types_[static_cast<std::size_t>(dialect)], name);
    }

    [[nodiscard]] bool collation(std::string_view name, Dialect dialect) const {
        return std::ranges::binary_search(collations_[static_cast<std::size_t>(dialect)], name);
    }

private:
    template <class Take>
    static void each_line(std::string_view text, Take take) {
        while (!text.empty()) {
            std::string_view line = cut(text, "\n");
            line = line.substr(0, line.find('#'));
            if (!line.empty()) take(line);
        }
    }

    /// `[functions]`, `[types]` and `[collations]`, each followed by words.
    void read(Dialect dialect, std::string_view text) {
        auto& types = types_[static_cast<std::size_t>(dialect)];
        auto& collations = collations_[static_cast<std::size_t>(dialect)];
        std::vector<std::string_view>* words = nullptr;  // of functions when none
        each_line(text, [&](std::string_view line) {
            if (line.starts_with('[')) {
                words = line.starts_with("[types]")        ? &types
                        : line.starts_with("[collations]") ? &collations
                                                           : nullptr;
                return;
            }
            for (auto word = cut(line, " "); !word.empty(); word = cut(line, " ")) {
                if (words != nullptr)
                    words->push_back(word);
                else
                    allow(dialect, word);
            }
        });
        std::ranges::sort(types);
        std::ranges::sort(collations);
    }

    /// `name` or `name=spelling`.
    void allow(Dialect dialect, std::string_view word) {
        const std::size_t equals = word.find('=');
        const std::string_view name = word.substr(0, equals);
        const auto found = std::ranges::lower_bound(functions_, name, {}, &Function::name);
        if (found == functions_.end() || found->name != name) broken(word);
        found->spellings[static_cast<std::size_t>(dialect)] =
            equals == std::string_view::npos ? name : word.substr(equals + 1);
    }

    std::vector<Function> functions_;
    std::array<std::vector<std::string_view>, dialect_count> types_;
    std::array<std::vector<std::string_view>, dialect_count> collations_;
};

const Lists& lists() {
    static const Lists read;
    return read;
}

/// A pattern of printf or format() whose fields are no wider than three digits.
bool is_plain_pattern(std::string_view pattern) {
    std::size_t digits = 0;
    for (const char letter : pattern) {
        digits = letter >= '0' && letter <= '9' ? digits + 1 : 0;
        if (digits > 3 || letter == '*') return false;
    }
    return true;
}

/// Whether a result that was blown up once would be blown up again.
class FindGrowth : public Walker {
public:
    bool found = false;

protected:
    void visit(Expr& expr) override {
        const auto* call = std::get_if<Call>(&expr.node);
        const Function* function = call == nullptr ? nullptr : find_function(call->name.back());
        found = found || (function != nullptr && function->bounded != 0);
    }
};

bool grows(Expr argument) {
    FindGrowth find;
    find.walk(argument);
    return find.found;
}

}  // namespace

const Function* find_function(std::string_view name) {
    return lists().function(name);
}

bool type_allowed(std::string_view name, Dialect dialect) {
    return lists().type(name, dialect);
}

bool collation_allowed(std::string_view name, Dialect dialect) {
    if (dialect == Dialect::postgres) return lists().collation(name, dialect);
    std::string lower(name);
    for (char& letter : lower)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter | 0x20);
    return lists().collation(lower, dialect);
}

bool within_bounds(const Function& function, const Call& call) {
    if (function.bounded == 0 || call.arguments.size() < function.bounded) return true;
    const Expr& decides = call.arguments[function.bounded - 1];
    if (std::ranges::any_of(call.arguments, grows)) return false;
    if (function.most == 0) {
        const Literal* pattern = build::text_literal(decides);
        return pattern != nullptr && is_plain_pattern(pattern->text);
    }
    const Literal* count = build::integer_literal(decides);
    if (count == nullptr) return true;
    return count->text.starts_with('-') ||
           (count->text.size() < 6 && std::stoi(count->text) <= function.most);
}

}  // namespace parlance::sql
