#include "guard/approved_query.hpp"

#include <algorithm>

namespace parlance::guard {
namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

std::string constant(const Bound& bound) {
    if (!bound.text) return "NULL";
    if (bound.type == Type::integer) return *bound.text;
    std::string made = "'";
    for (const char letter : *bound.text) {
        if (letter == '\'') made += '\'';
        made += letter;
    }
    return made + '\'';
}

/// The end of the string or quoted name that begins at `at`.
std::size_t end_of_quoted(const std::string& text, std::size_t at) {
    const std::size_t end = text.find(text[at], at + 1);
    return end == std::string::npos ? text.size() : end + 1;
}

}  // namespace

/// A doubled quote ends one string and begins the next, which comes to the same.
std::optional<std::string> ApprovedQuery::inlined() const {
    if (std::ranges::any_of(parameters_, &Bound::secret)) return std::nullopt;
    if (parameters_.empty()) return text();
    const char mark = dialect() == Dialect::sqlite ? '?' : '$';
    const std::string& all = text();
    std::string made;
    for (std::size_t at = 0; at < all.size();) {
        std::size_t end = at + 1;
        if (all[at] == '\'' || all[at] == '"') {
            end = end_of_quoted(all, at);
        } else if (all[at] == mark && end < all.size() && is_digit(all[end])) {
            while (end < all.size() && is_digit(all[end]))
                ++end;
            const std::size_t index = std::stoul(all.substr(at + 1, end - at - 1)) - 1;
            made += constant(parameters_[index]);
            at = end;
            continue;
        }
        made.append(all, at, end - at);
        at = end;
    }
    return made;
}

}  // namespace parlance::guard
